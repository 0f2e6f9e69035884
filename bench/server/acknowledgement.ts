import { ratioOfRounds, type Row } from '../report.ts'
import { median } from '../statistics.ts'
import { NOTHING_YET } from './gathering.ts'
import { registerPeople, type Population } from './population.ts'
import { startOurs, type Target } from './target.ts'

const ROUNDS = 5
const MESSAGES = 100
const [FEW, MANY] = [20, 20_000]

/** How long a message takes to be acknowledged, in a room of many members and in one of few; as many are there. */
export async function measureAcknowledgement(): Promise<Row[]> {
  const crowded = await registerPeople(MANY, FEW)
  const small = await registerPeople(FEW, FEW)
  const [many, few] = [await openRoom(crowded), await openRoom(small)]
  const acknowledge = ({ crowd }: Target): Promise<number> => crowd.acknowledge({ messages: MESSAGES })
  const [figures, floorFigures]: [number[], number[]] = [[], []]
  for (const room of [few, many]) await acknowledge(room)
  for (let round = 0; round < ROUNDS; round++) {
    floorFigures.push(await acknowledge(few))
    figures.push(await acknowledge(many))
  }
  for (const room of [few, many]) await room.stop()
  for (const people of [small, crowded]) people.dispose()
  const say = (values: readonly number[]): string => `${median(values).toFixed(2)} ms`
  return [
    {
      what: `until a message is acknowledged, room of ${MANY.toLocaleString('en')} members`,
      measured: say(figures),
      floor: `the same, room of ${FEW}: ${say(floorFigures)}`,
      ratio: ratioOfRounds(figures, floorFigures),
      goal: '≤ 1.3 x',
      raw: { figures, floorFigures }
    }
  ]
}

async function openRoom(people: Population): Promise<Target> {
  const room = await startOurs(people.settle())
  await room.crowd.come({
    port: room.port,
    tokens: people.tokens,
    cursor: NOTHING_YET,
    missed: 0,
    resumes: true
  })
  return room
}
