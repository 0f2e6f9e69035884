import { expect, it } from 'vitest'
import { tortureMigration } from './migration-rounds.ts'
import { isSound } from './report.ts'

/** The short form of `npm run torture -- --only migration`. */
it('keeps what a former program’s copy holds when the program is killed while it migrates it', async () => {
  const seed = Math.floor(Math.random() * 2 ** 31)
  const outcome = await tortureMigration({ rounds: 3, seed, say: () => undefined })
  const { rows, problems, folders } = outcome
  expect(isSound(outcome), JSON.stringify({ seed, rows, problems, folders }, undefined, 1)).toBe(true)
  await outcome.dispose()
}, 180_000)
