import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import type { Room } from '../../shared/model/room.ts'
import { CLOSE } from '../../shared/protocol/constants.ts'
import type { Random } from '../../shared/std/random.ts'
import { createEndOfTurn } from '../end-of-turn.ts'
import type { Level } from '../fanout/frames.ts'
import type { Identity } from '../store/store.ts'
import type { SessionParts } from './client.ts'
import { BYTE_BUDGET, createLink } from './link.ts'
import { createPulse, HEARTBEAT_MS, type Pulse } from './pulse.ts'
import { createSession, type Session } from './session.ts'
import { createShares } from './shares.ts'
import { createTokenBucket } from './token-bucket.ts'

/** Everyone who is connected to this process. */
export interface Sessions {
  open(connection: Connection): void
  /** Closes every connection that came with a token. */
  revoke(tokenId: number): void
  /** Has every connection of a user come back: what `hello` says of them is not true any more. */
  renew(userId: number): void
  /** From now on nothing that clients send is served; what they asked before still is. */
  deafen(): void
  /** Tells everyone that the server stops; resolves when they are gone. */
  closeAll(): Promise<void>
}

export interface SessionsDeps extends SessionParts {
  readonly random: Random
}

/** A connection whose other side is known. */
export interface Connection {
  readonly ws: WebSocket
  readonly socket: Socket
  readonly level: Level
  readonly identity: Identity
  readonly rooms: readonly Room[]
  /** Where it comes from, as limits see it. */
  readonly address: string
}

interface Open {
  readonly session: Session
  readonly pulse: Pulse
  readonly tokenId: number
  /** What the log says of it. */
  readonly facts: {
    readonly session: number
    readonly user: number
    readonly protocol: Level
    readonly address: string
  }
}

/** So long a restart takes at least: who comes back earlier finds nobody. */
const AWAY_MS = 1000
/** A server that starts lets in so many without keeping those who are in waiting. */
const RETURNS_PER_MS = 1
const SHORTEST_SPREAD_MS = 1000

export function createSessions({ random, ...parts }: SessionsDeps): Sessions {
  const { clock, log, limits, meter } = parts
  const shares = createShares(limits, clock)
  const bucket = { perSecond: limits.commandsPerSecond, burst: limits.commandsInABurst, clock }
  const open = new Map<WebSocket, Open>()
  const atEndOfTurn = createEndOfTurn()
  // A token may be revoked between the look at it and the opening: it must not slip through.
  const revoked = new Set<number>()
  let isDeaf = false
  /** Names connections in the log. */
  let count = 0
  let nobodyIsLeft = (): void => undefined
  let stopBeating = clock.after(HEARTBEAT_MS, beat)

  function beat(): void {
    stopBeating = clock.after(HEARTBEAT_MS, beat)
    for (const { pulse } of open.values()) pulse.beat()
    shares.sweep()
  }

  // The listeners are the same for all connections: closures for each would be a tenth of what it takes.

  function onError(error: Error): void {
    log.warn('session.socket_error', { error: error.message })
  }

  /** One Buffer, because that is what `binaryType` asks for unless told otherwise. */
  function onMessage(this: WebSocket, data: Buffer, isBinary: boolean): void {
    if (isDeaf) return
    const session = open.get(this)?.session
    if (isBinary) session?.receiveBinary()
    else session?.receiveText(data.toString())
  }

  function onClose(this: WebSocket, code: number): void {
    const entry = open.get(this)
    if (!entry) return
    const { session, facts } = entry
    log.info('session.closed', { ...facts, code })
    open.delete(this)
    shares.giveBack(facts.user, facts.address)
    meter.disconnected(facts.protocol)
    session.end()
    if (open.size === 0) nobodyIsLeft()
  }

  return {
    open({ ws, socket, level, identity, rooms, address }) {
      // `ws` closes the connection by itself after an error, such as a frame that is too long. This comes first: even
      // one that is turned away may send such a frame, and an error that nobody hears ends the process.
      ws.on('error', onError)
      // It was let in a moment before the stop began: it comes back.
      if (isDeaf) return ws.terminate()
      if (revoked.has(identity.tokenId)) return ws.close(CLOSE.signedOut, 'signed out')
      const { user, tokenId } = identity
      const commands = shares.take(user.id, address)
      if (!commands) {
        meter.refused('too_many_connections')
        return ws.close(CLOSE.tryAgainLater, 'too many connections')
      }
      const link = createLink({ ws, socket, budget: BYTE_BUDGET, atEndOfTurn })
      const asking = { bucket: createTokenBucket(bucket), commands }
      const session = createSession(parts, { link, level, user, rooms, ...asking })
      meter.connected(level)
      const facts = { session: ++count, user: user.id, protocol: level, address }
      log.info('session.opened', facts)
      open.set(ws, { session, pulse: createPulse(link), tokenId, facts })
      ws.on('message', onMessage).on('close', onClose)
    },
    revoke(tokenId) {
      revoked.add(tokenId)
      for (const entry of open.values()) {
        if (entry.tokenId === tokenId) entry.session.close(CLOSE.signedOut, 'signed out')
      }
    },
    renew(userId) {
      for (const entry of open.values()) {
        // The one code at which every client, of level 0 too, comes back by itself and soon.
        if (entry.facts.user === userId) entry.session.close(CLOSE.serviceRestart, 'rights changed')
      }
    },
    deafen() {
      isDeaf = true
    },
    async closeAll() {
      stopBeating()
      if (open.size === 0) return
      const allGone = new Promise<void>((resolve) => (nobodyIsLeft = resolve))
      const span = Math.max(SHORTEST_SPREAD_MS, open.size / RETURNS_PER_MS)
      for (const { session } of open.values()) session.sendAway(AWAY_MS + random() * span)
      await allGone
    }
  }
}
