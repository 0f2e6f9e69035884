/** A part of a text: from `start` to the caret. */
export interface Typed {
  readonly start: number
  readonly name: string
}

/** A colon that does not belong to the word before it: not a time, not an address. */
const OPENING = '(?<![\\p{L}\\p{M}\\p{N}:/_]):'
const NAME = '(?<name>[\\p{L}\\p{M}\\p{N}_+-]{2,})'
const BEGUN = new RegExp(`${OPENING}${NAME}$`, 'u')
const CLOSED = new RegExp(`${OPENING}${NAME}:$`, 'u')
const DIGITS = /^\d+$/

/** The name of an emoji that is being typed at the caret: a colon and at least two characters. */
export function begunAt(text: string, caret: number): Typed | null {
  return typedAt(BEGUN, text, caret)
}

/** The name between two colons that ends at the caret. */
export function closedAt(text: string, caret: number): Typed | null {
  return typedAt(CLOSED, text, caret)
}

function typedAt(pattern: RegExp, text: string, caret: number): Typed | null {
  const before = text.slice(0, caret)
  const match = pattern.exec(before)
  const name = match?.groups?.['name']
  if (!match || name === undefined || DIGITS.test(name) || isInCode(before)) return null
  return { start: match.index, name }
}

/** Whether what follows a text is code: a backtick has been opened and not closed. */
function isInCode(before: string): boolean {
  return before.split('`').length % 2 === 0
}
