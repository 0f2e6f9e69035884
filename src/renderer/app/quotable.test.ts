import { expect, it } from 'vitest'
import { quotable } from './quotable.ts'

it('puts words of a server on one line, shortened between two characters, in their own direction', () => {
  expect(quotable(' Permission\n refusée ')).toBe('\u2068Permission refusée\u2069')
  expect(quotable('é'.repeat(200))).toBe(`\u2068${'é'.repeat(200)}\u2069`)
  expect(quotable(`${'🌱'.repeat(199)} 🌱🌱`)).toBe(`\u2068${'🌱'.repeat(199)}…\u2069`)
})
