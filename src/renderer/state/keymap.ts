import { COMMANDS, SHORTCUTS, type Command } from '../../shared/model/shortcuts.ts'
import { isCharacter, partsOf, withShift, type Platform } from './chord.ts'

/** What the person has chosen, by command; an empty text: no key. */
export type ChosenKeys = Readonly<Partial<Record<Command, string>>>
/** The chord of every command; an empty text: none. */
export type Chords = Readonly<Record<Command, string>>

/** Why a chord cannot be used. `plain`: it would be typed as text. `reserved`: it edits text, or is the system's. */
export type ChordProblem = 'plain' | 'reserved'

/** What editing text and the system keep for themselves, beside all keys that move, remove or confirm. */
const RESERVED = new Set([
  ...['A', 'C', 'Q', 'V', 'X', 'Y', 'Z'].map((letter) => `Mod+${letter}`),
  'Mod+Shift+V',
  'Mod+Shift+Z',
  'Alt+F4',
  'Shift+F10'
])
/** What macOS does with every window. */
const RESERVED_ON_MAC = new Set(['Mod+H', 'Mod+M', 'Mod+W', 'Mod+Alt+H'])
/** These with Shift go the other way. */
const WITH_WAY_BACK: ReadonlySet<Command> = new Set(['nextRegion'])

/** What holds: the person's choice, else the usual chord unless they have given it to another command. */
export function chordsOf(chosen: ChosenKeys): Chords {
  const taken = new Set(Object.values(chosen))
  const chordOf = (command: Command): string => {
    const own = chosen[command]
    if (own !== undefined && (own === '' || partsOf(own))) return own
    return taken.has(SHORTCUTS[command]) ? '' : SHORTCUTS[command]
  }
  return Object.fromEntries(COMMANDS.map((command) => [command, chordOf(command)])) as Chords
}

/** Whether a chord can be a shortcut at all; null: it can. */
export function chordProblem(chord: string, platform: Platform): ChordProblem | null {
  const parts = partsOf(chord)
  if (!parts) return 'plain'
  const isMac = platform === 'mac'
  const isFunctionKey = /^F([1-9]|1[0-2])$/.test(parts.key)
  if (RESERVED.has(chord) || (isMac && RESERVED_ON_MAC.has(chord))) return 'reserved'
  if (isFunctionKey) return null
  // On macOS the option key writes other characters.
  if (!parts.mod && (isMac || !parts.alt)) return 'plain'
  return isCharacter(parts.key) ? null : 'reserved'
}

/** Which command a chord is for, and which way it then goes; null: none. */
export function commandOf(
  chords: Chords,
  chord: string
): { readonly command: Command; readonly isBack: boolean } | null {
  const exact = COMMANDS.find((command) => chords[command] === chord)
  if (exact) return { command: exact, isBack: false }
  const back = COMMANDS.find((command) => WITH_WAY_BACK.has(command) && withShift(chords[command]) === chord)
  if (back) return { command: back, isBack: true }
  // The plus of many keyboards wants Shift, and nobody presses it for a zoom.
  return chord === 'Mod+=' ? commandOf(chords, 'Mod++') : null
}

/** The other commands whose keys a chord would take, forwards or back. */
export function conflictsOf(chords: Chords, command: Command, chord: string): readonly Command[] {
  const wanted = strokesOf(command, chord)
  return COMMANDS.filter(
    (other) => other !== command && strokesOf(other, chords[other]).some((stroke) => wanted.includes(stroke))
  )
}

function strokesOf(command: Command, chord: string): readonly string[] {
  const back = WITH_WAY_BACK.has(command) ? withShift(chord) : null
  return chord === '' ? [] : back === null ? [chord] : [chord, back]
}

/** The choice after a command was given a chord (an empty one: none); whoever had it has none then. */
export function withChord(chosen: ChosenKeys, command: Command, chord: string): ChosenKeys {
  const next: Partial<Record<Command, string>> = { ...chosen }
  for (const other of conflictsOf(chordsOf(chosen), command, chord)) next[other] = ''
  if (chord === SHORTCUTS[command]) delete next[command]
  else next[command] = chord
  return next
}
