import type { StreamEvent } from '../../shared/protocol/event.ts'
import type { Down } from '../../shared/protocol/down.ts'
import type { Log } from '../../shared/std/log.ts'
import { type Block, toBlocks } from './blocks.ts'
import { shareFrames, type SharedFrames } from './frames.ts'
import { createRecentBlocks } from './recent-blocks.ts'

/** Who is told what was written, in this process. */
export interface Hub {
  /** The seq of the last event of a stream that was published, or stored before this process began. */
  head(stream: string): number
  /** The block that goes on after an event, if it was published or read so lately that it is still kept. */
  blockAfter(stream: string, seq: number): Block | null
  /** Notes that somebody begins to read from the log, which is redacted; to be handed to `keep`. */
  reading(): Reading
  /** Makes blocks of what was read of a stream, and keeps them: of a thousand who come back, one reads for all. */
  keep(stream: string, events: readonly StreamEvent[], reading: Reading): readonly Block[]
  /** Tells every subscriber of a stream what was committed: events of one stream in order, without gaps. */
  publish(events: readonly StreamEvent[]): void
  /** Until `unsubscribe` with the same: a function for each subscription would be much where there are thousands. */
  subscribe(stream: string, subscriber: Subscriber): void
  unsubscribe(stream: string, subscriber: Subscriber): void
  /** Tells all who listen for a user what is no event: state, of which only the newest counts. */
  tellUser(userId: number, down: Down): void
  listen(userId: number, listener: Listener): void
  unlisten(userId: number, listener: Listener): void
}

export interface Subscriber {
  /** Must not block: what it cannot take now it reads later. */
  offer(block: Block): void
}

export interface Listener {
  /** In the order of telling. Must not block. */
  hear(frames: SharedFrames): void
}

/** How many deletions had been told when a reading began. */
type Reading = number

/** So much a crowd of slow readers shares, before each of them reads from the store; and of what was read, as much. */
const RECENT_BYTES = 8 * 1024 * 1024

export interface HubDeps {
  /** The store's: where each stream stood when the process began. */
  readonly heads: ReadonlyMap<string, number>
  readonly log: Log
}

export function createHub({ heads, log }: HubDeps): Hub {
  const headByStream = new Map(heads)
  const subscribersByStream = new Map<string, Set<Subscriber>>()
  const listenersByUserId = new Map<number, Set<Listener>>()
  const recent = createRecentBlocks(RECENT_BYTES)
  // Apart from the others: who reads far back must not push out what everybody is about to need.
  const read = createRecentBlocks(RECENT_BYTES)
  let deletions: Reading = 0

  function publishTo(stream: string, events: readonly StreamEvent[]): void {
    const blocks = toBlocks(events)
    // The log is redacted, kept bytes are not: who comes after a deletion reads the log.
    if (events.some(({ change }) => change.kind === 'deleted')) {
      deletions++
      recent.forget(stream)
      read.forget(stream)
    } else for (const block of blocks) recent.add(stream, block)
    for (const block of blocks) tell(stream, block)
  }

  function tell(stream: string, block: Block): void {
    headByStream.set(stream, block.to)
    for (const subscriber of subscribersByStream.get(stream) ?? []) attempt(() => subscriber.offer(block))
  }

  /** One subscriber's fault must not keep the others from hearing. */
  function attempt(step: () => void): void {
    try {
      step()
    } catch (error) {
      log.error('hub.subscriber_failed', { error: String(error) })
    }
  }

  return {
    head: (stream) => headByStream.get(stream) ?? 0,
    blockAfter: (stream, seq) => recent.find(stream, seq + 1) ?? read.find(stream, seq + 1),
    reading: () => deletions,
    keep(stream, events, reading) {
      const blocks = toBlocks(events)
      // What was read before a deletion is good for who asked then, not for who comes later.
      if (reading === deletions) for (const block of blocks) read.add(stream, block)
      return blocks
    },
    publish(events) {
      const eventsByStream = new Map<string, StreamEvent[]>()
      for (const event of events) {
        const ofStream = eventsByStream.get(event.stream)
        if (ofStream) ofStream.push(event)
        else eventsByStream.set(event.stream, [event])
      }
      for (const [stream, ofStream] of eventsByStream) publishTo(stream, ofStream)
    },
    subscribe(stream, subscriber) {
      addTo(subscribersByStream, stream, subscriber)
    },
    unsubscribe(stream, subscriber) {
      removeFrom(subscribersByStream, stream, subscriber)
    },
    tellUser(userId, down) {
      const frames = shareFrames([down])
      for (const listener of listenersByUserId.get(userId) ?? []) attempt(() => listener.hear(frames))
    },
    listen(userId, listener) {
      addTo(listenersByUserId, userId, listener)
    },
    unlisten(userId, listener) {
      removeFrom(listenersByUserId, userId, listener)
    }
  }
}

function addTo<K, V>(sets: Map<K, Set<V>>, key: K, value: V): void {
  sets.set(key, (sets.get(key) ?? new Set<V>()).add(value))
}

/** Leaves no empty set behind. */
function removeFrom<K, V>(sets: Map<K, Set<V>>, key: K, value: V): void {
  const set = sets.get(key)
  set?.delete(value)
  if (set?.size === 0) sets.delete(key)
}
