import { expect, it } from 'vitest'
import { isSound } from './report.ts'
import { tortureServer } from './server-rounds.ts'
import { MILD } from './weathers.ts'

/** The short form of `npm run torture -- --only server`. */
it('keeps every message once and in order while the server is killed in a burst', async () => {
  const seed = Math.floor(Math.random() * 2 ** 31)
  const outcome = await tortureServer({ rounds: 3, seed, weather: MILD, say: () => undefined })
  const { rows, problems, folders } = outcome
  expect(isSound(outcome), JSON.stringify({ seed, rows, problems, folders }, undefined, 1)).toBe(true)
  expect(rows.every(({ seen }) => seen > 0)).toBe(true)
  await outcome.dispose()
}, 180_000)
