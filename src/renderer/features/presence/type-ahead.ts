import { fold } from '../../state/fold.ts'

/** Milliseconds for which letters that are typed make one word. */
export const WORD_PAUSE = 700

/**
 * The place of a name that begins with the letters, from `at` onwards and round; null: there is none. A first letter
 * goes on to the next such name; further letters may keep the place. The same letter again is the next name too.
 */
export function placeByLetters(names: readonly string[], letters: string, at: number): number | null {
  const wanted = fold(letters).text
  const first = wanted.slice(0, 1)
  const find = (beginning: string, from: number): number | null => {
    for (let step = from; step < names.length + from; step++) {
      const place = (at + step) % names.length
      if (fold(names[place] ?? '').text.startsWith(beginning)) return place
    }
    return null
  }
  if (wanted.length <= 1) return wanted === '' ? null : find(wanted, 1)
  // "ll" is Lloyd before it is L twice.
  const isOneLetter = wanted === first.repeat(wanted.length)
  return find(wanted, 0) ?? (isOneLetter ? find(first, 1) : null)
}
