import type { Folded } from '../../state/fold.ts'

/** How well a text fits what was typed: the smaller the better. */
export const RANKS = { prefix: 0, word: 1, inside: 2 } as const

/** A part of a text as it is written. */
export interface Span {
  readonly from: number
  readonly to: number
}

export interface Match {
  readonly rank: number
  /** What was found of what was typed, in the order of the text. */
  readonly spans: readonly Span[]
}

/**
 * Whether a text has what was typed (folded, not empty), at its best place; else whether it has each of its words,
 * which then is no better than a word. Null: it has not.
 */
export function matchOf(text: Folded, query: string): Match | null {
  const whole = matchOfWord(text, query)
  const words = query.split(/\s+/)
  if (whole || words.length === 1) return whole
  const matches = words.map((word) => matchOfWord(text, word))
  const found = matches.filter((match) => match !== null)
  if (found.length < words.length) return null
  const spans = found.flatMap((match) => match.spans).toSorted((a, b) => a.from - b.from)
  const areApart = spans.every(({ from }, index) => from >= (spans[index - 1]?.to ?? 0))
  const rank = Math.max(RANKS.word, ...found.map((match) => match.rank))
  return { rank, spans: areApart ? spans : spans.slice(0, 1) }
}

function matchOfWord({ text, places }: Folded, word: string): Match | null {
  const first = text.indexOf(word)
  if (first === -1) return null
  const start = wordStart(text, word, first)
  const at = start ?? first
  const rank = at === 0 ? RANKS.prefix : start === null ? RANKS.inside : RANKS.word
  return { rank, spans: [{ from: places[at] ?? 0, to: endOf(places, at + word.length) }] }
}

/** Where the next letter as written begins: one that is folded to two is marked whole. */
function endOf(places: readonly number[], end: number): number {
  const last = places[end - 1]
  const next = places.slice(end).find((place) => place !== last)
  return next ?? places.at(-1) ?? 0
}

function wordStart(text: string, word: string, first: number): number | null {
  for (let at = first; at !== -1; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return at
  }
  return null
}
