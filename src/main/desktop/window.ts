import { join } from 'node:path'
import { BrowserWindow, nativeTheme, screen } from 'electron'
import { PAGE_ORIGIN } from './scheme.ts'
import { parsePlaces, placeToOpen, withPlace } from './window-place.ts'

/** `bg-sidebar` of the design, so that a window never flashes in the wrong theme. */
const GROUND = { light: '#f0f5f7', dark: '#0e1415' }

/** Content that is smaller than this, in pixels of the page, is not drawn for. */
const SMALLEST = { width: 420, height: 520 }

export interface WindowDeps {
  readonly preload: string
  readonly icon: string
  /** Percent. */
  readonly zoom: number
  /** Where the window was, as text, from one run to the next. */
  readonly places: { read(): string | null; write(text: string): void }
}

/** The one maker of windows: whatever shows a page here is sandboxed, isolated, and shows our page only. */
export function createWindow({ preload, icon, zoom, places }: WindowDeps): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    useContentSize: true,
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
      spellcheck: false,
      zoomFactor: zoom / 100
    }
  })
  const place = placeToOpen(parsePlaces(places.read()), displays())
  if (place) window.setBounds(place)
  limitSize(window, zoom)
  rememberPlace(window, places)
  window.once('ready-to-show', () => {
    // This shows it too, so it has to wait for the first picture.
    if (place?.isMaximised) window.maximize()
    window.show()
  })
  void window.loadURL(`${PAGE_ORIGIN}/index.html`)
  return window
}

/** Applies a zoom, in percent, to a window that is open. */
export function setZoom(window: BrowserWindow, zoom: number): void {
  window.webContents.setZoomFactor(zoom / 100)
  limitSize(window, zoom)
}

/** The page needs its width at every zoom; lower than wanted it scrolls, wider than the screen nobody could use it. */
function limitSize(window: BrowserWindow, zoom: number): void {
  const { workArea } = screen.getDisplayMatching(window.getBounds())
  const least = Math.min(Math.round((SMALLEST.width * zoom) / 100), workArea.width)
  window.setMinimumSize(least, SMALLEST.height)
  // Only who pulls at the window minds its least size.
  const [width = least, height = SMALLEST.height] = window.getSize()
  if (width < least) window.setSize(least, height)
}

/** All displays, the first one before the others. */
function displays(): Electron.Display[] {
  const first = screen.getPrimaryDisplay()
  return [first, ...screen.getAllDisplays().filter(({ id }) => id !== first.id)]
}

function rememberPlace(window: BrowserWindow, places: WindowDeps['places']): void {
  window.on('close', () => {
    const bounds = window.getNormalBounds()
    // A window that is minimised lies nowhere; one that fills a display need not come from there.
    const { id } = screen.getDisplayMatching(window.isMinimized() ? bounds : window.getBounds())
    const place = { ...bounds, isMaximised: window.isMaximized() }
    places.write(JSON.stringify(withPlace(parsePlaces(places.read()), id, place)))
  })
}

export interface Assets {
  readonly preload: string
  readonly page: string
  /** Of the server inside the app. */
  readonly server: string
  readonly icon: string
  readonly trayIcons: string
}

/** Where the built scripts and the icons lie, from the folder of the built main script. */
export function assets(mainFolder: string): Assets {
  return {
    preload: join(mainFolder, '../preload/index.cjs'),
    page: join(mainFolder, '../renderer'),
    server: join(mainFolder, 'server.cjs'),
    icon: join(mainFolder, '../../resources/icons/512x512.png'),
    trayIcons: join(mainFolder, '../../resources/tray')
  }
}
