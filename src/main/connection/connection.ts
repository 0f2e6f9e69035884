import type { ConnectionState } from '../../shared/ipc/contract.ts'
import type { Capabilities } from '../../shared/model/capabilities.ts'
import type { HeardMessage } from '../../shared/protocol/unnumbered.ts'
import type { Up } from '../../shared/protocol/up.ts'
import { parseFrame } from '../../shared/protocol/wire.ts'
import type { Clock, Unsubscribe } from '../../shared/std/clock.ts'
import type { Log } from '../../shared/std/log.ts'
import type { Random } from '../../shared/std/random.ts'
import type { Result } from '../../shared/std/result.ts'
import { createEmitter, type Signal } from '../../shared/std/signal.ts'
import { backoffDelay } from './backoff.ts'
import type { Dialect, Frame, Greeting, HistoryProblem, Opening } from './dialect.ts'
import { openLink, type Link, type LinkEnd, type LinkEvents } from './link.ts'
import { redactFrame } from './redact.ts'
import type { OpenSocket } from './socket.ts'

/** What was told of a frame, or of the connection itself, to whoever looks for a fault. */
export interface Trace {
  readonly direction: 'up' | 'down' | 'state'
  readonly facts: Readonly<Record<string, string | number | boolean | null>>
}

/** Asks for the session's secret, each time anew. locked: its keyring is. none: there is no session any more. */
export type AskToken = () => Promise<Result<string, 'locked' | 'none'>>

/** How long a connection must have lasted before the next failure counts as the first again. */
const STABLE_AFTER = 5000

/** A connection that comes back by itself until the server signs us out or it is stopped. */
export interface Connection {
  readonly capabilities: Capabilities
  readonly state: ConnectionState
  readonly states: Signal<ConnectionState>
  /** Each time the server has greeted; `send` works from here until the state changes. */
  readonly greetings: Signal<Greeting>
  readonly frames: Signal<Frame>
  start(): void
  /** Tries now instead of at the end of the wait; of a connection that is there, looks whether it still lives. */
  retry(): void
  /**
   * Hands a command to the socket; false when there is none, or the server knows no such command. True promises
   * nothing about its arrival.
   */
  send(up: Up): boolean
  /** The newest messages below an id (null: of all); where the server's capabilities name pages of history. */
  page(before: number | null): Promise<Result<readonly HeardMessage[], HistoryProblem>>
  /** Ends the present link because the server broke the protocol, and comes back. */
  reject(reason: string): void
  /** Puts a new link in the place of the present one at once: nothing failed, but it is no longer to be relied on. */
  renew(reason: string): void
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

export function createConnection(deps: ConnectionDeps, dialect: Dialect): Connection {
  const { openSocket, clock, random, log, trace } = deps
  const states = createEmitter<ConnectionState>()
  const greetings = createEmitter<Greeting>()
  const frames = createEmitter<Frame>()
  let state: ConnectionState = { phase: 'connecting', lostAt: null, failures: 0 }
  let failures = 0
  let lostAt: number | null = null
  let greetedAt: number | null = null
  /** Milliseconds; null: the server did not say when it wants us back. */
  let returnAfter: number | null = null
  let link: Link | null = null
  let stopWaiting: Unsubscribe | null = null
  /** Counts what was begun, so that an answer that comes too late begins nothing. */
  let attempt = 0

  const setState = (next: ConnectionState): void => {
    state = next
    trace({ direction: 'state', facts: { ...next } })
    states.emit(next)
  }
  const connect = (): void => {
    stopWaiting = null
    returnAfter = null
    const own = ++attempt
    setState({ phase: 'connecting', lostAt, failures })
    void dialect.open().then((opening) => {
      if (own !== attempt) return
      if (opening.ok) return open(opening.value)
      if (opening.code === 'unreachable') return wait()
      setState({ phase: opening.code === 'locked' ? 'locked' : 'signed-out' })
    })
  }
  const open = (opening: Opening): void => {
    const onParsed: LinkEvents['onParsed'] = (parsed, length) =>
      trace({ direction: 'down', facts: redactFrame(parsed, length) })
    const onOld = (): void => renew('old')
    const onSentAway = (afterMs: number): void => void (returnAfter = afterMs)
    const events = { onParsed, onGreeting, onFrame: frames.emit, onSentAway, onOld, onEnd }
    link = openLink({ openSocket, clock, dialect }, opening, events)
  }
  const onGreeting = (greeting: Greeting): void => {
    greetedAt = clock.now()
    lostAt = null
    log.info('connection.online')
    setState({ phase: 'online' })
    greetings.emit(greeting)
  }
  /** There is no link any more. What comes next is not known yet, but nothing can be sent. */
  const leave = (): void => {
    link = null
    if (greetedAt === null) return
    lostAt = clock.now()
    if (lostAt - greetedAt >= STABLE_AFTER) failures = 0
    greetedAt = null
  }
  const onEnd = (end: LinkEnd): void => {
    leave()
    log.info('connection.ended', { ...end })
    trace({ direction: 'state', facts: { ...end } })
    // 426: the server would not even greet who speaks so old a protocol. Only one that greets can mean that.
    const isOutdated = end.kind === 'refused' && end.status === 426 && !dialect.unspoken
    if (end.kind === 'too-new' || isOutdated) return setState({ phase: 'outdated' })
    const own = ++attempt
    if (state.phase === 'online') setState({ phase: 'connecting', lostAt, failures })
    void dialect.isSignedOut(end).then((isSignedOut) => {
      if (own !== attempt) return
      if (isSignedOut) setState({ phase: 'signed-out' })
      else wait()
    })
  }
  const wait = (): void => {
    const delay = returnAfter ?? backoffDelay(failures, random)
    // A stop that was announced is no failure: the first try after it is the first.
    if (returnAfter === null) failures++
    stopWaiting = clock.after(delay, connect)
    setState({ phase: 'waiting', retryAt: clock.now() + delay, lostAt, failures })
  }
  const renew = (reason: string): void => {
    if (!link || state.phase !== 'online') return
    log.info('connection.renewed', { reason })
    link.close()
    leave()
    connect()
  }

  return {
    capabilities: dialect.capabilities,
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
      const text = dialect.encode(up)
      if (!link || state.phase !== 'online' || text === null) return false
      trace({ direction: 'up', facts: redactFrame(parseFrame(text), text.length) })
      link.send(text)
      return true
    },
    page: dialect.page,
    reject(reason) {
      log.warn('connection.rejected', { reason })
      // The reason may quote the server.
      trace({ direction: 'state', facts: { rejected: true } })
      link?.reject()
    },
    renew,
    stop() {
      attempt++
      stopWaiting?.()
      stopWaiting = null
      link?.close()
      link = null
    }
  }
}
