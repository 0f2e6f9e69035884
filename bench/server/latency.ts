import { ratioOfRounds, type Row } from '../report.ts'
import { median } from '../statistics.ts'
import type { Paced } from './crowd-link.ts'
import { gather } from './gathering.ts'
import type { Population } from './population.ts'

const ROUNDS = 5
const PACE = { every: 100, messages: 40 }
const WARM_UP = { every: 20, messages: 20 }
const SIZES = [10, 200, 2000]
const GOAL_SIZE = 200

interface Round {
  readonly ours: Paced
  readonly floor: Paced
}

/** From a message's sending until a client has it, over all clients, while ten are sent a second. */
export async function measureLatency(people: Population): Promise<Row[]> {
  const rows: Row[] = []
  for (const size of SIZES) {
    const gathering = await gather(people, size)
    const round = async (pace: typeof PACE): Promise<Round> => {
      const floor = await gathering.floor.crowd.pace(pace)
      return { ours: await gathering.ours.crowd.pace(pace), floor }
    }
    await round(WARM_UP)
    const rounds: Round[] = []
    while (rounds.length < ROUNDS) rounds.push(await round(PACE))
    rows.push(rowOf(size, rounds))
    await gathering.stop()
  }
  return rows
}

function rowOf(size: number, rounds: readonly Round[]): Row {
  const say = (kind: keyof Round): string => {
    const [p50, p99] = (['p50', 'p99'] as const).map((part) =>
      median(rounds.map((round) => round[kind][part]))
    )
    return `p50 ${p50?.toFixed(1)} ms, p99 ${p99?.toFixed(1)} ms`
  }
  const ratio = (part: 'p50' | 'p99'): string =>
    ratioOfRounds(
      rounds.map(({ ours }) => ours[part]),
      rounds.map(({ floor }) => floor[part])
    )
  return {
    what: `from sending to each of ${size.toLocaleString('en')} clients on the same cores, 10 messages/s, each stored durably first`,
    measured: say('ours'),
    floor: `bare ws, storing nothing: ${say('floor')}`,
    ratio: `p50 ${ratio('p50')}, p99 ${ratio('p99')}`,
    goal: size === GOAL_SIZE ? '≤ 1.5 x' : '–',
    raw: rounds
  }
}
