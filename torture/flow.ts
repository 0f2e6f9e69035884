import { once } from 'node:events'
import type { Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Random } from '../src/shared/std/random.ts'

/** One direction of a link: bytes arrive in their order, in pieces cut anywhere, some time later, or not at all. */
export interface Flow {
  /** Keeps every byte back for so many milliseconds. */
  stall(ms: number): void
  /** From now on everything is lost, the end of the stream too. There is no way back: the stream has a hole. */
  swallow(): void
  isSwallowing(): boolean
}

export interface Pace {
  /** Milliseconds that each piece takes. */
  readonly latency: number
  readonly random: Random
}

/** The share of chunks that are cut into pieces; else what is sent together mostly comes together. */
const CUT = 0.3

export function createFlow(from: Socket, to: Socket, { latency, random }: Pace): Flow {
  let isSwallowing = false
  let stalled: Promise<void> | null = null

  const pass = async (piece: Buffer): Promise<void> => {
    if (latency >= 1) await pause(latency)
    await stalled
    if (isSwallowing || to.destroyed || to.writableEnded) return
    if (!to.write(piece)) await Promise.race([once(to, 'drain'), once(to, 'close')])
  }
  const run = async (): Promise<void> => {
    // The other direction goes on after this one has ended.
    const chunks = from.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>
    for await (const chunk of chunks) for (const piece of cutAnywhere(chunk, random)) await pass(piece)
    await stalled
    if (!isSwallowing) to.end()
  }
  // A reset ends it by an error; the proxy passes that on.
  run().catch(() => undefined)
  return {
    stall: (ms) => void (stalled = pause(ms)),
    swallow: () => void (isSwallowing = true),
    isSwallowing: () => isSwallowing
  }
}

/** A chunk in up to four pieces, cut at any byte: within a frame's header, within a letter. */
function cutAnywhere(chunk: Buffer, random: Random): readonly Buffer[] {
  if (random() >= CUT) return [chunk]
  const places = [0, 0, 0].map(() => Math.floor(random() * chunk.length)).toSorted((a, b) => a - b)
  const pieces = [0, ...places].map((place, index) => chunk.subarray(place, places[index]))
  return pieces.filter(({ length }) => length > 0)
}
