import type { ConnectionState } from '../../shared/ipc/contract.ts'
import { CLOSE } from '../../shared/protocol/constants.ts'
import type { Down, Hello } from '../../shared/protocol/down.ts'
import { encodeUp, type Up } from '../../shared/protocol/up.ts'
import type { Clock, Unsubscribe } from '../../shared/std/clock.ts'
import type { Log } from '../../shared/std/log.ts'
import type { Random } from '../../shared/std/random.ts'
import { createEmitter, type Signal } from '../../shared/std/signal.ts'
import { backoffDelay } from './backoff.ts'
import { openLink, type Link } from './link.ts'
import type { OpenSocket, SocketEnd } from './socket.ts'

/** How long a connection must have lasted before the next failure counts as the first again. */
const STABLE_AFTER = 5000

/** A connection that comes back by itself until the server signs us out or it is stopped. */
export interface Connection {
  readonly state: ConnectionState
  readonly states: Signal<ConnectionState>
  /** Each time the server has greeted; `send` works from here until the state changes. */
  readonly greetings: Signal<Hello>
  readonly frames: Signal<Exclude<Down, Hello>>
  start(): void
  /** Tries now instead of at the end of the wait. */
  retry(): void
  /** Hands a command to the socket; false when there is none. True promises nothing about its arrival. */
  send(up: Up): boolean
  /** Ends the present link because the server broke the protocol, and comes back. */
  reject(reason: string): void
  stop(): void
}

export interface ConnectionDeps {
  readonly openSocket: OpenSocket
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
}

export function createConnection(deps: ConnectionDeps, url: string, token: string): Connection {
  const { clock, random, log } = deps
  const states = createEmitter<ConnectionState>()
  const greetings = createEmitter<Hello>()
  const frames = createEmitter<Exclude<Down, Hello>>()
  let state: ConnectionState = { phase: 'connecting', lostAt: null, failures: 0 }
  let failures = 0
  let lostAt: number | null = null
  let greetedAt: number | null = null
  let link: Link | null = null
  let stopWaiting: Unsubscribe | null = null

  const setState = (next: ConnectionState): void => {
    state = next
    states.emit(next)
  }
  const connect = (): void => {
    stopWaiting = null
    setState({ phase: 'connecting', lostAt, failures })
    link = openLink(deps, url, token, { onHello, onDown: frames.emit, onEnd })
  }
  const onHello = (hello: Hello): void => {
    greetedAt = clock.now()
    lostAt = null
    log.info('connection.online')
    setState({ phase: 'online' })
    greetings.emit(hello)
  }
  const onEnd = (end: SocketEnd): void => {
    link = null
    const now = clock.now()
    if (greetedAt !== null) {
      lostAt = now
      if (now - greetedAt >= STABLE_AFTER) failures = 0
      greetedAt = null
    }
    log.info('connection.ended', end.kind === 'closed' ? { code: end.code } : { status: end.status })
    if (isSignedOut(end)) return setState({ phase: 'signed-out' })
    const delay = backoffDelay(failures, random)
    failures++
    stopWaiting = clock.after(delay, connect)
    setState({ phase: 'waiting', retryAt: now + delay, lostAt, failures })
  }

  return {
    get state() {
      return state
    },
    states,
    greetings,
    frames,
    start: connect,
    retry() {
      if (!stopWaiting) return
      stopWaiting()
      connect()
    },
    send(up) {
      if (!link || state.phase !== 'online') return false
      link.send(encodeUp(up))
      return true
    },
    reject(reason) {
      log.warn('connection.rejected', { reason })
      link?.reject()
    },
    stop() {
      stopWaiting?.()
      stopWaiting = null
      link?.close()
      link = null
    }
  }
}

function isSignedOut(end: SocketEnd): boolean {
  return end.kind === 'refused' ? end.status === 401 : end.code === CLOSE.signedOut
}
