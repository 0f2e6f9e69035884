import { CLOSE } from '../../shared/protocol/constants.ts'
import { decodeDown, type Down, type Hello } from '../../shared/protocol/down.ts'
import type { Clock, Unsubscribe } from '../../shared/std/clock.ts'
import type { OpenSocket, SocketEnd } from './socket.ts'

const HELLO_TIMEOUT = 10_000
/** Heartbeats without any sign of life after which a socket is dead, whatever the system says. */
const MISSED_HEARTBEATS = 2
/** What a peer gets to answer our goodbye before it is cut off. */
const GOODBYE_TIMEOUT = 1000

/** What a link that was asked for a sign of life gets to give one. */
const PROBE_TIMEOUT = 5000

/** Why a link ended; `too-new`: the server greeted in a later protocol. */
export type LinkEnd = SocketEnd | { readonly kind: 'too-new' }

export interface LinkEvents {
  /** Every frame as it came, before anything is made of it. */
  onText(text: string): void
  /** The server has greeted: only now is there a connection. */
  onHello(hello: Hello): void
  onDown(down: Exclude<Down, Hello>): void
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
}

/** Opens a socket, waits for `hello`, and ends it when it goes silent or speaks nonsense. */
export function openLink(
  { openSocket, clock }: LinkDeps,
  url: string,
  token: string,
  events: LinkEvents
): Link {
  let isGreeted = false
  let isRejected = false
  let isEnded = false
  let isAlive = true
  let stopTimer: Unsubscribe = () => undefined
  let stopProbe: Unsubscribe = () => undefined

  const socket = openSocket(url, token, {
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

  stopTimer = clock.after(HELLO_TIMEOUT, () => socket.terminate())

  const receive = (text: string): void => {
    events.onText(text)
    const decoded = decodeDown(text)
    if (!decoded.ok) {
      if (decoded.code === 'bad_frame') return reject()
      socket.close(1000)
      return finish({ kind: 'too-new' })
    }
    const down = decoded.value
    if (down === null) return
    if (down.type !== 'hello') return isGreeted ? events.onDown(down) : reject()
    if (isGreeted) return reject()
    isGreeted = true
    stopTimer()
    watch(down.heartbeat)
    events.onHello(down)
  }
  /** Counts beats, not time: a clock that is set back must not make a dead socket live. */
  const watch = (heartbeat: number, missed = 0): void => {
    isAlive = false
    stopTimer = clock.after(heartbeat, () => {
      const missedNow = isAlive ? 0 : missed + 1
      if (missedNow >= MISSED_HEARTBEATS) return socket.terminate()
      socket.ping()
      watch(heartbeat, missedNow)
    })
  }
  const reject = (): void => {
    isRejected = true
    stopTimer()
    socket.close(CLOSE.protocolError)
    stopTimer = clock.after(GOODBYE_TIMEOUT, () => socket.terminate())
  }

  return {
    send: (text) => socket.send(text),
    probe() {
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
