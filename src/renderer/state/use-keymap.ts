import { useMemo } from 'react'
import { useLocale } from 'use-intl'
import type { Command } from '../../shared/model/shortcuts.ts'
import type { Platform } from './chord.ts'
import { chordsOf, type Chords } from './keymap.ts'
import { chordText, shownChord, shownKey } from './shown-chord.ts'
import { usePreferences } from './use-preferences.ts'

export const PLATFORM: Platform = navigator.platform.startsWith('Mac') ? 'mac' : 'other'

/** The keys that hold now, and how to show them in the reader's language. */
export interface Keymap {
  readonly chords: Chords
  /** "Ctrl Maj A", for menus and tooltips; empty where a command has no key. */
  text(command: Command): string
  caps(chord: string): readonly string[]
  textOf(chord: string): string
  /** What is written on a key that is always the same: "Échap". */
  name(key: string): string
}

export function useKeymap(): Keymap {
  const language = useLocale()
  const { keys } = usePreferences()
  return useMemo(() => {
    const chords = chordsOf(keys)
    return {
      chords,
      text: (command) => chordText(chords[command], language, PLATFORM),
      caps: (chord) => shownChord(chord, language, PLATFORM),
      textOf: (chord) => chordText(chord, language, PLATFORM),
      name: (key) => shownKey(key, language)
    }
  }, [keys, language])
}
