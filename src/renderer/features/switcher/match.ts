import { fold, type Folded } from '../../state/fold.ts'

/** How well a text fits what was typed: the smaller the better. */
export const RANKS = { prefix: 0, word: 1, inside: 2 } as const

export interface Match {
  readonly rank: number
  /** What of the text was matched, as it is written; empty: nothing of it. */
  readonly from: number
  readonly to: number
}

/** Whether a text has what was typed (folded, not empty), at its best place; null: it has not. */
export function matchOf({ text, places }: Folded, query: string): Match | null {
  const first = text.indexOf(query)
  if (first === -1) return null
  const word = wordStart(text, query, first)
  const at = word ?? first
  const rank = at === 0 ? RANKS.prefix : word === null ? RANKS.inside : RANKS.word
  return { rank, from: places[at] ?? 0, to: endOf(places, at + query.length) }
}

/** Where the next letter as written begins: one that is folded to two is marked whole. */
function endOf(places: readonly number[], end: number): number {
  const last = places[end - 1]
  const next = places.slice(end).find((place) => place !== last)
  return next ?? places.at(-1) ?? 0
}

function wordStart(text: string, query: string, first: number): number | null {
  for (let at = first; at !== -1; at = text.indexOf(query, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return at
  }
  return null
}

/** Folding takes longer than comparing, and a list of thousands is searched with every letter. */
export function createFolder(): (text: string) => Folded {
  const known = new Map<string, Folded>()
  return (text) => {
    const folded = known.get(text) ?? fold(text)
    known.set(text, folded)
    return folded
  }
}
