import { isComposing } from '../ui/is-composing.ts'

/** Which keyboard is in front of the person: on macOS the command key does what Ctrl does elsewhere. */
export type Platform = 'mac' | 'other'

/** Of the event of a key, what says which key it is. */
export interface Stroke {
  readonly key: string
  readonly code: string
  readonly keyCode: number
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  readonly isComposing: boolean
  getModifierState(name: string): boolean
}

/** A chord in its parts: "Mod+Shift+A" is the key A with two modifiers. */
export interface ChordParts {
  readonly mod: boolean
  readonly alt: boolean
  readonly shift: boolean
  readonly key: string
}

/** Keys that do nothing alone, and what the system says when it does not know which key it was. */
const NO_KEYS = new Set(
  'Control Shift Alt Meta AltGraph CapsLock NumLock ScrollLock Fn Dead Process Unidentified'.split(' ')
)

/**
 * What was pressed, as `SHORTCUTS` writes it; null: nothing that could be a shortcut, but text that is being composed,
 * a modifier alone, or the other platform's modifier.
 */
export function chordOfEvent(stroke: Stroke, platform: Platform): string | null {
  const { altKey, ctrlKey, metaKey } = stroke
  if (isComposing(stroke) || NO_KEYS.has(stroke.key)) return null
  // AltGr writes a character; Windows reports it as Ctrl and Alt.
  if (stroke.getModifierState('AltGraph')) return null
  const isMac = platform === 'mac'
  if (isMac ? ctrlKey : metaKey) return null
  const key = keyOf(stroke)
  return joinChord({
    mod: isMac ? metaKey : ctrlKey,
    alt: altKey,
    // A character says by itself whether Shift was needed for it, which differs between keyboards.
    shift: stroke.shiftKey && !isSign(key),
    key
  })
}

/** The key by what is written on it, so that AZERTY and QWERTY agree. */
function keyOf({ key, code, shiftKey }: Stroke): string {
  if (key === ' ') return 'Space'
  if (key.length > 1) return key
  const isLatin = /[\p{Script=Latin}\p{Script=Common}]/u.test(key)
  // A keyboard of another script has the Latin letters at their usual places.
  const letter = isLatin ? undefined : /^Key([A-Z])$/.exec(code)?.[1]
  // On AZERTY the digits want Shift: é è ç à stand for theirs.
  const digit = shiftKey || key.charCodeAt(0) < 128 ? undefined : /^Digit(\d)$/.exec(code)?.[1]
  return digit ?? letter ?? key.toUpperCase()
}

/** Whether it is a character that is no letter. */
function isSign(key: string): boolean {
  return isCharacter(key) && key.toLowerCase() === key.toUpperCase()
}

/** Whether it writes something: everything else moves, removes or is a function key. */
export function isCharacter(key: string): boolean {
  return /^.$/u.test(key)
}

function joinChord({ mod, alt, shift, key }: ChordParts): string {
  return `${mod ? 'Mod+' : ''}${alt ? 'Alt+' : ''}${shift ? 'Shift+' : ''}${key}`
}

/** Null: that is none. */
export function partsOf(chord: string): ChordParts | null {
  const found = /^(Mod\+)?(Alt\+)?(Shift\+)?(.|[A-Z][A-Za-z0-9]+)$/u.exec(chord)
  if (!found?.[4]) return null
  const [, mod, alt, shift, key] = found
  return { mod: mod !== undefined, alt: alt !== undefined, shift: shift !== undefined, key }
}

/** What the same keys with Shift are: the way back, where a command has one. Null: Shift is already taken. */
export function withShift(chord: string): string | null {
  const parts = partsOf(chord)
  return parts && !parts.shift && !isSign(parts.key) ? joinChord({ ...parts, shift: true }) : null
}
