import { accessSync, constants, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as afterTurn } from 'node:timers/promises'
import { app, ipcMain, Menu, nativeTheme, type BrowserWindow } from 'electron'
import { CALL_CHANNEL } from '../shared/ipc/bridge.ts'
import { createSystemClock } from '../shared/std/clock.ts'
import { lockDown } from './desktop/lockdown.ts'
import { createLog } from './desktop/log.ts'
import { openPatiently, type Wish } from './desktop/patient-start.ts'
import { registerPageScheme, servePage } from './desktop/scheme.ts'
import { askAtStart } from './desktop/start-problem.ts'
import { wearToolkitTheme } from './desktop/toolkit-theme.ts'
import { assets, createWindow, type WindowDeps } from './desktop/window.ts'
import { readPreferences, systemLanguage } from './session/settings.ts'
import { openAppStore, type AppStore } from './store/app-store.ts'
import { openingProblemOf } from './store/database-faults.ts'

const folder = app.getPath('userData')
const appFile = join(folder, 'app.sqlite')
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
start().catch(failToStart)

/** Without a word and an end, a start that fails would leave a process without a window that blocks every later one. */
async function failToStart(error: unknown): Promise<void> {
  const wish = await ask(error, new AbortController().signal)
  if (wish === 'try-again') app.relaunch()
  app.exit(1)
}

/** What the person wants to be done about it. */
async function ask(error: unknown, signal: AbortSignal): Promise<Wish> {
  log.error('main.not_started', { reason: String(error) })
  await app.whenReady()
  const language = systemLanguage(app.getPreferredSystemLanguages())
  return askAtStart({ problem: openingProblemOf(error, appFile), error, language, signal })
}

/** Null: the program runs already, on the same data. */
function openData(): AppStore | null {
  mkdirSync(join(folder, 'accounts'), { recursive: true, mode: 0o700 })
  if (app.requestSingleInstanceLock()) return openAppStore(appFile)
  // Who cannot write there gets no lock either, and must hear why.
  accessSync(folder, constants.W_OK)
  return null
}

async function start(): Promise<void> {
  const data = await openPatiently({ open: openData, ask, clock: createSystemClock(globalThis) })
  if (!data) return app.exit(1)
  const appStore = data.opened
  if (!appStore) return app.quit()
  const { theme } = readPreferences(appStore)
  wearToolkitTheme(theme)
  await app.whenReady()
  nativeTheme.themeSource = theme
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null)
  await runWithWindow(appStore)
}

/**
 * Opens the window before the rest of the program is even read: while Chromium makes a process for the page, which
 * takes longer, the program starts. What the page asks for meanwhile waits for it.
 */
async function runWithWindow(appStore: AppStore): Promise<void> {
  const { preload, page, server, icon, trayIcons } = assets(import.meta.dirname)
  const places = placesIn(appStore)
  const open = (): BrowserWindow =>
    createWindow({ preload, icon, zoom: readPreferences(appStore).zoom, places })
  let first: BrowserWindow | null = null
  const openWindow = (): BrowserWindow => {
    const window = first?.isDestroyed() === false ? first : open()
    first = null
    return window
  }
  const program = afterTurn().then(async () => {
    const { runProgram } = await import('./program.ts')
    return runProgram({ appStore, folder, logs, log, icon, trayIcons, server, openWindow })
  })
  lockDown((url) => void program.then(({ openLink }) => openLink(url)))
  servePage(page, app.isPackaged ? null : (process.env['ELECTRON_RENDERER_URL'] ?? null))
  ipcMain.handle(CALL_CHANNEL, async (event, name: unknown, params: unknown) => {
    const frame = event.senderFrame
    const sender = frame && { url: frame.url, isMainFrame: frame.parent === null }
    return (await program).gate(sender, name, params)
  })
  first = open()
  await program
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
