import Database from 'better-sqlite3'
import { afterAll, expect, test } from 'vitest'
import { drawHistory } from './draw.ts'
import type { History } from './history.ts'
import { REGRESSIONS } from './regressions.ts'
import { runHistory, type Stage } from './run-history.ts'
import { asRegression, tryHistory } from './seeds.ts'
import { makeFolder } from './setting.ts'

const folder = makeFolder()
afterAll(folder.remove)

/** More of them: `npm run fuzz -- --seeds 10000`. */
const SEEDS = 200
const AT_ONCE = 10
/** Milliseconds for the slowest ten on a machine that has much else to do. */
const LONGEST = 300_000

test.each(Array.from({ length: SEEDS / AT_ONCE }, (_, index) => index * AT_ONCE))(
  'whatever is cut, killed, repeated or restored, nothing is lost and nothing comes twice: seeds from %i',
  async (from) => {
    for (let seed = from; seed < from + AT_ONCE; seed++) {
      const failure = await tryHistory(drawHistory(seed), folder.path)
      if (failure) expect.fail(`seed ${seed}: ${failure.problems.join('\n')}\n${asRegression(failure)}`)
    }
  },
  LONGEST
)

test('what went wrong once does not again', async () => {
  for (const history of REGRESSIONS)
    expect((await runHistory(history, folder.path)).problems, `seed ${history.seed}`).toEqual([])
})

test(
  'the same seed is the same history, to the last byte on every line',
  async () => {
    for (const seed of [2, 8, 34]) {
      const [first, again] = [drawHistory(seed), drawHistory(seed)]
      expect(first).toEqual(again)
      const ran = await runHistory(first, folder.path)
      expect((await runHistory(again, folder.path)).digest).toBe(ran.digest)
    }
  },
  LONGEST
)

test.each([
  ['a text that is another in a copy', 'ada-0', "UPDATE message SET body = 'spoilt' WHERE n = 1"],
  ['a message that a copy lacks', 'bob-1', 'DELETE FROM message WHERE n = 2'],
  ['a number that is another in a copy', 'bob-1', 'UPDATE message SET n = 9 WHERE n = 2'],
  ['a cursor that stands elsewhere', 'ada-0', "UPDATE cursor SET event = 'spoilt'"],
  ['a read position that is another in a copy', 'ada-0', 'UPDATE reading SET read_n = 1'],
  ['a room that is read in a copy', 'ada-2', 'UPDATE reading SET read_n = 5'],
  ['a read position that the server lost', null, 'UPDATE read_positions SET n = 3 WHERE user = 1'],
  ['a draft that is gone', 'ada-0', 'DELETE FROM draft'],
  ['a message that the server lost', null, 'UPDATE messages SET body = NULL, deleted_at = 1 WHERE n = 1']
])('finds %s', async (_, device, sql) => {
  const history: History = {
    seed: 1,
    rooms: 1,
    devices: [0, 1, 0],
    isStrict: false,
    operations: [
      { do: 'type', device: 0, room: 0, count: 2 },
      { do: 'type', device: 1, room: 0, count: 3 },
      { do: 'draft', device: 0, room: 0 },
      { do: 'wait', ms: 1000 },
      { do: 'read', device: 0, room: 0, nth: 3 },
      { do: 'wait', ms: 1000 }
    ]
  }
  const spoil = ({ devices, server }: Stage): void => {
    const db = new Database(devices.find(({ name }) => name === device)?.file ?? server.file)
    db.exec(sql)
    db.close()
  }
  expect((await runHistory(history, folder.path)).problems).toEqual([])
  expect((await runHistory(history, folder.path, spoil)).problems).not.toEqual([])
})
