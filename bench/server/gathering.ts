import type { Population } from './population.ts'
import { startFloor, startOurs, type Target } from './target.ts'

/** Our server and the floor, each with as many clients. */
export interface Gathering {
  readonly ours: Target
  readonly floor: Target
  stop(): Promise<void>
}

const NOTHING_YET = { seq: 0, event: '' }

/** Every client is another person. */
export async function gather(people: Population, size: number): Promise<Gathering> {
  const [ours, floor] = [await startOurs(people.settle()), await startFloor()]
  const tokens = people.tokens.slice(0, size)
  for (const { crowd, port } of [ours, floor]) {
    await crowd.come({ port, tokens, cursor: NOTHING_YET, missed: 0, resumes: crowd === ours.crowd })
  }
  return {
    ours,
    floor,
    async stop() {
      await ours.stop()
      await floor.stop()
    }
  }
}
