import { expect, it } from 'vitest'
import { createTurnedClock } from '../../shared/testkit/turned-clock.ts'
import { createUnopened } from './unopened.ts'

const folder = '/data'

it('is tried again at growing distances, until it is cleared', () => {
  const clock = createTurnedClock()
  const unopened = createUnopened(clock)
  const distances: (number | null)[] = []
  const tryAgain = (): void => {
    unopened.set({ problem: 'full', folder }, tryAgain)
    distances.push(clock.untilNext())
  }
  tryAgain()
  clock.turn(60_000)
  expect(distances.slice(0, 5)).toEqual([2000, 4000, 8000, 15_000, 15_000])
  expect(unopened.now).toEqual({ problem: 'full', folder })
  unopened.clear()
  expect([unopened.now, clock.untilNext()]).toEqual([null, null])
  tryAgain()
  expect(distances.at(-1), 'what failed before is over').toBe(2000)
})

it('is not tried again where a later program wrote it', () => {
  const clock = createTurnedClock()
  const unopened = createUnopened(clock)
  const never = (): void => expect.unreachable()
  unopened.set({ problem: 'full', folder }, never)
  unopened.set({ problem: 'newer', folder }, never)
  expect(clock.untilNext()).toBeNull()
})
