import { CLOSE } from '../../shared/protocol/constants.ts'
import { decodeDown, type Down, type Hello } from '../../shared/protocol/down.ts'
import type { Clock, Unsubscribe } from '../../shared/std/clock.ts'
import type { OpenSocket, SocketEnd } from './socket.ts'

const HELLO_TIMEOUT = 10_000
/** Heartbeats without any sign of life after which a socket is dead, whatever the system says. */
const MISSED_HEARTBEATS = 2
/** What a peer gets to answer our goodbye before it is cut off. */
const GOODBYE_TIMEOUT = 1000

export interface LinkEvents {
  /** The server has greeted: only now is there a connection. */
  onHello(hello: Hello): void
  onDown(down: Exclude<Down, Hello>): void
  onEnd(end: SocketEnd): void
}

/** One socket from its opening to its end, seen as typed frames. */
export interface Link {
  send(text: string): void
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

  const socket = openSocket(url, token, {
    onText(text) {
      if (!isEnded && !isRejected) receive(text)
    },
    onActivity: () => (isAlive = true),
    onEnd(end) {
      stopTimer()
      if (isEnded) return
      isEnded = true
      events.onEnd(end)
    }
  })

  stopTimer = clock.after(HELLO_TIMEOUT, () => socket.terminate())

  const receive = (text: string): void => {
    const decoded = decodeDown(text)
    if (!decoded.ok) return reject()
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
    reject,
    close() {
      isEnded = true
      stopTimer()
      socket.close(1000)
    }
  }
}
