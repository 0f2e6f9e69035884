import type { Row } from './rows.ts'

/** What the heights of the rows follow. */
export interface RowScale {
  readonly isCompact: boolean
  /** Pixels of the text of messages, and of its lines. */
  readonly size: number
  readonly line: number
}

/** Characters in a line of text at its full width, at the usual size. */
const WIDE = 88
const USUAL_SIZE = 15
/** A longer text is folded. */
export const MOST_LINES = 20

/** How many lines a text takes at the full width of the column. */
export function lineCount(text: string, wide = WIDE): number {
  let lines = 0
  for (const line of text.split('\n')) lines += Math.max(1, Math.ceil(line.length / wide))
  return lines
}

/** How high a row will be, before it has been drawn: near enough for the scroll bar to be right. */
export function guessHeight(row: Row | undefined, { isCompact, size, line }: RowScale): number {
  switch (row?.kind) {
    case 'start':
      return 210
    case 'day':
      return 42
    case 'gap':
      return 40
    case 'line':
      return isCompact ? 30 : 24
    case 'message': {
      const wide = Math.floor((WIDE * USUAL_SIZE) / size)
      const [first, later] = isCompact ? [29, 2] : [38, 4]
      const lines = Math.min(lineCount(row.message.body, wide), MOST_LINES + 2)
      return (row.isFirst ? first : later) + line * lines
    }
    default:
      return 0
  }
}

/**
 * Guesses each row once and stays with it: a row that takes a head over while it is not drawn, or while it is as high
 * as guessed, which the list does not note as measured, would move what is below it without a measurement.
 */
export function createGuesses(scale: RowScale): (row: Row | undefined) => number {
  const guesses = new Map<string, number>()
  return (row) => {
    if (!row) return 0
    const guess = guesses.get(row.key) ?? guessHeight(row, scale)
    guesses.set(row.key, guess)
    return guess
  }
}
