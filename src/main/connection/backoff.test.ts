import { expect, it } from 'vitest'
import { backoffDelay } from './backoff.ts'

it('waits from half a second to thirty, over a span that doubles', () => {
  const longest = (failures: number): number => backoffDelay(failures, () => 0.999999)
  expect([0, 1, 2, 3, 5, 6, 7, 5000].map(longest)).toEqual([
    1000, 2000, 4000, 8000, 30_000, 30_000, 30_000, 30_000
  ])
  expect([0, 9].map((failures) => backoffDelay(failures, () => 0))).toEqual([500, 500])
})
