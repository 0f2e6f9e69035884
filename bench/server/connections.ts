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

/** Kilobytes. */
interface Memory {
  /** As the system counts it. */
  readonly pss: number
  /** Of it, what JavaScript's objects take: all that does not depend on how the allocator came through the rush. */
  readonly objects: number
}

/** What an idle connection of somebody who is signed in costs the server. */
export async function measureConnections(people: Population): Promise<Row[]> {
  const [figures, floorFigures]: [Memory[], Memory[]] = [[], []]
  for (let round = 0; round < ROUNDS; round++) {
    floorFigures.push(await memoryOfOne(await startFloor(), people.tokens, false))
    figures.push(await memoryOfOne(await startOurs(people.settle()), people.tokens, true))
  }
  const row = (of: keyof Memory, what: string): Row => {
    const [ours, floor] = [figures.map((one) => one[of]), floorFigures.map((one) => one[of])]
    const say = (values: readonly number[]): string => `${median(values).toFixed(1)} KB`
    return {
      what: `memory of an idle signed-in connection, of ${COUNT.toLocaleString('en')} people who came at once (${what}, garbage collected)`,
      measured: say(ours),
      floor: `of a bare ws connection: ${say(floor)}`,
      ratio: ratioOfRounds(ours, floor),
      goal: of === 'pss' ? '≤ 1.5 x' : '–',
      raw: { figures: ours, floorFigures: floor }
    }
  }
  return [row('pss', 'PSS of the server'), row('objects', 'objects alone')]
}

async function memoryOfOne(target: Target, tokens: readonly string[], resumes: boolean): Promise<Memory> {
  const { crowd, port } = target
  const come = (count: number): Promise<unknown> =>
    crowd.come({ port, tokens: tokens.slice(0, count), cursor: NOTHING_YET, missed: 0, resumes })
  await come(WARM_UP)
  await crowd.leave()
  const before = await memoryAtRest(target)
  await come(COUNT)
  const after = await memoryAtRest(target)
  await target.stop()
  const ofOne = (of: keyof Memory): number => (after[of] - before[of]) / COUNT
  return { pss: ofOne('pss'), objects: ofOne('objects') }
}

async function memoryAtRest({ collectGarbage, pid }: Target): Promise<Memory> {
  await pause(SETTLED_AFTER)
  const bytes = await collectGarbage()
  await pause(SETTLED_AFTER)
  return { pss: memoryOf(pid()) * 1024, objects: bytes / 1024 }
}
