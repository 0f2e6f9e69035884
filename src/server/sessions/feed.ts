import type { Unsubscribe } from '../../shared/std/clock.ts'
import type { Level } from '../fanout/frames.ts'
import type { Block } from '../fanout/blocks.ts'
import type { Hub } from '../fanout/hub.ts'
import type { Meter } from '../meter.ts'
import { nextTurn } from '../next-turn.ts'
import type { StreamReader } from '../store/store.ts'
import type { Link } from './link.ts'

/** How far one connection has been sent one stream. */
export interface Feed {
  /** Resolves when everything that was published until then has been sent, or the connection is gone. */
  caughtUp(): Promise<void>
  stop: Unsubscribe
}

export interface FeedDeps {
  readonly stream: string
  /** The seq of the last event that the other side has. */
  readonly position: number
  readonly level: Level
  readonly link: Link
  readonly hub: Hub
  readonly reader: StreamReader
  readonly meter: Meter
  /** The log could not be read: the connection is of no use any more. */
  readonly onError: (error: unknown) => void
}

const EVENTS_PER_READ = 100

/**
 * Sends every event of a stream after `position`, in order, each once. A live block goes out only when it is next and
 * the socket keeps up; otherwise a pump reads on, from the last blocks or else the log, until it has reached the head.
 * So catching up after a `resume` and after the socket was slow are one thing, and nothing is held for anybody.
 */
export function createFeed({ stream, level, link, hub, reader, meter, onError, ...start }: FeedDeps): Feed {
  let position = start.position
  let isPumping = false
  let pumped = Promise.resolve()

  function offer(block: Block): void {
    if (isPumping) return
    if (block.from === position + 1 && !link.isFull()) {
      sendBlock(block)
    } else {
      if (link.isFull()) meter.fellBehind()
      startPump()
    }
  }

  function sendBlock(block: Block): void {
    const bytes = block.bytes(level)
    link.send(bytes)
    meter.delivered(block.to - position, bytes.length)
    position = block.to
  }

  function startPump(): void {
    isPumping = true
    pumped = pump().catch(onError)
  }

  /** The last look at the head and the end of pumping are one step: a block offered in between would be lost. */
  async function pump(): Promise<void> {
    try {
      while (position < hub.head(stream)) {
        await link.writable()
        if (!link.isOpen()) return
        const block = hub.blockAfter(stream, position)
        if (block) sendBlock(block)
        else await sendPage()
      }
    } finally {
      isPumping = false
    }
  }

  /** Reads on in the log. More of it than one block is sent as the link allows. */
  async function sendPage(): Promise<void> {
    const reading = hub.reading()
    const events = await reader.eventsAfter(stream, position, EVENTS_PER_READ)
    const [block] = hub.keep(stream, events, reading)
    if (!block) throw new Error(`${stream} ends before its head`)
    sendBlock(block)
    // A thousand clients that come back at once must not keep the others waiting until all of them are served.
    await nextTurn()
  }

  const stop = hub.subscribe(stream, { offer })
  if (position < hub.head(stream)) startPump()
  return { caughtUp: () => pumped, stop }
}
