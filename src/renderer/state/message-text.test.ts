import { expect, test } from 'vitest'
import { messageText } from './message-text.ts'

test('is as large as the person has set it, with a line that fits', () => {
  expect(messageText({ messageSize: 15, density: 'comfortable' })).toEqual({ size: 15, line: 22 })
  expect(messageText({ messageSize: 19, density: 'comfortable' })).toEqual({ size: 19, line: 28 })
  expect(messageText({ messageSize: 13, density: 'compact' })).toEqual({ size: 13, line: 19 })
})

test('is smaller in a compact list only while nobody has chosen a size', () => {
  expect(messageText({ messageSize: 15, density: 'compact' })).toEqual({ size: 14, line: 20 })
  expect(messageText({ messageSize: 16, density: 'compact' })).toEqual({ size: 16, line: 24 })
})
