import type { TrayGlyph } from './tray-model.ts'

/** What decides which drawing the panel gets. */
export interface Panel {
  readonly platform: NodeJS.Platform
  /** The desktop's name, as it is said on Linux. */
  readonly desktop: string
  readonly isDark: boolean
  /** Pixels of the display for each point. */
  readonly scale: number
}

/** The sizes that are drawn, in pixels; the smallest one is drawn by itself. */
export const TRAY_SIZES = [16, 22, 24, 32] as const
const LARGEST = 32
/** What Windows and GNOME show, in points. */
const POINTS = 16

/**
 * The name of the drawing for a panel. Electron hands a host on Linux one picture, whatever representations it has,
 * and no host says which size it wants: where that is not known, it gets the largest to make smaller.
 */
export function trayIconFile(glyph: TrayGlyph, { platform, desktop, isDark, scale }: Panel): string {
  // Its larger one is found by its name.
  if (platform === 'darwin') return `${glyph}Template.png`
  const fitting = TRAY_SIZES.find((size) => size >= POINTS * scale) ?? LARGEST
  if (platform === 'win32') return `${glyph}-${isDark ? 'dark' : 'light'}-${fitting}.png`
  // The top bar is dark in both themes.
  if (/gnome/i.test(desktop)) return `${glyph}-dark-${fitting}.png`
  return `${glyph}-universal-${LARGEST}.png`
}
