import type { Block } from '../fanout/blocks.ts'
import type { Subscriber } from '../fanout/hub.ts'
import { nextTurn } from '../next-turn.ts'
import type { StreamReader } from '../store/store.ts'
import type { Client, SessionParts } from './client.ts'

/** How far one client has been sent one stream. */
export interface Feed {
  readonly stream: string
  /**
   * From now on sends every event after `position`, the seq of the last one that the client has. Resolves when
   * everything that was published until then has been sent, or the client is gone.
   */
  start(position: number): Promise<void>
  stop(): void
}

export interface FeedParts extends Pick<SessionParts, 'hub' | 'meter'> {
  readonly reader: Pick<StreamReader, 'eventsAfter'>
}
/** When the log cannot be read, the client's connection is of no use any more: it fails. */
export type FeedClient = Pick<Client, 'link' | 'level' | 'fail'>

export function createFeed(parts: FeedParts, client: FeedClient, stream: string): Feed {
  return new StreamFeed(parts, client, stream)
}

const EVENTS_PER_READ = 100

/**
 * Sends every event of a stream after a position, in order, each once. A live block goes out only when it is next and
 * the socket keeps up; otherwise a pump reads on, from the last blocks or else the log, until it has reached the head.
 * So catching up after a `resume` and after the socket was slow are one thing, and nothing is held for anybody.
 */
class StreamFeed implements Feed, Subscriber {
  readonly #parts: FeedParts
  readonly #client: FeedClient
  readonly stream: string
  #position = 0
  #isPumping = false

  constructor(parts: FeedParts, client: FeedClient, stream: string) {
    this.#parts = parts
    this.#client = client
    this.stream = stream
  }

  async start(position: number): Promise<void> {
    const { hub } = this.#parts
    this.#position = position
    hub.subscribe(this.stream, this)
    if (position < hub.head(this.stream)) await this.#pump()
  }

  stop(): void {
    this.#parts.hub.unsubscribe(this.stream, this)
  }

  offer(block: Block): void {
    if (this.#isPumping) return
    const isFull = this.#client.link.isFull()
    if (block.from === this.#position + 1 && !isFull) return this.#send(block)
    if (isFull) this.#parts.meter.fellBehind()
    void this.#pump()
  }

  #send(block: Block): void {
    const { link, level } = this.#client
    const bytes = block.bytes(level)
    link.send(bytes)
    this.#parts.meter.delivered(block.to - this.#position, bytes.length)
    this.#position = block.to
  }

  /** The last look at the head and the end of pumping are one step: a block offered in between would be lost. */
  async #pump(): Promise<void> {
    const { hub } = this.#parts
    const { link } = this.#client
    this.#isPumping = true
    try {
      while (this.#position < hub.head(this.stream)) {
        await link.writable()
        if (!link.isOpen()) return
        // The feeds of other streams waited too, and may have used the room up: then this one is before them next time.
        if (link.isFull()) continue
        const block = hub.blockAfter(this.stream, this.#position)
        if (block) this.#send(block)
        else await this.#sendPage()
      }
    } catch (error) {
      this.#client.fail(error)
    } finally {
      this.#isPumping = false
    }
  }

  /** Reads on in the log. More of it than one block is sent as the link allows. */
  async #sendPage(): Promise<void> {
    const { hub, reader } = this.#parts
    const reading = hub.reading()
    const events = await reader.eventsAfter(this.stream, this.#position, EVENTS_PER_READ)
    const [block] = hub.keep(this.stream, events, reading)
    if (!block) throw new Error(`${this.stream} ends before its head`)
    // While it was read, other streams may have filled the link.
    if (!this.#client.link.isFull()) this.#send(block)
    // A thousand clients that come back at once must not keep the others waiting until all of them are served.
    await nextTurn()
  }
}
