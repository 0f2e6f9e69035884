import type { Population } from './population.ts'
import { startFloor, startOurs, type Target } from './target.ts'

/** Our server and the floor, each with as many clients. */
export interface Gathering {
  readonly ours: Target
  /** The data of our server. */
  readonly folder: string
  readonly floor: Target
  stop(): Promise<void>
}

export const NOTHING_YET = { seq: 0, event: '' }

/** Every client is another person. Started again, the floor sends whoever comes so many messages first. */
export async function gather(people: Population, size: number, kept = 0): Promise<Gathering> {
  const folder = people.settle()
  const [ours, floor] = [await startOurs(folder), await startFloor(kept)]
  const tokens = people.tokens.slice(0, size)
  for (const { crowd, port } of [ours, floor]) {
    await crowd.come({
      port,
      tokens,
      cursor: NOTHING_YET,
      missed: crowd === floor.crowd ? kept : 0,
      resumes: crowd === ours.crowd
    })
  }
  return {
    ours,
    folder,
    floor,
    async stop() {
      await ours.stop()
      await floor.stop()
    }
  }
}
