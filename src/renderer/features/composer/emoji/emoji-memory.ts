import { storedObject } from '../../../state/stored.ts'
import type { Tone } from './emoji.ts'

/** How many of the emoji used last are kept. */
const RECENTS = 18
const KEY = 'causerie.emoji'
/** The longest emoji is a family of four with skin tones; this is more. */
const LONGEST_EMOJI = 40

export interface EmojiHabits {
  /** Without skin tone, the last used first. */
  readonly recents: readonly string[]
  readonly tone: Tone
}

/**
 * What somebody likes to use: kept by the page itself in its own storage, which lies in the user data folder. It
 * belongs to the person at this computer, not to an account.
 */
export interface EmojiMemory {
  read(): EmojiHabits
  /** Notes that an emoji was used. */
  note(base: string): void
  setTone(tone: Tone): void
}

export function createEmojiMemory(storage: Pick<Storage, 'getItem' | 'setItem'>): EmojiMemory {
  const read = (): EmojiHabits => parseHabits(storedObject(storage, KEY))
  const write = (habits: EmojiHabits): void => storage.setItem(KEY, JSON.stringify(habits))
  return {
    read,
    note(base) {
      const { recents, tone } = read()
      write({ recents: [base, ...recents.filter((other) => other !== base)].slice(0, RECENTS), tone })
    },
    setTone: (tone) => write({ recents: read().recents, tone })
  }
}

function parseHabits(value: object): EmojiHabits {
  const recents = 'recents' in value && Array.isArray(value.recents) ? (value.recents as unknown[]) : []
  const tone = 'tone' in value ? value.tone : 0
  return { recents: [...new Set(recents.filter(isShort))].slice(0, RECENTS), tone: isTone(tone) ? tone : 0 }
}

function isShort(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST_EMOJI
}

function isTone(value: unknown): value is Tone {
  return typeof value === 'number' && [0, 1, 2, 3, 4, 5].includes(value)
}
