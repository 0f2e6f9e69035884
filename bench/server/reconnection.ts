import { uuidv7 } from 'uuidv7'
import { ratioOfRounds, type Row } from '../report.ts'
import { median } from '../statistics.ts'
import type { Came } from './crowd-link.ts'
import { gather, NOTHING_YET, type Gathering } from './gathering.ts'
import { openStore, type Population } from './population.ts'

const ROUNDS = 5
/** Messages that everybody has missed when the server is there again. */
const MISSED = 20
const SIZES = [
  { size: 1000, goal: '≤ 0.6 s' },
  { size: 2000, goal: '–' },
  { size: 5000, goal: '≤ 10 s' }
]
const ROOM = 1

/** From the moment at which all come back to a server that was killed until all have what they missed. */
export async function measureReconnection(people: Population): Promise<Row[]> {
  const rows: Row[] = []
  for (const { size, goal } of SIZES) {
    const tokens = people.tokens.slice(0, size)
    const gathering = await gather(people, size, MISSED)
    const [ours, floor]: [Came[], Came[]] = [[], []]
    for (let round = 0; round < ROUNDS; round++) {
      floor.push(await comeBackToFloor(gathering, tokens))
      ours.push(await comeBackToOurs(gathering, tokens))
    }
    await gathering.stop()
    rows.push(rowOf({ size, goal }, ours, floor))
  }
  return rows
}

async function comeBackToFloor({ floor }: Gathering, tokens: readonly string[]): Promise<Came> {
  await floor.kill()
  await floor.crowd.lose()
  await floor.restart()
  return floor.crowd.come({ port: floor.port, tokens, cursor: NOTHING_YET, missed: MISSED, resumes: false })
}

async function comeBackToOurs({ ours, folder }: Gathering, tokens: readonly string[]): Promise<Came> {
  await ours.kill()
  const seq = await ours.crowd.lose()
  const event = await writeMissed(folder, seq)
  await ours.restart()
  return ours.crowd.come({ port: ours.port, tokens, cursor: { seq, event }, missed: MISSED, resumes: true })
}

/** Writes what everybody will have missed; answers the random id of the last event that they have. */
async function writeMissed(folder: string, last: number): Promise<string> {
  const store = openStore(folder)
  const event = await store.eventId(`room:${ROOM}`, last)
  const posts = Array.from({ length: MISSED }, () => {
    return {
      kind: 'post',
      authorId: 1,
      clientId: uuidv7(),
      roomId: ROOM,
      body: 'Salut',
      at: Date.now()
    } as const
  })
  await store.append(posts)
  await store.close()
  return event ?? ''
}

function rowOf({ size, goal }: (typeof SIZES)[number], ours: readonly Came[], floor: readonly Came[]): Row {
  const seconds = (all: readonly Came[]): number[] => all.map(({ ms }) => ms / 1000)
  const say = (all: readonly Came[]): string => {
    const caughtUp = Math.min(...all.map((came) => came.caughtUp)).toLocaleString('en')
    return `${median(seconds(all)).toFixed(2)} s, ${caughtUp} of them in every round`
  }
  const refetching = ours.reduce((sum, came) => sum + came.refetching, 0)
  return {
    what: `${size.toLocaleString('en')} people come back to a server that was killed, all at once: until all have the ${MISSED} messages that they missed`,
    measured: `${say(ours)}; ${refetching} fetched again`,
    floor: `bare ws: ${say(floor)}`,
    ratio: ratioOfRounds(seconds(ours), seconds(floor)),
    goal,
    raw: { ours, floor }
  }
}
