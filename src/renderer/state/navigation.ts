import type { AppStore } from './store.ts'

/** The pages of the settings, in their order. */
export const SETTINGS_PAGES = [
  'account',
  'notifications',
  'appearance',
  'language',
  'shortcuts',
  'storage',
  'about'
] as const
export type SettingsPage = (typeof SETTINGS_PAGES)[number]

/** What lies over the room, and the ways there. One thing at a time: what opens takes the place of what was open. */
export interface Navigation {
  openSettings(page?: SettingsPage): void
  closeSettings(): void
  openSwitcher(): void
  closeSwitcher(): void
  /** Who somebody is. */
  showPerson(userId: number): void
  hidePerson(): void
}

export function createNavigation({ store }: { store: AppStore }): Navigation {
  const closed = { settingsPage: null, isSwitcherOpen: false, shownPersonId: null } as const
  return {
    openSettings: (page = 'account') => store.setState({ ...closed, settingsPage: page }),
    closeSettings: () => store.setState({ settingsPage: null }),
    openSwitcher: () => store.setState({ shownPersonId: null, isSwitcherOpen: true }),
    closeSwitcher: () => store.setState({ isSwitcherOpen: false }),
    showPerson: (userId) => store.setState({ ...closed, shownPersonId: userId }),
    hidePerson: () => store.setState({ shownPersonId: null })
  }
}
