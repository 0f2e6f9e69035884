import { useEffect, useEffectEvent } from 'react'
import type { Command } from '../../shared/model/shortcuts.ts'
import { isModalOpen } from '../ui/is-modal-open.ts'
import { useServices } from './app-context.tsx'
import { chordOfEvent } from './chord.ts'
import { commandOf } from './keymap.ts'
import { PLATFORM, useKeymap } from './use-keymap.ts'

/** What can be done from within the settings too. */
const OVER_SETTINGS: ReadonlySet<Command> = new Set([
  'switcher',
  'settings',
  'shortcuts',
  'nextRegion',
  'lastNotice',
  'zoomIn',
  'zoomOut',
  'zoomReset'
])
/** What a key that is held down does again and again. */
const REPEATING: ReadonlySet<Command> = new Set(['nextRegion', 'zoomIn', 'zoomOut'])

export type Runs = Readonly<Partial<Record<Command, (isBack: boolean) => void>>>

/** Runs commands by their keys wherever the focus is, but not past a question that stands over everything else. */
export function useCommands(runs: Runs): void {
  const { store } = useServices()
  const { chords } = useKeymap()
  const isHeldBack = (command: Command): boolean => {
    const isInSettings = store.getState().settingsPage !== null
    return isModalOpen() || (isInSettings && !OVER_SETTINGS.has(command))
  }
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented) return
    const chord = chordOfEvent(event, PLATFORM)
    const found = chord === null ? null : commandOf(chords, chord)
    const run = found && runs[found.command]
    if (!found || !run || isHeldBack(found.command)) return
    event.preventDefault()
    if (!event.repeat || REPEATING.has(found.command)) run(found.isBack)
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event)
    addEventListener('keydown', listener)
    return () => removeEventListener('keydown', listener)
  }, [])
}
