import { ZOOMS, type Preferences } from '../../shared/ipc/preferences.ts'
import { useCommands } from '../state/use-commands.ts'
import { useConfigure, usePreferences } from '../state/use-preferences.ts'

/** The keys that make everything larger and smaller, whether somebody is signed in or not. */
export function useZoomKeys(): void {
  const configure = useConfigure()
  const { zoom } = usePreferences()
  const zoomTo = (next: Preferences['zoom'] | undefined): void => {
    if (next !== undefined && next !== zoom) void configure({ zoom: next })
  }
  useCommands({
    zoomIn: () => zoomTo(ZOOMS[ZOOMS.indexOf(zoom) + 1]),
    zoomOut: () => zoomTo(ZOOMS[ZOOMS.indexOf(zoom) - 1]),
    zoomReset: () => zoomTo(100)
  })
}
