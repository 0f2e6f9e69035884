import { setTimeout as pause } from 'node:timers/promises'
import { memoryOf } from '../memory.ts'
import { ratioOfRounds, type Row } from '../report.ts'
import { median } from '../statistics.ts'
import type { Population } from './population.ts'
import { NOTHING_YET } from './gathering.ts'
import { startFloor, startOurs, type Target } from './target.ts'

const ROUNDS = 5
/** Connections come and go before anything is counted, so that what is made once is there. */
const WARM_UP = 200
const COUNT = 4000
const SETTLED_AFTER = 2000

/** What an idle connection of somebody who is signed in costs the server. */
export async function measureConnections(people: Population): Promise<Row[]> {
  const [figures, floorFigures]: [number[], number[]] = [[], []]
  for (let round = 0; round < ROUNDS; round++) {
    floorFigures.push(await memoryOfOne(await startFloor(), people.tokens, false))
    figures.push(await memoryOfOne(await startOurs(people.settle()), people.tokens, true))
  }
  const say = (values: readonly number[]): string => `${median(values).toFixed(1)} KB`
  return [
    {
      what: `memory of an idle signed-in connection, of ${COUNT.toLocaleString('en')} people (PSS of the server, garbage collected)`,
      measured: say(figures),
      floor: `of a bare ws connection: ${say(floorFigures)}`,
      ratio: ratioOfRounds(figures, floorFigures),
      goal: '≤ 1.5 x',
      raw: { figures, floorFigures }
    }
  ]
}

async function memoryOfOne(target: Target, tokens: readonly string[], resumes: boolean): Promise<number> {
  const { crowd, port } = target
  const come = (count: number): Promise<unknown> =>
    crowd.come({ port, tokens: tokens.slice(0, count), cursor: NOTHING_YET, missed: 0, resumes })
  await come(WARM_UP)
  await crowd.leave()
  const before = await memoryAtRest(target)
  await come(COUNT)
  const after = await memoryAtRest(target)
  await target.stop()
  return ((after - before) / COUNT) * 1024
}

async function memoryAtRest({ collectGarbage, pid }: Target): Promise<number> {
  await pause(SETTLED_AFTER)
  collectGarbage()
  await pause(SETTLED_AFTER)
  return memoryOf(pid())
}
