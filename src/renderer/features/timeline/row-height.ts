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
