import { join } from 'node:path'
import { BrowserWindow, nativeTheme } from 'electron'
import { PAGE_ORIGIN } from './scheme.ts'

/** `bg-sidebar` of the design, so that a window never flashes in the wrong theme. */
const GROUND = { light: '#f0f5f7', dark: '#0e1415' }

/** The one maker of windows: whatever shows a page here is sandboxed, isolated, and shows our page only. */
export function createWindow(preload: string, icon: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    useContentSize: true,
    minWidth: 420,
    minHeight: 520,
    show: false,
    autoHideMenuBar: true,
    icon,
    backgroundColor: nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      spellcheck: false
    }
  })
  window.once('ready-to-show', () => window.show())
  void window.loadURL(`${PAGE_ORIGIN}/index.html`)
  return window
}

export interface Assets {
  readonly preload: string
  readonly page: string
  readonly icon: string
  readonly trayIcons: string
}

/** Where the built preload script and the icons lie, from the folder of the built main script. */
export function assets(mainFolder: string): Assets {
  return {
    preload: join(mainFolder, '../preload/index.cjs'),
    page: join(mainFolder, '../renderer'),
    icon: join(mainFolder, '../../resources/icons/512x512.png'),
    trayIcons: join(mainFolder, '../../resources/tray')
  }
}
