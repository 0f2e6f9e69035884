import { userInfo } from 'node:os'
import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme, safeStorage, shell } from 'electron'
import { uuidv7 } from 'uuidv7'
import { EVENT_CHANNEL } from '../shared/ipc/bridge.ts'
import type { AppState } from '../shared/ipc/contract.ts'
import { DEEP_LINK_SCHEME, parseDeepLink } from '../shared/model/deep-link.ts'
import { createSystemClock } from '../shared/std/clock.ts'
import type { Log } from '../shared/std/log.ts'
import { createConnection } from './connection/connection.ts'
import { createServerClient } from './connection/http.ts'
import { createProfileClient } from './connection/level-0/profile-client.ts'
import { openSocket } from './connection/socket.ts'
import { aboutThis } from './desktop/about.ts'
import { chooseProfile } from './desktop/choose-profile.ts'
import { createConnectionLog } from './desktop/connection-log.ts'
import { createDesktop } from './desktop/desktop.ts'
import { createKeyring } from './desktop/keyring.ts'
import { sendTo } from './desktop/lockdown.ts'
import { folderBytes } from './desktop/log.ts'
import { openExternalLink } from './desktop/open-external-link.ts'
import { PAGE_ORIGIN } from './desktop/scheme.ts'
import { createServerLog } from './desktop/server-log.ts'
import { spawnServer } from './desktop/server-process.ts'
import { createSessionBus, sessionBusAddress } from './desktop/session-bus.ts'
import { stopAtQuit } from './desktop/stop-at-quit.ts'
import { setZoom } from './desktop/window.ts'
import { createGate, type Gate } from './ipc/gate.ts'
import { createHandlers } from './ipc/handlers.ts'
import { createPublisher } from './ipc/publish.ts'
import { createHosting } from './local-server/hosting.ts'
import { createLocalServer } from './local-server/local-server.ts'
import { serverMemory } from './local-server/memory.ts'
import { dialectOf } from './session/account-dialect.ts'
import { createAccounts } from './session/accounts.ts'
import { createSettings } from './session/settings.ts'
import type { AppStore } from './store/app-store.ts'
import { createSync } from './sync/sync.ts'

/** The running program, as its page and its links reach it. */
export interface Program {
  readonly gate: Gate
  openLink(url: string): void
}

export interface ProgramDeps {
  readonly appStore: AppStore
  /** Of the app's data, and of its logs. */
  readonly folder: string
  readonly logs: string
  readonly log: Log
  /** Path of the app's icon, and of the folder of the tray's. */
  readonly icon: string
  readonly trayIcons: string
  /** Path of the script of the server inside the app. */
  readonly server: string
  readonly openWindow: () => BrowserWindow
}

