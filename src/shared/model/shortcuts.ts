/**
 * What can be done by a key from anywhere in the window, and by which until the person chooses another. `Mod` is Ctrl,
 * on macOS the command key. The letters are those that are on the keys, so that AZERTY and QWERTY both have them.
 */
export const SHORTCUTS = {
  switcher: 'Mod+K',
  centre: 'Mod+Shift+A',
  emoji: 'Mod+E',
  quiet: 'Mod+Shift+D',
  sidebar: 'Mod+Shift+B',
  settings: 'Mod+,',
  shortcuts: 'F1',
  nextRegion: 'F6',
  lastNotice: 'F8',
  zoomIn: 'Mod++',
  zoomOut: 'Mod+-',
  zoomReset: 'Mod+0'
} as const

export type Command = keyof typeof SHORTCUTS

export const COMMANDS = Object.keys(SHORTCUTS) as readonly Command[]
