import type { Row } from './rows.ts'

const LINE = 22
/** Characters in a line of text at its full width. */
const WIDE = 88
/** A longer text is folded. */
export const MOST_LINES = 20

/** How many lines a text takes at the full width of the column. */
export function lineCount(text: string): number {
  let lines = 0
  for (const line of text.split('\n')) lines += Math.max(1, Math.ceil(line.length / WIDE))
  return lines
}

/** How high a row will be, before it has been drawn: near enough for the scroll bar to be right. */
export function guessHeight(row: Row | undefined): number {
  switch (row?.kind) {
    case 'start':
      return 210
    case 'day':
      return 42
    case 'line':
      return 28
    case 'message':
      return (row.isFirst ? 38 : 4) + LINE * Math.min(lineCount(row.message.body), MOST_LINES + 2)
    default:
      return 0
  }
}
