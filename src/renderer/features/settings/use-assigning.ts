import { useState, type KeyboardEvent } from 'react'
import { useTranslations } from 'use-intl'
import { SHORTCUTS, type Command } from '../../../shared/model/shortcuts.ts'
import { useServices } from '../../state/app-context.tsx'
import { chordOfEvent } from '../../state/chord.ts'
import {
  chordProblem,
  conflictsOf,
  withChord,
  type ChordProblem,
  type ChosenKeys
} from '../../state/keymap.ts'
import { PLATFORM, useKeymap } from '../../state/use-keymap.ts'
import { useConfigure, usePreferences } from '../../state/use-preferences.ts'

/** Why what was pressed for a command is not its shortcut. */
export interface Refusal {
  readonly command: Command
  readonly chord: string
  /** `taken`: other commands have it, and can give it up. */
  readonly reason: ChordProblem | 'taken'
  readonly others: readonly Command[]
}

/** Giving commands other keys: one of them listens at a time, and what stands in the way is said at its place. */
export function useAssigning() {
  const t = useTranslations('shortcuts')
  const { voice } = useServices()
  const configure = useConfigure()
  const keymap = useKeymap()
  const { keys } = usePreferences()
  const [listening, setListening] = useState<Command | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  function save(chosen: ChosenKeys, said: string): void {
    setListening(null)
    setRefusal(null)
    voice.polite(said)
    void configure({ keys: chosen })
  }

  function assign(command: Command, chord: string): void {
    const name = t(`names.${command}`)
    const said =
      chord === '' ? t('removed', { command: name }) : t('set', { command: name, keys: keymap.textOf(chord) })
    save(withChord(keys, command, chord), said)
  }

  function wordsOf({ chord, reason, others }: Refusal): string {
    const shown = keymap.textOf(chord)
    if (reason === 'plain') return t('plain', { modifiers: PLATFORM === 'mac' ? '⌘' : t('ctrlOrAlt') })
    if (reason === 'reserved') return t('reserved', { keys: shown })
    return t('usedFor', { keys: shown, command: others.map((other) => t(`names.${other}`)).join(', ') })
  }

  /** Assigns a chord, or says why not. */
  function propose(command: Command, chord: string): void {
    const others = conflictsOf(keymap.chords, command, chord)
    const reason = chordProblem(chord, PLATFORM) ?? (others.length > 0 ? 'taken' : null)
    if (reason === null) return assign(command, chord)
    const refused: Refusal = { command, chord, reason, others }
    setRefusal(refused)
    // What cannot be is followed by another try; what is taken, by a decision.
    if (reason === 'taken') setListening(null)
    voice.polite(wordsOf(refused))
  }

  function stop(): void {
    setListening(null)
    setRefusal(null)
  }

  return {
    listening,
    refusal,
    wordsOf,
    stop,
    listen(command: Command) {
      setRefusal(null)
      setListening(command)
      voice.polite(t('press'))
    },
    /** A key while a command listens: nothing else hears it, but Tab goes on. */
    hear(event: KeyboardEvent, command: Command) {
      const chord = chordOfEvent(event.nativeEvent, PLATFORM)
      if (chord === 'Tab' || chord === 'Shift+Tab') return stop()
      event.preventDefault()
      event.stopPropagation()
      if (chord === null || event.repeat) return
      if (chord === 'Escape') stop()
      else if (chord === 'Backspace' || chord === 'Delete') assign(command, '')
      else propose(command, chord)
    },
    useHere: () => refusal && assign(refusal.command, refusal.chord),
    reset: (command: Command) => propose(command, SHORTCUTS[command]),
    resetAll: () => save({}, t('allReset'))
  }
}

export type Assigning = ReturnType<typeof useAssigning>
