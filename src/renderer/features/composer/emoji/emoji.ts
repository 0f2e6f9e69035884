import type { Language } from '../../../../shared/ipc/contract.ts'
import { fold } from '../../../state/fold.ts'

/** Skin tones from the lightest (1) to the darkest (5); 0 is none. */
export type Tone = 0 | 1 | 2 | 3 | 4 | 5

/** One emoji, with its words in both languages. */
export interface Emoji {
  /** Itself, without a skin tone. */
  readonly base: string
  /** With each of the five skin tones; empty when it has none. */
  readonly toned: readonly string[]
  /** The number of its group in Unicode's order. */
  readonly group: number
  readonly names: Readonly<Record<Language, string>>
  /** Short names; the first of a language is the one that is shown. */
  readonly codes: Readonly<Record<Language, readonly string[]>>
  readonly tags: Readonly<Record<Language, readonly string[]>>
}

/** What is drawn and inserted for somebody who has chosen a skin tone. */
export function withTone(emoji: Emoji, tone: Tone): string {
  return emoji.toned[tone - 1] ?? emoji.base
}

/**
 * The emoji that a short name means; case and accents do not matter. Some names are given to two: then it is the one
 * that shows it, and what the reader's language says goes first.
 */
export function emojiOfCode(emojis: readonly Emoji[], code: string, language: Language): Emoji | undefined {
  const wanted = fold(code).text
  const other = language === 'fr' ? 'en' : 'fr'
  return (
    emojis.find(({ codes }) => codes[language][0] === wanted) ??
    emojis.find(({ codes }) => codes[language].includes(wanted)) ??
    emojis.find(({ codes }) => codes[other].includes(wanted))
  )
}

/** A text for comparing: small letters without accents, and nothing but words with single spaces. */
export function folded(text: string): string {
  return fold(text)
    .text.replaceAll(/[^\p{L}\p{N}+]+/gu, ' ')
    .trim()
}
