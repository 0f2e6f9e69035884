import { expect, test } from 'vitest'
import { messageText } from './message-text.ts'

test('is as large as the person has set it, with a line that fits', () => {
  expect(messageText({ messageSize: 15, density: 'comfortable' })).toEqual({ size: 15, line: 22 })
  expect(messageText({ messageSize: 19, density: 'comfortable' })).toEqual({ size: 19, line: 28 })
  expect(messageText({ messageSize: 15, density: 'compact' })).toEqual({ size: 15, line: 22 })
})

test('suits the density while nobody has chosen a size', () => {
  expect(messageText({ messageSize: null, density: 'comfortable' })).toEqual({ size: 15, line: 22 })
  expect(messageText({ messageSize: null, density: 'compact' })).toEqual({ size: 14, line: 20 })
})
