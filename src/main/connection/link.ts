import { CLOSE } from '../../shared/protocol/constants.ts'
import { parseFrame, type WireFrame } from '../../shared/protocol/wire.ts'
import type { Clock, Unsubscribe } from '../../shared/std/clock.ts'
import type { Result } from '../../shared/std/result.ts'
import type { Dialect, Frame, Greeting, Opening, Spoken } from './dialect.ts'
import type { OpenSocket, SocketEnd } from './socket.ts'

/** For the server's greeting; where it never greets, for the socket's opening. */
const GREETING_TIMEOUT = 10_000
/** Heartbeats without any sign of life after which a socket is dead, whatever the system says. */
const MISSED_HEARTBEATS = 2
/** What a peer gets to answer our goodbye before it is cut off. */
const GOODBYE_TIMEOUT = 1000

/** What a link that was asked for a sign of life gets to give one. */
const PROBE_TIMEOUT = 5000

/** Why a link ended; `too-new`: the server greeted in a later protocol. */
export type LinkEnd = SocketEnd | { readonly kind: 'too-new' }

export interface LinkEvents {
  /** Every frame as it came, before anything is made of it. `length`: in UTF-16 units. */
  onParsed(parsed: Result<WireFrame, 'bad_frame'>, length: number): void
  /** The server has greeted, or counts as having done so: only now is there a connection. */
  onGreeting(greeting: Greeting): void
  onFrame(frame: Frame): void
  /** The server will end the link, and wants us back after so long. */
  onSentAway(afterMs: number): void
  /** The link has lasted as long as one may: it is to be closed, and another opened. */
  onOld(): void
  onEnd(end: LinkEnd): void
}

/** One socket from its opening to its end, seen as typed frames. */
export interface Link {
  send(text: string): void
  /** Looks whether the other side is still there, and ends it soon when not. */
  probe(): void
  /** Ends it because the other side broke the protocol; nothing it says after is heard. */
  reject(): void
  /** Ends it at our own wish; `onEnd` is not called any more. */
  close(): void
}

export interface LinkDeps {
  readonly openSocket: OpenSocket
  readonly clock: Clock
  readonly dialect: Dialect
}

/** Opens a socket, waits for the greeting, and ends it when it goes silent or, where that tells, speaks nonsense. */
export function openLink(
  { openSocket, clock, dialect }: LinkDeps,
  opening: Opening,
  events: LinkEvents
): Link {
  const { unspoken, longestLink } = dialect
  const openedAt = clock.now()
  let isGreeted = false
  let isRejected = false
  let isEnded = false
  let isAlive = true
  let stopTimer: Unsubscribe = () => undefined
  let stopProbe: Unsubscribe = () => undefined

  const socket = openSocket(opening, {
    onOpen() {
      if (!unspoken || isEnded || isRejected) return
      stopTimer()
      stopTimer = clock.after(unspoken.after, () => greet(unspoken.greeting(), unspoken.heartbeat))
    },
    onText(text) {
      if (!isEnded && !isRejected) receive(text)
    },
    onActivity() {
      isAlive = true
      stopProbe()
    },
    onEnd: (reason) => finish(reason)
  })
  const finish = (end: LinkEnd): void => {
    stopTimer()
    stopProbe()
    if (isEnded) return
    isEnded = true
    events.onEnd(end)
  }

  stopTimer = clock.after(GREETING_TIMEOUT, () => socket.terminate())

  const receive = (text: string): void => {
    const parsed = parseFrame(text)
    events.onParsed(parsed, text.length)
    const read = parsed.ok ? dialect.read(parsed.value) : parsed
    if (read.ok) return unspoken ? hearUngreeted(read.value) : hear(read.value)
    if (read.code === 'too_new') {
      socket.close(1000)
      return finish({ kind: 'too-new' })
    }
    // A server that keeps to no schema may say nonsense now and then, and is a server all the same.
    if (!unspoken) reject()
  }
  const hear = (spoken: Spoken): void => {
    if (spoken === null) return
    if ((spoken.type === 'greeting') === isGreeted) return reject()
    if (spoken.type === 'greeting') greet(spoken.greeting, spoken.heartbeat)
    else if (spoken.type === 'reconnect') events.onSentAway(spoken.afterMs)
    else events.onFrame(spoken.frame)
  }
  /** An open socket proves nothing; whatever is said on it does, even what this program does not know. */
  const hearUngreeted = (spoken: Spoken): void => {
    if (!isGreeted && unspoken) greet(unspoken.greeting(), unspoken.heartbeat)
    // Whoever heard the greeting may have ended the link.
    if (spoken?.type === 'frame' && !isEnded && !isRejected) events.onFrame(spoken.frame)
  }
  const greet = (greeting: Greeting, heartbeat: number): void => {
    isGreeted = true
    stopTimer()
    watch(heartbeat)
    events.onGreeting(greeting)
  }
  /** Counts beats, not time: a clock that is set back must not make a dead socket live. */
  const watch = (heartbeat: number, missed = 0): void => {
    isAlive = false
    stopTimer = clock.after(heartbeat, () => {
      if (isOld()) return events.onOld()
      const missedNow = isAlive ? 0 : missed + 1
      if (missedNow >= MISSED_HEARTBEATS) return socket.terminate()
      socket.ping()
      watch(heartbeat, missedNow)
    })
  }
  /** By the clock on the wall, not by a timer: that stands still while the computer sleeps. */
  const isOld = (): boolean => longestLink !== null && clock.now() - openedAt >= longestLink
  const reject = (): void => {
    isRejected = true
    stopTimer()
    socket.close(CLOSE.protocolError)
    stopTimer = clock.after(GOODBYE_TIMEOUT, () => socket.terminate())
  }

  return {
    send: (text) => socket.send(text),
    probe() {
      if (isOld()) return events.onOld()
      stopProbe()
      socket.ping()
      stopProbe = clock.after(PROBE_TIMEOUT, () => socket.terminate())
    },
    reject,
    close() {
      isEnded = true
      stopTimer()
      stopProbe()
      socket.close(1000)
    }
  }
}
