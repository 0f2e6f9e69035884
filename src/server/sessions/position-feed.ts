import type { SharedFrames } from '../fanout/frames.ts'
import type { Listener } from '../fanout/hub.ts'
import type { ReadPositionReader } from '../store/store.ts'
import type { Client, SessionParts } from './client.ts'

/** Tells one client how far its user has read, whichever device that was. */
export interface PositionFeed extends Listener {
  /** Sends all positions, and from now on what changes. Resolves when they are sent, or the client is gone. */
  start(): Promise<void>
  stop(): void
}

interface PositionParts extends Pick<SessionParts, 'hub'> {
  readonly reader: ReadPositionReader
}
type PositionClient = Pick<Client, 'link' | 'level' | 'user' | 'tell' | 'fail'>

export function createPositionFeed(parts: PositionParts, client: PositionClient): PositionFeed {
  return new UserPositionFeed(parts, client)
}

/** So that a frame stays small, however many rooms there are. */
const MOST_IN_FRAME = 1000

/** Only the newest positions count: a slow connection goes without the changes, and gets all of them when it drains. */
class UserPositionFeed implements PositionFeed {
  readonly #parts: PositionParts
  readonly #client: PositionClient
  #isReading = false
  /** Whether something was told while all positions were read, which may be too old then. */
  #isStale = false

  constructor(parts: PositionParts, client: PositionClient) {
    this.#parts = parts
    this.#client = client
  }

  async start(): Promise<void> {
    this.#parts.hub.listen(this.#client.user.id, this)
    await this.#sendAll()
  }

  stop(): void {
    this.#parts.hub.unlisten(this.#client.user.id, this)
  }

  hear(frames: SharedFrames): void {
    const { link, level } = this.#client
    if (this.#isReading) this.#isStale = true
    else if (link.isFull()) void this.#sendAll()
    else link.send(frames.bytes(level))
  }

  /** The last look and the sending are one step: whatever is told afterwards is newer. */
  async #sendAll(): Promise<void> {
    const { link, user } = this.#client
    this.#isReading = true
    try {
      let positions
      do {
        await link.writable()
        if (!link.isOpen()) return
        this.#isStale = false
        positions = await this.#parts.reader.readPositions(user.id)
      } while (this.#isStale)
      for (let from = 0; from < positions.length; from += MOST_IN_FRAME) {
        this.#client.tell({ type: 'read-positions', positions: positions.slice(from, from + MOST_IN_FRAME) })
      }
    } catch (error) {
      this.#client.fail(error)
    } finally {
      this.#isReading = false
    }
  }
}
