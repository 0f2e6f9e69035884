import type { Language } from '../../../../shared/ipc/contract.ts'
import { folded, type Emoji } from './emoji.ts'

/** What a search looks at in one language, folded. */
interface Words {
  /** The name and the short names. */
  readonly names: readonly string[]
  readonly tags: readonly string[]
}

/** Folding all words takes longer than the rest of a search, so it is done once, and not before somebody searches. */
const wordsByEmoji = new WeakMap<Emoji, Readonly<Record<Language, Words>>>()

/**
 * The emoji that a search finds in either language, the best first: the exact name or short name, then words that
 * begin like what was typed, then those that contain it; a name before a tag, the reader's language before the other,
 * and Unicode's order between equals. Of several words each must be found.
 */
export function searchEmojis(emojis: readonly Emoji[], query: string, language: Language): readonly Emoji[] {
  const phrase = folded(query)
  if (phrase === '') return []
  const found = emojis.flatMap((emoji) => {
    const words = wordsOf(emoji)
    const own = rankOf(words[language], phrase)
    const other = rankOf(words[language === 'fr' ? 'en' : 'fr'], phrase) + 0.5
    const rank = Math.min(own, other)
    return rank === Infinity ? [] : [{ emoji, rank }]
  })
  return found.toSorted((a, b) => a.rank - b.rank).map(({ emoji }) => emoji)
}

function wordsOf(emoji: Emoji): Readonly<Record<Language, Words>> {
  const known = wordsByEmoji.get(emoji)
  if (known) return known
  const inLanguage = (language: Language): Words => ({
    names: [emoji.names[language], ...emoji.codes[language]].map(folded),
    tags: emoji.tags[language].map(folded)
  })
  const words = { en: inLanguage('en'), fr: inLanguage('fr') }
  wordsByEmoji.set(emoji, words)
  return words
}

/** The smaller the better, by at least a half between kinds; infinite: it is not there. */
function rankOf({ names, tags }: Words, phrase: string): number {
  if (names.includes(phrase)) return 0
  if (tags.includes(phrase)) return 1
  const begun = names.filter((name) => name.startsWith(phrase))
  // The less there is left to type, the likelier it is meant.
  if (begun.length > 0) return 1 + Math.min(...begun.map((name) => name.length - phrase.length), 49) / 100
  const ranks = phrase.split(' ').map((word) => wordRank({ names, tags }, word))
  return Math.max(...ranks)
}

function wordRank({ names, tags }: Words, word: string): number {
  const begins = (text: string): boolean => ` ${text}`.includes(` ${word}`)
  const contains = (text: string): boolean => text.includes(word)
  if (names.some(begins)) return 2
  if (tags.some(begins)) return 3
  if (names.some(contains)) return 4
  return tags.some(contains) ? 5 : Infinity
}
