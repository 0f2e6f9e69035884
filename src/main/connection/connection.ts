import type { ConnectionState } from '../../shared/ipc/contract.ts'
import { CLOSE } from '../../shared/protocol/constants.ts'
import type { Down, Hello } from '../../shared/protocol/down.ts'
import { encodeUp, type Up } from '../../shared/protocol/up.ts'
import type { Clock, Unsubscribe } from '../../shared/std/clock.ts'
import type { Log } from '../../shared/std/log.ts'
import type { Random } from '../../shared/std/random.ts'
import type { Result } from '../../shared/std/result.ts'
import { createEmitter, type Signal } from '../../shared/std/signal.ts'
import { backoffDelay } from './backoff.ts'
import { openLink, type Link, type LinkEnd } from './link.ts'
import { redactFrame } from './redact.ts'
import type { OpenSocket } from './socket.ts'

/** What was told of a frame, or of the connection itself, to whoever looks for a fault. */
export interface Trace {
  readonly direction: 'up' | 'down' | 'state'
  readonly facts: Readonly<Record<string, string | number | boolean | null>>
}

/** Asks for the session's token, each time anew. locked: its keyring is. none: there is no session any more. */
export type AskToken = () => Promise<Result<string, 'locked' | 'none'>>

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
  /** Tries now instead of at the end of the wait; of a connection that is there, looks whether it still lives. */
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
  /** Hears of every frame, redacted, and of every state. */
  readonly trace: (trace: Trace) => void
}

export function createConnection(deps: ConnectionDeps, url: string, askToken: AskToken): Connection {
  const { clock, random, log, trace } = deps
  const states = createEmitter<ConnectionState>()
  const greetings = createEmitter<Hello>()
  const frames = createEmitter<Exclude<Down, Hello>>()
  let state: ConnectionState = { phase: 'connecting', lostAt: null, failures: 0 }
  let failures = 0
  let lostAt: number | null = null
  let greetedAt: number | null = null
  let link: Link | null = null
  let stopWaiting: Unsubscribe | null = null
  /** Counts what was begun, so that a token that comes too late begins nothing. */
  let attempt = 0

  const setState = (next: ConnectionState): void => {
    state = next
    trace({ direction: 'state', facts: { ...next } })
    states.emit(next)
  }
  const connect = (): void => {
    stopWaiting = null
    const own = ++attempt
    setState({ phase: 'connecting', lostAt, failures })
    void askToken().then((token) => {
      if (own !== attempt) return
      if (token.ok) open(token.value)
      else setState({ phase: token.code === 'locked' ? 'locked' : 'signed-out' })
    })
  }
  const open = (token: string): void => {
    const onText = (text: string): void => trace({ direction: 'down', facts: redactFrame(text) })
    link = openLink(deps, url, token, { onText, onHello, onDown: frames.emit, onEnd })
  }
  const onHello = (hello: Hello): void => {
    greetedAt = clock.now()
    lostAt = null
    log.info('connection.online')
    setState({ phase: 'online' })
    greetings.emit(hello)
  }
  const onEnd = (end: LinkEnd): void => {
    link = null
    const now = clock.now()
    if (greetedAt !== null) {
      lostAt = now
      if (now - greetedAt >= STABLE_AFTER) failures = 0
      greetedAt = null
    }
    log.info('connection.ended', { ...end })
    trace({ direction: 'state', facts: { ...end } })
    if (isOutdated(end)) return setState({ phase: 'outdated' })
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
      if (state.phase === 'online') return link?.probe()
      if (state.phase === 'connecting' || state.phase === 'signed-out') return
      stopWaiting?.()
      connect()
    },
    send(up) {
      if (!link || state.phase !== 'online') return false
      const text = encodeUp(up)
      trace({ direction: 'up', facts: redactFrame(text) })
      link.send(text)
      return true
    },
    reject(reason) {
      log.warn('connection.rejected', { reason })
      link?.reject()
    },
    stop() {
      attempt++
      stopWaiting?.()
      stopWaiting = null
      link?.close()
      link = null
    }
  }
}

function isSignedOut(end: LinkEnd): boolean {
  return end.kind === 'refused' ? end.status === 401 : end.kind === 'closed' && end.code === CLOSE.signedOut
}

/** 426: the server would not even greet who speaks so old a protocol. */
function isOutdated(end: LinkEnd): boolean {
  return end.kind === 'too-new' || (end.kind === 'refused' && end.status === 426)
}
