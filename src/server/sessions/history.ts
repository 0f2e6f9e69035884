import type { Down } from '../../shared/protocol/down.ts'
import type { StreamEvent } from '../../shared/protocol/event.ts'
import { encodeUnreadLevel0 } from '../../shared/protocol/level-0.ts'
import type { Cursor, Up } from '../../shared/protocol/up.ts'
import { encodeFrame, type Level, textFrame } from '../fanout/frames.ts'
import type { Hub } from '../fanout/hub.ts'
import type { Meter } from '../meter.ts'
import { errorAnswer } from '../rooms/commands.ts'
import { planCatchUp, readPage } from '../rooms/reading.ts'
import type { StreamReader, UnreadReader } from '../store/store.ts'
import { createFeed, type Feed } from './feed.ts'
import type { Link } from './link.ts'

/** What one connection reads: its streams' live feeds, and pages of their past. */
export interface History {
  /** From now on, with no past but what the user has not read of the notifications: all that level 0 knows. */
  goLive(): Promise<void>
  /** Brings the client's copies up to date, then goes on live. Only the first call counts. */
  resume(cursors: Readonly<Record<string, Cursor>>): Promise<void>
  /** Answers after the fetches before it; refuses while too many of them wait. */
  fetch(request: FetchRequest): Promise<void>
  stop(): void
}

export type FetchRequest = Extract<Up, { type: 'fetch' }>

export interface HistoryDeps {
  readonly link: Link
  readonly level: Level
  readonly hub: Hub
  readonly reader: StreamReader & UnreadReader
  readonly meter: Meter
  readonly userId: number
  /** The streams that this user reads. */
  readonly streams: readonly string[]
  readonly tell: (down: Down) => void
  readonly onError: (error: unknown) => void
}

export const MOST_WAITING_FETCHES = 32
export const MOST_UNREAD_NAMED = 50
const START: Cursor = { seq: 0, event: '' }

export function createHistory(deps: HistoryDeps): History {
  const { link, level, hub, reader, meter, userId, streams, tell, onError } = deps
  const feeds: Feed[] = []
  let hasStopped = false
  let hasResumed = false
  let waitingFetches = 0
  let lastFetch = Promise.resolve()

  function addFeed(stream: string, position: number): Feed {
    const feed = createFeed({ stream, position, level, link, hub, reader, meter, onError })
    feeds.push(feed)
    return feed
  }

  async function resumeStream(stream: string, cursor: Cursor): Promise<void> {
    const plan = await planCatchUp(reader, stream, { cursor, head: hub.head(stream) })
    if (hasStopped) return
    if (plan.divergedAt !== null) tell({ type: 'diverged', stream, common: plan.divergedAt })
    if (plan.limited) tell({ type: 'limited', stream, ...plan.limited })
    await addFeed(stream, plan.position).caughtUp()
  }

  async function answerFetch({ requestId, stream, from, to }: FetchRequest): Promise<void> {
    await link.writable()
    if (hasStopped) return
    if (!streams.includes(stream)) return tell(errorAnswer('unknown_stream', requestId))
    const page = await readPage(reader, { stream, from, to }, { head: hub.head(stream), size: eventSize })
    if (!page) return tell(errorAnswer('bad_frame', requestId))
    tell({ type: 'page', requestId, ...page.range, events: page.events })
  }

  return {
    async goLive() {
      // Looked up before the unread are read: what is written meanwhile is told twice rather than never.
      const positions = streams.map((stream) => ({ stream, head: hub.head(stream) }))
      const { count, newest } = await reader.unread(userId, MOST_UNREAD_NAMED)
      if (hasStopped) return
      link.send(textFrame(encodeUnreadLevel0(count, newest)))
      for (const { stream, head } of positions) addFeed(stream, head)
    },
    async resume(cursors) {
      if (hasResumed) return
      hasResumed = true
      for (const stream of streams) await resumeStream(stream, cursors[stream] ?? START)
      tell({ type: 'caught-up' })
    },
    async fetch(request) {
      if (waitingFetches >= MOST_WAITING_FETCHES) return tell(errorAnswer('busy', request.requestId))
      waitingFetches++
      const before = lastFetch
      lastFetch = before.then(() => answerFetch(request)).finally(() => waitingFetches--)
      await lastFetch
    },
    stop() {
      hasStopped = true
      for (const feed of feeds) feed.stop()
    }
  }
}

/** Bytes of an event on the wire. */
function eventSize(event: StreamEvent): number {
  return encodeFrame({ type: 'event', event }, 1).length
}
