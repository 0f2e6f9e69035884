import type { Room } from '../../shared/model/room.ts'
import type { User } from '../../shared/model/user.ts'
import { CLOSE, MESSAGE_LIMIT, PROTOCOL_VERSION } from '../../shared/protocol/constants.ts'
import type { Down } from '../../shared/protocol/down.ts'
import type { Clock } from '../../shared/std/clock.ts'
import type { Log } from '../../shared/std/log.ts'
import { encodeFrame, type Level } from '../fanout/frames.ts'
import type { Hub } from '../fanout/hub.ts'
import type { Presence } from '../fanout/presence.ts'
import type { Limits } from '../limits.ts'
import type { Meter } from '../meter.ts'
import { readableStreams } from '../rooms/reading.ts'
import type { GroupCommit } from '../store/group-commit.ts'
import type { StreamReader, UnreadReader } from '../store/store.ts'
import { createHistory } from './history.ts'
import type { Link } from './link.ts'
import { createPresenceFeed } from './presence-feed.ts'
import { HEARTBEAT_MS } from './pulse.ts'
import { createRequests } from './requests.ts'
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

/** What every session of a server works with. */
export interface SessionParts {
  readonly server: { readonly name: string; readonly epoch: string }
  readonly commits: GroupCommit
  readonly reader: StreamReader & UnreadReader
  readonly hub: Hub
  readonly presence: Presence
  readonly limits: Limits
  readonly meter: Meter
  readonly clock: Clock
  readonly log: Log
  /** Names the messages of clients that name none. */
  readonly newClientId: () => string
}

export interface SessionDeps {
  readonly link: Link
  readonly level: Level
  readonly user: User
  /** The rooms that this user is in. */
  readonly rooms: readonly Room[]
  /** The commands of all connections of this user. */
  readonly commands: TokenBucket
}

/** Greets the client and serves it until `end`. */
export function createSession(parts: SessionParts, deps: SessionDeps): Session {
  const { presence, server, meter } = parts
  const { link, level, user, rooms, commands } = deps
  const tell = (down: Down): void => {
    if (down.type === 'error') meter.refused(down.code)
    link.send(encodeFrame(down, level))
  }
  const own = { link, level, tell, onError: fall }
  const history = createHistory({
    ...parts,
    ...own,
    userId: user.id,
    streams: readableStreams(rooms, user.id)
  })
  const onlyPresenceChanges = (): void => presenceFeed.onlyChanges()
  const asking = { userId: user.id, commands, history, onlyPresenceChanges }
  const requests = createRequests({ ...parts, ...own, ...asking })
  let isServing = true

  /** Something of ours broke: this client comes back and resumes, the others do not notice. */
  function fall(error: unknown): void {
    parts.log.error('session.failed', { user: user.id, error: String(error) })
    close(CLOSE.internal, 'internal')
  }

  function close(code: number, reason: string): void {
    isServing = false
    link.close(code, reason)
  }

  /** What comes after closing began is not served: its answer could no longer be sent. */
  function receive(step: () => void): void {
    if (!isServing) return
    try {
      step()
    } catch (error) {
      fall(error)
    }
  }

  // Asked before joining makes it so.
  const isDue = presence.isDue()
  const leave = presence.join(user)
  if (level === 1) {
    const limits = { heartbeat: HEARTBEAT_MS, messageLimit: MESSAGE_LIMIT }
    tell({ type: 'hello', protocol: PROTOCOL_VERSION, server, user, rooms, ...limits })
  }
  const presenceFeed = createPresenceFeed({ presence, link, level, isDue })
  if (level === 0) history.goLive().catch(fall)

  return {
    receiveText: (text) => receive(() => requests.handle(text)),
    receiveBinary: () => receive(() => requests.refuse('bad_frame', null)),
    close,
    sendAway(afterMs) {
      if (level === 1) tell({ type: 'reconnect', afterMs: Math.round(afterMs) })
      close(CLOSE.serviceRestart, 'restart')
    },
    end() {
      isServing = false
      history.stop()
      presenceFeed.stop()
      leave()
    }
  }
}
