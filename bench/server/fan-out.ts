import { ratioOfRounds, type Row } from '../report.ts'
import { median } from '../statistics.ts'
import type { Delivered } from './crowd-link.ts'
import { gather } from './gathering.ts'
import type { Population } from './population.ts'
import { FRAME_BYTES } from './texts.ts'

const ROUNDS = 5
/** So long a round sends; then it waits for what is under way. */
const SENDING_MS = 1200
const WARM_UP_MS = 300
const BUSY = 200
const SIZES = [10, 50, 200, 1000, 2000]
/** The size that has a goal, and those at which one message at a time is sent. */
const GOAL_SIZE = 200
const LONE_SIZES = [10, GOAL_SIZE, 2000]

interface Round {
  readonly ours: Delivered
  readonly floor: Delivered
}

/** How many messages a second reach clients: one of them sends, all hear it. */
export async function measureFanOut(people: Population): Promise<Row[]> {
  const [busy, lone]: [Row[], Row[]] = [[], []]
  for (const size of SIZES) {
    const gathering = await gather(people, size)
    const measure = async (inFlight: number): Promise<Row> => {
      const round = async (ms: number): Promise<Round> => {
        const floor = await gathering.floor.crowd.burst({ inFlight, ms })
        return { ours: await gathering.ours.crowd.burst({ inFlight, ms }), floor }
      }
      await round(WARM_UP_MS)
      const rounds: Round[] = []
      while (rounds.length < ROUNDS) rounds.push(await round(SENDING_MS))
      return rowOf({ size, inFlight }, rounds)
    }
    busy.push(await measure(BUSY))
    if (LONE_SIZES.includes(size)) lone.push(await measure(1))
    await gathering.stop()
  }
  return [...busy, ...lone]
}

function rowOf({ size, inFlight }: { size: number; inFlight: number }, rounds: readonly Round[]): Row {
  const figures = rounds.map(({ ours }) => perSecond(ours))
  const floorFigures = rounds.map(({ floor }) => perSecond(floor))
  const say = (values: readonly number[]): string =>
    `${Math.round(median(values)).toLocaleString('en')} deliveries/s`
  const goal = inFlight === 1 ? '≥ 0.9 x' : '≥ 15 x'
  return {
    what: `fan-out to ${size.toLocaleString('en')} clients on the same cores, ${inFlight} in flight, ${FRAME_BYTES}-byte frames, each stored durably first`,
    measured: `${say(figures)}; nothing lost, repeated or out of order: ${share(rounds.map(({ ours }) => ours))}`,
    floor: `bare ws, one send a client, storing nothing: ${say(floorFigures)}`,
    ratio: ratioOfRounds(figures, floorFigures),
    goal: size === GOAL_SIZE ? goal : '–',
    raw: { figures, floorFigures, rounds }
  }
}

const perSecond = ({ good, ms }: Delivered): number => (good / ms) * 1000

/** How many of all deliveries came as they should. */
function share(all: readonly Delivered[]): string {
  const sum = (of: (one: Delivered) => number): string =>
    all.reduce((total, one) => total + of(one), 0).toLocaleString('en')
  return `${sum(({ good }) => good)} of ${sum(({ expected }) => expected)}`
}
