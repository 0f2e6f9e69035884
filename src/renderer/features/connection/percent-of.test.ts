import { expect, it } from 'vitest'
import { percentOf } from './percent-of.ts'

it('says how much has come in whole per cent, and nothing where nobody knows', () => {
  expect(percentOf({ received: 0, total: 5000 })).toBe(0)
  expect(percentOf({ received: 1249, total: 5000 })).toBe(24)
  expect(percentOf({ received: 20, total: null })).toBeNull()
  expect(percentOf({ received: 0, total: 0 })).toBeNull()
})

it('is never at its end while it goes on, also where more comes than was announced', () => {
  expect(percentOf({ received: 5000, total: 5000 })).toBe(99)
  expect(percentOf({ received: 6000, total: 5000 })).toBe(99)
})
