import { afterAll, expect, test } from 'vitest'
import { drawHistory } from './draw.ts'
import { KNOWN_FAILURES, REGRESSIONS } from './regressions.ts'
import { runHistory } from './run-history.ts'
import { asRegression, tryHistory } from './seeds.ts'
import { makeFolder } from './setting.ts'

const folder = makeFolder()
afterAll(folder.remove)

/** More of them: `npm run fuzz -- --seeds 10000`. */
const SEEDS = 200
const AT_ONCE = 25

test.each(Array.from({ length: SEEDS / AT_ONCE }, (_, index) => index * AT_ONCE))(
  'whatever is cut, killed, repeated or restored, nothing is lost and nothing comes twice: seeds from %i',
  async (from) => {
    for (let seed = from; seed < from + AT_ONCE; seed++) {
      const failure = await tryHistory(drawHistory(seed), folder.path)
      if (failure) expect.fail(`seed ${seed}: ${failure.problems.join('\n')}\n${asRegression(failure)}`)
    }
  }
)

test('what went wrong once does not again', async () => {
  for (const history of REGRESSIONS)
    expect((await runHistory(history, folder.path)).problems, `seed ${history.seed}`).toEqual([])
})

test('what is known to go wrong still does, or is no longer to be listed', async () => {
  for (const { history, because } of KNOWN_FAILURES)
    expect((await runHistory(history, folder.path)).problems, because).not.toEqual([])
})

test('the same seed is the same history, to the last byte on every line', async () => {
  for (const seed of [2, 8, 34]) {
    const [first, again] = [drawHistory(seed), drawHistory(seed)]
    expect(first).toEqual(again)
    const ran = await runHistory(first, folder.path)
    expect((await runHistory(again, folder.path)).digest).toBe(ran.digest)
  }
})
