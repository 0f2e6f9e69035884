import { ZOOMS, type Preferences } from '../../shared/ipc/preferences.ts'
import type { Command } from '../../shared/model/shortcuts.ts'
import { useServices } from '../state/app-context.tsx'
import { useCommands } from '../state/use-commands.ts'
import { useConfigure, usePreferences } from '../state/use-preferences.ts'
import { focusLastNotice, moveRegion } from './focus-moves.ts'

/** What only the window can do: the rest is done here, or in the composer. */
export type WindowRuns = Readonly<Record<Extract<Command, 'centre' | 'quiet' | 'sidebar'>, () => void>>

/** The keys that work wherever the focus is. */
export function useShortcuts(run: WindowRuns): void {
  const { navigation, store } = useServices()
  const configure = useConfigure()
  const { zoom } = usePreferences()
  const zoomTo = (next: Preferences['zoom'] | undefined): void => {
    if (next !== undefined && next !== zoom) void configure({ zoom: next })
  }
  useCommands({
    ...run,
    switcher: navigation.openSwitcher,
    settings() {
      if (store.getState().settingsPage === null) navigation.openSettings()
    },
    shortcuts: () => navigation.openSettings('shortcuts'),
    nextRegion: (isBack) => moveRegion(isBack ? -1 : 1),
    lastNotice: focusLastNotice,
    zoomIn: () => zoomTo(ZOOMS[ZOOMS.indexOf(zoom) + 1]),
    zoomOut: () => zoomTo(ZOOMS[ZOOMS.indexOf(zoom) - 1]),
    zoomReset: () => zoomTo(100)
  })
}
