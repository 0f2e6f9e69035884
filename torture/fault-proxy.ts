import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import type { Random } from '../src/shared/std/random.ts'
import { createFlow, type Flow } from './flow.ts'

/**
 * What befalls a link: `reset` and `end` cut it; `silent-…` swallows the bytes of one or both directions while both
 * sockets stay up, as a router does that forgot the connection, and a reset follows; `stall` holds all bytes for a while.
 */
export const FAULTS = ['reset', 'end', 'silent-up', 'silent-down', 'silent-both', 'stall'] as const
export type Fault = (typeof FAULTS)[number]

/** How bad a network is. Times are milliseconds. */
export interface Weather {
  /** Longest time that a link is left in peace. */
  readonly peace: number
  /** Longest silence that a reset ends. */
  readonly silence: number
  /** The share of silences that nothing ends but whoever notices. */
  readonly endless: number
  /** Longest time that a piece of the stream takes. */
  readonly latency: number
}

/** A TCP proxy between clients and a server on this computer, whose faults a seed draws. */
export interface FaultProxy {
  readonly port: number
  /** How often each fault has befallen a link. */
  readonly counts: Readonly<Record<Fault, number>>
  /** Cuts every link and refuses new ones, until it is opened. */
  shut(): void
  open(): void
  /** From now on nothing befalls a link any more; a silence that has begun goes on to its end. */
  clear(): void
  close(): void
}

interface Passage {
  readonly client: Socket
  readonly server: Socket
  readonly up: Flow
  readonly down: Flow
}

const LONGEST_STALL = 1500

export async function startFaultProxy(target: number, weather: Weather, random: Random): Promise<FaultProxy> {
  const counts = Object.fromEntries(FAULTS.map((fault) => [fault, 0])) as Record<Fault, number>
  const passages = new Set<Passage>()
  let isShut = false
  let isClear = false

  const cut = ({ client, server }: Passage): void => {
    client.resetAndDestroy()
    server.resetAndDestroy()
  }
  const end = ({ client, server }: Passage): void => {
    client.end()
    server.end()
  }
  const befall = (passage: Passage): void => {
    if (isClear || !passages.has(passage)) return
    const fault = FAULTS[Math.floor(random() * FAULTS.length)] ?? 'reset'
    counts[fault]++
    if (fault === 'reset') return cut(passage)
    if (fault === 'end') return end(passage)
    if (fault === 'stall') return stall(passage)
    if (fault !== 'silent-down') passage.up.swallow()
    if (fault !== 'silent-up') passage.down.swallow()
    if (random() >= weather.endless) later(random() * weather.silence, () => cut(passage))
  }
  const stall = (passage: Passage): void => {
    const ms = random() * LONGEST_STALL
    passage.up.stall(ms)
    passage.down.stall(ms)
    later(ms, () => watch(passage))
  }
  // Sooner rather than later: most links do not last.
  const watch = (passage: Passage): void => later(random() * random() * weather.peace, () => befall(passage))

  const listener = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    client.on('error', () => undefined)
    if (isShut) return void client.resetAndDestroy()
    const server = connect({ port: target, host: '127.0.0.1', allowHalfOpen: true, noDelay: true })
    server.on('error', () => undefined)
    // A link is slow or quick for as long as it lasts.
    const pace = { latency: random() * random() * weather.latency, random }
    const [up, down] = [createFlow(client, server, pace), createFlow(server, client, pace)]
    const passage: Passage = { client, server, up, down }
    passages.add(passage)
    client.once('close', () => passages.delete(passage))
    // There is no server: the network says so.
    server.once('error', () => down.isSwallowing() || client.resetAndDestroy())
    client.once('error', () => up.isSwallowing() || server.resetAndDestroy())
    watch(passage)
  })
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  return {
    port: (listener.address() as AddressInfo).port,
    counts,
    shut() {
      isShut = true
      passages.forEach(cut)
    },
    open: () => void (isShut = false),
    clear: () => void (isClear = true),
    close() {
      listener.close()
      passages.forEach(cut)
    }
  }
}

function later(delay: number, work: () => void): void {
  setTimeout(work, delay).unref()
}
