import type { Room } from '../../shared/model/room.ts'
import type { User } from '../../shared/model/user.ts'
import { CLOSE, MESSAGE_LIMIT, PROTOCOL_VERSION } from '../../shared/protocol/constants.ts'
import type { Down } from '../../shared/protocol/down.ts'
import { encodeFrame, type Level } from '../fanout/frames.ts'
import { readableStreams, roomsAtLevel0 } from '../rooms/reading.ts'
import type { Client, SessionParts } from './client.ts'
import { createHistory, type History } from './history.ts'
import type { Link } from './link.ts'
import { createPresenceFeed, type PresenceFeed } from './presence-feed.ts'
import { HEARTBEAT_MS } from './pulse.ts'
import { createRequests, type Requests } from './requests.ts'
import type { TokenBucket } from './token-bucket.ts'

/** One connected client. */
export interface Session {
  /** A text frame came. Never throws. */
  receiveText(text: string): void
  /** A binary frame came: no client has a reason to send one. */
  receiveBinary(): void
  /** Closes the connection; what was asked before is forgotten unless it was already written. */
  close(code: number, reason: string): void
  /** The server stops: whoever understands is told after how many milliseconds to come back. */
  sendAway(afterMs: number): void
  /** The connection is gone. */
  end(): void
}

export interface SessionDeps {
  readonly link: Link
  readonly level: Level
  readonly user: User
  /** The rooms that this user is in. */
  readonly rooms: readonly Room[]
  /** The commands of this connection, and those of all connections of this user. */
  readonly bucket: TokenBucket
  readonly commands: TokenBucket
}

/** Greets the client and serves it until `end`. */
export function createSession(parts: SessionParts, { rooms, ...deps }: SessionDeps): Session {
  const known = deps.level === 0 ? roomsAtLevel0(rooms) : rooms
  const session = new ClientSession(parts, deps, readableStreams(known, deps.user.id))
  session.begin(rooms)
  return session
}

class ClientSession implements Session, Client {
  readonly link: Link
  readonly level: Level
  readonly user: User
  readonly commands: TokenBucket
  readonly #parts: SessionParts
  readonly #history: History
  readonly #presenceFeed: PresenceFeed
  readonly #requests: Requests
  #isServing = true

  constructor(parts: SessionParts, deps: Omit<SessionDeps, 'rooms'>, streams: readonly string[]) {
    this.link = deps.link
    this.level = deps.level
    this.user = deps.user
    this.commands = deps.commands
    this.#parts = parts
    this.#history = createHistory(parts, this, streams)
    this.#presenceFeed = createPresenceFeed(parts.presence, this)
    const [history, presenceFeed] = [this.#history, this.#presenceFeed]
    this.#requests = createRequests({ parts, client: this, history, presenceFeed, bucket: deps.bucket })
  }

  begin(rooms: readonly Room[]): void {
    const { presence, server, clock } = this.#parts
    // Asked before joining makes it so. Of a thousand who come at once, not each is to have a list made for them.
    const isDue = presence.isDue()
    presence.join(this.user, this.#presenceFeed)
    if (this.level === 1) {
      const facts = { heartbeat: HEARTBEAT_MS, messageLimit: MESSAGE_LIMIT, time: clock.now() }
      this.tell({ type: 'hello', protocol: PROTOCOL_VERSION, server, user: this.user, rooms, ...facts })
    }
    if (!isDue) this.#presenceFeed.sendList()
    if (this.level === 0) this.#history.goLive().catch((error: unknown) => this.fail(error))
  }

  tell(down: Down): void {
    if (down.type === 'error') this.#parts.meter.refused(down.code)
    this.link.send(encodeFrame(down, this.level))
  }

  fail(error: unknown): void {
    this.#parts.log.error('session.failed', { user: this.user.id, error: String(error) })
    this.close(CLOSE.internal, 'internal')
  }

  receiveText(text: string): void {
    this.#receive(() => this.#requests.handle(text))
  }

  receiveBinary(): void {
    this.#receive(() => this.#requests.refuse('bad_frame', null))
  }

  /** What comes after closing began is not served: its answer could no longer be sent. */
  #receive(step: () => void): void {
    if (!this.#isServing) return
    try {
      step()
    } catch (error) {
      this.fail(error)
    }
  }

  close(code: number, reason: string): void {
    this.#isServing = false
    this.link.close(code, reason)
  }

  sendAway(afterMs: number): void {
    if (this.level === 1) this.tell({ type: 'reconnect', afterMs: Math.round(afterMs) })
    this.close(CLOSE.serviceRestart, 'restart')
  }

  end(): void {
    this.#isServing = false
    this.#history.stop()
    this.#parts.presence.leave(this.user, this.#presenceFeed)
  }
}
