import { randomBytes } from 'node:crypto'

/** What tells the texts of this run from everything else in a room. */
export interface Mark {
  /** A text that was never written before. */
  text(what: string): string
  isIn(text: string): boolean
}

export function createMark(): Mark {
  const mark = `conformance ${randomBytes(5).toString('hex')}`
  let count = 0
  return {
    text(what) {
      count++
      return `${mark} ${count}: ${what}`
    },
    isIn: (text) => text.includes(mark)
  }
}

/** As many code points as are asked for, beginning with `start`: letters of many kinds, and emoji of several parts. */
export function longText(start: string, length: number): string {
  const alphabet = Array.from('aé中ß😀👩‍👩‍👧‍👦🇫🇷👍🏽\u{2f81a}א')
  const points = Array.from(start)
  for (let i = 0; points.length < length - 1; i++) points.push(alphabet[i % alphabet.length] ?? '')
  return [...points, '.'].join('')
}
