import type { StreamEvent } from '../../shared/protocol/event.ts'
import { encodeUnreadLevel0 } from '../../shared/protocol/level-0.ts'
import type { Cursor, Up } from '../../shared/protocol/up.ts'
import { encodeFrame, textFrame } from '../fanout/frames.ts'
import { errorAnswer } from '../rooms/commands.ts'
import { planCatchUp, readPage, type CatchUp } from '../rooms/reading.ts'
import type { Client, SessionParts } from './client.ts'
import { createFeed, type Feed } from './feed.ts'
import { createPositionFeed, type PositionFeed } from './position-feed.ts'

/** What one client reads: its streams' live feeds, pages of their past, and how far its user has read. */
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

type HistoryParts = Pick<SessionParts, 'hub' | 'reader' | 'meter'>
type Reader = Pick<Client, 'link' | 'level' | 'user' | 'tell' | 'fail'>

/** `streams`: those that the client's user reads. */
export function createHistory(parts: HistoryParts, client: Reader, streams: readonly string[]): History {
  return new StreamHistory(parts, client, streams)
}

/** What is to be done about one stream, whose last event was `head` when this was planned. */
interface Plan extends CatchUp {
  readonly feed: Feed
  readonly head: number
}

export const MOST_WAITING_FETCHES = 32
export const MOST_UNREAD_NAMED = 50
const START: Cursor = { seq: 0, event: '' }
const NO_FETCH = Promise.resolve()

class StreamHistory implements History {
  readonly #parts: HistoryParts
  readonly #client: Reader
  readonly #feeds: readonly Feed[]
  readonly #positions: PositionFeed
  #hasStopped = false
  #hasResumed = false
  #waitingFetches = 0
  #lastFetch = NO_FETCH

  constructor(parts: HistoryParts, client: Reader, streams: readonly string[]) {
    this.#parts = parts
    this.#client = client
    this.#feeds = streams.map((stream) => createFeed(parts, client, stream))
    this.#positions = createPositionFeed(parts, client)
  }

  async goLive(): Promise<void> {
    const { hub, reader } = this.#parts
    const { link, user } = this.#client
    // Looked up before the unread are read: what is written meanwhile is told twice rather than never.
    const heads = this.#feeds.map(({ stream }) => hub.head(stream))
    const { count, newest } = await reader.unread(user.id, MOST_UNREAD_NAMED)
    if (this.#hasStopped) return
    link.send(textFrame(encodeUnreadLevel0(count, newest)))
    await Promise.all(this.#feeds.map((feed, index) => feed.start(heads[index] ?? 0)))
  }

  async resume(cursors: Readonly<Record<string, Cursor>>): Promise<void> {
    if (this.#hasResumed) return
    this.#hasResumed = true
    const { hub, reader } = this.#parts
    const plans: Plan[] = []
    for (const feed of this.#feeds) {
      const [cursor, head] = [cursors[feed.stream] ?? START, hub.head(feed.stream)]
      plans.push({ feed, head, ...(await planCatchUp(reader, feed.stream, { cursor, head })) })
    }
    if (this.#hasStopped) return
    const events = plans.reduce((sum, { head, position }) => sum + head - position, 0)
    if (events > 0) this.#client.tell({ type: 'catching-up', events })
    // Before the messages: what was read on another device is no news on this one.
    await this.#positions.start()
    for (const plan of plans) await this.#follow(plan)
    this.#client.tell({ type: 'caught-up' })
  }

  async #follow({ feed, divergedAt, limited, position }: Plan): Promise<void> {
    if (this.#hasStopped) return
    const { stream } = feed
    if (divergedAt) {
      const { seq: common, event } = divergedAt
      this.#client.tell({ type: 'diverged', stream, common, event })
    }
    if (limited) this.#client.tell({ type: 'limited', stream, ...limited })
    await feed.start(position)
  }

  async fetch(request: FetchRequest): Promise<void> {
    if (this.#waitingFetches >= MOST_WAITING_FETCHES) {
      return this.#client.tell(errorAnswer('busy', request.requestId))
    }
    this.#waitingFetches++
    const before = this.#lastFetch
    this.#lastFetch = before.then(() => this.#answerFetch(request)).finally(() => this.#waitingFetches--)
    await this.#lastFetch
  }

  async #answerFetch({ requestId, stream, from, to }: FetchRequest): Promise<void> {
    const { hub, reader } = this.#parts
    const { link } = this.#client
    await link.writable()
    if (this.#hasStopped) return
    const isRead = this.#feeds.some((feed) => feed.stream === stream)
    if (!isRead) return this.#client.tell(errorAnswer('unknown_stream', requestId))
    const page = await readPage(reader, { stream, from, to }, { head: hub.head(stream), size: eventSize })
    if (!page) return this.#client.tell(errorAnswer('bad_frame', requestId))
    this.#client.tell({ type: 'page', requestId, ...page.range, events: page.events })
  }

  stop(): void {
    this.#hasStopped = true
    for (const feed of this.#feeds) feed.stop()
    this.#positions.stop()
  }
}

/** Bytes of an event on the wire. */
function eventSize(event: StreamEvent): number {
  return encodeFrame({ type: 'event', event }, 1).length
}
