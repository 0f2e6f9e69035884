import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app, BrowserWindow, ipcMain, Menu, nativeTheme, safeStorage, shell } from 'electron'
import { uuidv7 } from 'uuidv7'
import { CALL_CHANNEL, EVENT_CHANNEL } from '../shared/ipc/bridge.ts'
import type { AppState } from '../shared/ipc/contract.ts'
import { DEEP_LINK_SCHEME, parseDeepLink } from '../shared/model/deep-link.ts'
import { createSystemClock } from '../shared/std/clock.ts'
import { createConnection } from './connection/connection.ts'
import { createServerClient } from './connection/http.ts'
import { createProfileClient } from './connection/level-0/profile-client.ts'
import { openSocket } from './connection/socket.ts'
import { aboutThis } from './desktop/about.ts'
import { chooseProfile } from './desktop/choose-profile.ts'
import { createConnectionLog } from './desktop/connection-log.ts'
import { createDesktop } from './desktop/desktop.ts'
import { createKeyring } from './desktop/keyring.ts'
import { openExternalLink } from './desktop/open-external-link.ts'
import { lockDown, sendTo } from './desktop/lockdown.ts'
import { createLog, folderBytes } from './desktop/log.ts'
import { PAGE_ORIGIN, registerPageScheme, servePage } from './desktop/scheme.ts'
import { createSessionBus, sessionBusAddress } from './desktop/session-bus.ts'
import { showStartProblem } from './desktop/start-problem.ts'
import { wearToolkitTheme } from './desktop/toolkit-theme.ts'
import { assets, createWindow, setZoom, type WindowDeps } from './desktop/window.ts'
import { createGate } from './ipc/gate.ts'
import { createHandlers } from './ipc/handlers.ts'
import { createPublisher } from './ipc/publish.ts'
import { createAccounts } from './session/accounts.ts'
import { dialectOf } from './session/account-dialect.ts'
import { createSettings, readPreferences, systemLanguage } from './session/settings.ts'
import { openAppStore, type AppStore } from './store/app-store.ts'
import { createSync } from './sync/sync.ts'

const folder = app.getPath('userData')
const accountsFolder = join(folder, 'accounts')
const logs = join(folder, 'logs')
const log = createLog(logs)

// Electron's own answer is a modal dialog that keeps a broken process alive.
process.on('uncaughtException', (error) => {
  log.error('main.uncaught', { reason: error.stack ?? String(error) })
  app.exit(1)
})

registerPageScheme()
// Root cannot be sandboxed: with both switches the children would die in a loop.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
if (app.requestSingleInstanceLock()) start().catch(failToStart)
else app.quit()

/** Without a word and an end, a start that fails would leave a process without a window that blocks every later one. */
async function failToStart(error: unknown): Promise<void> {
  log.error('main.not_started', { reason: String(error) })
  await app.whenReady()
  showStartProblem(error, systemLanguage(app.getPreferredSystemLanguages()))
  app.exit(1)
}

async function start(): Promise<void> {
  mkdirSync(accountsFolder, { recursive: true, mode: 0o700 })
  const appStore = openAppStore(join(folder, 'app.sqlite'))
  wearToolkitTheme(readPreferences(appStore).theme)
  await app.whenReady()
  run(appStore)
}

function run(appStore: AppStore): void {
  const { preload, page, icon, trayIcons } = assets(import.meta.dirname)
  const clock = createSystemClock(globalThis)
  const settings = createSettings(appStore, app.getPreferredSystemLanguages(), clock)
  const connectionLog = createConnectionLog(logs)
  const isLinux = process.platform === 'linux'
  const bus = createSessionBus(isLinux ? sessionBusAddress(process.env) : null, clock)
  const profileClient = createProfileClient({ fetch, openSocket, clock })
  const accounts = createAccounts({
    appStore,
    folder: accountsFolder,
    client: createServerClient(fetch),
    profileClient,
    clock,
    newId: uuidv7,
    log,
    keyring: createKeyring({ safeStorage, bus, platform: process.platform, application: app.name }),
    createAccountSync: (store, account, secret) => {
      const deps = { openSocket, clock, random: Math.random, log, trace: connectionLog.add }
      const dialect = dialectOf(account, secret, { client: profileClient, log })
      const connection = createConnection(deps, dialect)
      return createSync({ store, connection, clock, newId: uuidv7, afterTurn: setImmediate, log })
    }
  })
  let suggestedAddress = app.commandLine.getSwitchValue('server') || null
  const appState = (): AppState => ({
    language: settings.language,
    systemLanguage: settings.systemLanguage,
    preferences: settings.preferences,
    suggestedAddress,
    session: accounts.session(),
    quiet: settings.quiet
  })

  lockDown((url) => {
    const opened = openExternalLink(url, BrowserWindow.getFocusedWindow(), settings.language)
    opened.catch((error: unknown) => log.warn('link.not_opened', { reason: String(error) }))
  })
  servePage(page, app.isPackaged ? null : (process.env['ELECTRON_RENDERER_URL'] ?? null))
  const publish = createPublisher((event) => {
    for (const window of BrowserWindow.getAllWindows()) sendTo(window, EVENT_CHANNEL, event)
  }, clock)
  const publishState = (): void => publish({ name: 'app.changed', value: appState() })
  accounts.events.subscribe(publish)
  accounts.changes.subscribe(publishState)
  settings.changes.subscribe(() => {
    const { theme, zoom } = settings.preferences
    nativeTheme.themeSource = theme
    for (const window of BrowserWindow.getAllWindows()) setZoom(window, zoom)
    publishState()
  })

  nativeTheme.themeSource = settings.preferences.theme
  suggestedAddress = accounts.restore() ?? suggestedAddress
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null)
  const desktop = createDesktop({
    accounts,
    settings,
    clock,
    bus,
    publish,
    log,
    icon,
    trayIcons,
    openWindow: () =>
      createWindow({ preload, icon, zoom: settings.preferences.zoom, places: placesIn(appStore) }),
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
    connectionLog: { lines: connectionLog.lines, reveal: () => shell.showItemInFolder(connectionLog.file) }
  })
  const gate = createGate(handlers, PAGE_ORIGIN, log)
  ipcMain.handle(CALL_CHANNEL, (event, name: unknown, params: unknown) => {
    const frame = event.senderFrame
    return gate(frame && { url: frame.url, isMainFrame: frame.parent === null }, name, params)
  })

  const follow = (link: string | undefined): void => {
    const route = parseDeepLink(link ?? '')
    if (!route.ok) return
    suggestedAddress = route.value.address
    publishState()
  }
  listen({ follow, show: desktop.show })
  follow(process.argv.find((argument) => argument.startsWith(`${DEEP_LINK_SCHEME}:`)))
  app.on('will-quit', () => {
    desktop.stop()
    accounts.stop()
    settings.stop()
    appStore.close()
  })
}

/** Where the window was, kept with the settings. On a full disk it opens where it was before. */
function placesIn(appStore: AppStore): WindowDeps['places'] {
  return {
    read: () => appStore.setting('windowPlaces'),
    write(text) {
      try {
        appStore.setSetting('windowPlaces', text)
      } catch (error) {
        log.warn('window.place_not_kept', { reason: String(error) })
      }
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
