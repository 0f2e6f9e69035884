import type { Command } from '../../shared/model/shortcuts.ts'
import { useServices } from '../state/app-context.tsx'
import { useCommands } from '../state/use-commands.ts'
import { focusLastNotice, moveRegion } from './focus-moves.ts'

/** What only the window can do: the rest is done here, or in the composer. */
export type WindowRuns = Readonly<Record<Extract<Command, 'centre' | 'quiet' | 'sidebar'>, () => void>>

/** The keys that work wherever the focus is, while somebody is signed in. */
export function useShortcuts(run: WindowRuns): void {
  const { navigation, store } = useServices()
  useCommands({
    ...run,
    switcher: navigation.openSwitcher,
    settings() {
      if (store.getState().settingsPage === null) navigation.openSettings()
    },
    shortcuts: () => navigation.openSettings('shortcuts'),
    nextRegion: (isBack) => moveRegion(isBack ? -1 : 1),
    lastNotice: focusLastNotice
  })
}
