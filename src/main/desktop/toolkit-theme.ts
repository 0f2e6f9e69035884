import type { Preferences } from '../../shared/ipc/preferences.ts'

/**
 * On X11 a window has the ground of GTK's theme from when it is mapped to its first picture: where the person has
 * chosen the other theme than their system's that would be a flash. To be said before GTK is started.
 */
export function wearToolkitTheme(theme: Preferences['theme']): void {
  if (process.platform !== 'linux' || theme === 'system') return
  process.env['GTK_THEME'] = theme === 'dark' ? 'Adwaita:dark' : 'Adwaita'
}
