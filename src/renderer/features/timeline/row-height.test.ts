import { expect, test } from 'vitest'
import { makeMessage } from '../../testkit/make-message.ts'
import { createGuesses, guessHeight, lineCount, type RowScale } from './row-height.ts'
import type { Row } from './rows.ts'

const comfortable: RowScale = { isCompact: false, size: 15, line: 22 }
const compact: RowScale = { isCompact: true, size: 14, line: 20 }

function messageRow(body: string, isFirst: boolean): Row {
  return { kind: 'message', key: 'a', day: 0, message: makeMessage(1, { body }), isFirst }
}

test('a text takes as many lines as it has, and as its long ones need', () => {
  expect(lineCount('one\n\nthree')).toBe(3)
  expect(lineCount('x'.repeat(89))).toBe(2)
})

test('a message is as high as its lines, under a head or not, in either density', () => {
  expect(guessHeight(messageRow('one', true), comfortable)).toBe(60)
  expect(guessHeight(messageRow('one\ntwo', false), comfortable)).toBe(48)
  expect(guessHeight(messageRow('one', true), compact)).toBe(49)
  expect(guessHeight(messageRow('one', false), compact)).toBe(22)
})

test('larger letters take more lines', () => {
  const large: RowScale = { isCompact: false, size: 19, line: 28 }
  expect(guessHeight(messageRow('x'.repeat(80), false), comfortable)).toBe(26)
  expect(guessHeight(messageRow('x'.repeat(80), false), large)).toBe(60)
})

test('a text that is folded is not guessed longer than it is shown', () => {
  expect(guessHeight(messageRow('x\n'.repeat(100), false), comfortable)).toBe(4 + 22 * 22)
})

test('a row is guessed once, whatever it becomes', () => {
  const guess = createGuesses(comfortable)
  const later = messageRow('one', false)
  expect(guess(later)).toBe(26)
  expect(guess({ ...later, isFirst: true } as Row)).toBe(26)
  expect(guess(undefined)).toBe(0)
})