/** Wires the program together and starts it. */
export function runProgram(deps: ProgramDeps): Program {
  const { appStore, folder, logs, log, icon, trayIcons, server, openWindow } = deps
  const clock = createSystemClock(globalThis)
  const settings = createSettings(appStore, app.getPreferredSystemLanguages(), clock)
  const connectionLog = createConnectionLog(logs)
  const isLinux = process.platform === 'linux'
  const bus = createSessionBus(isLinux ? sessionBusAddress(process.env) : null, clock)
  const profileClient = createProfileClient({ fetch, openSocket, clock })
  const serverLog = createServerLog(logs)
  const memory = serverMemory(appStore, log)
  const localServer = createLocalServer({
    spawn: () => spawnServer(server, serverLog.add),
    folder: join(folder, 'server'),
    memory,
    clock,
    random: Math.random,
    log
  })
  const accounts = createAccounts({
    appStore,
    folder: join(folder, 'accounts'),
    client: createServerClient(fetch),
    profileClient,
    clock,
    newId: uuidv7,
    log,
    keyring: createKeyring({ safeStorage, bus, platform: process.platform, application: app.name }),
    createAccountSync: (store, account, secret) => {
      const deps = { openSocket, clock, random: Math.random, log, trace: connectionLog.add }
      const ask = async () => {
        await localServer.settledAt(account.origin)
        return secret.ask()
      }
      const dialect = dialectOf(account, { ...secret, ask }, { client: profileClient, log })
      const connection = createConnection(deps, dialect)
      return createSync({ store, connection, clock, newId: uuidv7, afterTurn: setImmediate, log })
    }
  })
  const hosting = createHosting({ localServer, accounts, systemUser: () => userInfo().username, memory })
  let suggestedAddress = app.commandLine.getSwitchValue('server') || null
  const appState = (): AppState => ({
    language: settings.language,
    systemLanguage: settings.systemLanguage,
    preferences: settings.preferences,
    suggestedAddress,
    session: accounts.session(),
    localServer: localServer.state,
    unopened: accounts.unopened,
    isOnLocalServer: hosting.isOpen(),
    quiet: settings.quiet
  })

  const publish = createPublisher((event) => {
    for (const window of BrowserWindow.getAllWindows()) sendTo(window, EVENT_CHANNEL, event)
  }, clock)
  const publishState = (): void => publish({ name: 'app.changed', value: appState() })
  accounts.events.subscribe(publish)
  accounts.changes.subscribe(publishState)
  localServer.changes.subscribe((value) => publish({ name: 'localServer.changed', value }))
  settings.changes.subscribe(() => {
    const { theme, zoom } = settings.preferences
    nativeTheme.themeSource = theme
    for (const window of BrowserWindow.getAllWindows()) setZoom(window, zoom)
    publishState()
  })

  hosting.restore()
  suggestedAddress = accounts.restore() ?? suggestedAddress
  const desktop = createDesktop({
    accounts,
    settings,
    clock,
    bus,
    publish,
    log,
    icon,
    trayIcons,
    openWindow,
    isFirstClosing() {
      const isFirst = appStore.setting('toldOfClosing') === null
      if (isFirst) appStore.setSetting('toldOfClosing', 'yes')
      return isFirst
    }
  })
  const handlers = createHandlers({
    accounts,
    settings,
    appState,
    quit: desktop.quit,
    about: () => aboutThis(app.getVersion(), appStore.sqliteVersion()),
    tryNotification: desktop.tryNotification,
    logBytes: () => folderBytes(logs),
    testProfile: profileClient.test,
    chooseProfile: () => chooseProfile(BrowserWindow.getFocusedWindow(), settings.language),
    localServer,
    host: hosting.host,
    revealServer: (what) =>
      shell.showItemInFolder(what === 'log' ? serverLog.file : localServer.state.folder),
    connectionLog: { lines: connectionLog.lines, reveal: () => shell.showItemInFolder(connectionLog.file) }
  })
  const gate = createGate(handlers, PAGE_ORIGIN, log)

  const follow = (link: string | undefined): void => {
    const route = parseDeepLink(link ?? '')
    if (!route.ok) return
    suggestedAddress = route.value.address
    publishState()
  }
  listen({ follow, show: desktop.show })
  follow(process.argv.find((argument) => argument.startsWith(`${DEEP_LINK_SCHEME}:`)))
  stopAtQuit(() => {
    desktop.stop()
    hosting.stop()
    accounts.stop()
    settings.stop()
    return localServer.stop().finally(() => appStore.close())
  })
  return {
    gate,
    openLink(url) {
      const opened = openExternalLink(url, BrowserWindow.getFocusedWindow(), settings.language)
      opened.catch((error: unknown) => log.warn('link.not_opened', { reason: String(error) }))
    }
  }
}

interface Listeners {
  readonly follow: (link: string | undefined) => void
  readonly show: () => void
}

/** What the system asks of the running app. */
function listen({ follow, show }: Listeners): void {
  // On Linux the desktop file of the installed package does it.
  if (app.isPackaged && process.platform !== 'linux') app.setAsDefaultProtocolClient(DEEP_LINK_SCHEME)
  app.on('second-instance', (_, argv) => {
    show()
    follow(argv.find((argument) => argument.startsWith(`${DEEP_LINK_SCHEME}:`)))
  })
  app.on('open-url', (event, url) => {
    event.preventDefault()
    show()
    follow(url)
  })
  app.on('activate', show)
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
}
