import { expect, test } from 'vitest'
import { createTurnedClock } from '../../shared/testkit/turned-clock.ts'
import { createTokenBucket } from './token-bucket.ts'

test('allows a burst, then so many a second, and never saves more than a burst', () => {
  const clock = createTurnedClock()
  const bucket = createTokenBucket({ perSecond: 2, burst: 3, clock })
  const taken = (): number => {
    let count = 0
    while (bucket.take()) count++
    return count
  }
  expect(taken()).toBe(3)
  clock.turn(1000)
  expect(taken()).toBe(2)
  clock.turn(60_000)
  expect(taken()).toBe(3)
})

test('a clock that is set back takes nothing away', () => {
  let now = 100_000
  const bucket = createTokenBucket({ perSecond: 1, burst: 2, clock: { now: () => now } })
  bucket.take()
  now = 0
  expect(bucket.take()).toBe(true)
  now = 1000
  expect(bucket.take()).toBe(true)
})
