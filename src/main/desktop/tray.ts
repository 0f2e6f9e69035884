import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Menu, nativeImage, nativeTheme, screen, Tray, type NativeImage } from 'electron'
import type { TrayHost } from './tray-host.ts'
import { trayIconFile } from './tray-icon.ts'
import {
  trayGlyph,
  trayMenu,
  trayTooltip,
  type TrayActions,
  type TrayGlyph,
  type TrayState
} from './tray-model.ts'
import type { Words } from './words.ts'

/** The icon in the notification area: there as long as there is a host for it. */
export interface AppTray {
  /** Shows a state; the same one again costs nothing. */
  update(state: TrayState): void
  close(): void
}

export interface AppTrayDeps {
  readonly host: TrayHost
  /** Holds the icons. */
  readonly icons: string
  readonly words: () => Words
  readonly actions: TrayActions
  /** A single click on the icon. */
  readonly onClick: () => void
}

export function createAppTray({ host, icons, words, actions, onClick }: AppTrayDeps): AppTray {
  let tray: Tray | null = null
  let shown: TrayState | null = null
  let drawn = ''

  const draw = (): void => {
    if (!tray || !shown) return
    const glyph = trayGlyph(shown)
    const tooltip = trayTooltip(shown, words())
    const menu = trayMenu(shown, words(), actions)
    const next = JSON.stringify([glyph, tooltip, menu, nativeTheme.shouldUseDarkColors])
    if (next === drawn) return
    drawn = next
    tray.setImage(loadIcon(icons, glyph))
    tray.setToolTip(tooltip)
    // On Linux a menu shows its changes only when it is set again.
    tray.setContextMenu(Menu.buildFromTemplate(menu))
    if (process.platform === 'darwin') tray.setTitle(titleOf(shown))
  }
  const follow = (isThere: boolean): void => {
    if (isThere === (tray !== null)) return
    tray?.destroy()
    tray = null
    drawn = ''
    if (!isThere) return
    tray = new Tray(loadIcon(icons, 'connected'))
    if (process.platform !== 'darwin') tray.on('click', onClick)
    draw()
  }
  const unsubscribe = host.changes.subscribe(follow)
  follow(host.isThere)
  nativeTheme.on('updated', draw)
  return {
    update(state) {
      shown = state
      draw()
    },
    close() {
      unsubscribe()
      nativeTheme.off('updated', draw)
      follow(false)
    }
  }
}

/** On macOS the count stands beside the icon, which has no colours there. */
function titleOf({ session }: TrayState): string {
  const unread = session?.reading.unread ?? 0
  return unread > 0 ? String(unread) : ''
}

function loadIcon(folder: string, glyph: TrayGlyph): NativeImage {
  const { platform } = process
  const file = trayIconFile(glyph, {
    platform,
    desktop: process.env['XDG_CURRENT_DESKTOP'] ?? '',
    isDark: nativeTheme.shouldUseDarkColors,
    scale: screen.getPrimaryDisplay().scaleFactor
  })
  const path = join(folder, file)
  // Elsewhere the drawing is chosen by its pixels, whatever Electron would read from its name.
  return platform === 'darwin'
    ? nativeImage.createFromPath(path)
    : nativeImage.createFromBuffer(readFileSync(path))
}
