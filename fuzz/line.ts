import { EventEmitter } from 'node:events'
import type { Socket as TcpSocket } from 'node:net'
import type { WebSocket } from 'ws'
import type { Socket, SocketEvents } from '../src/main/connection/socket.ts'
import type { Clock } from '../src/shared/std/clock.ts'
import type { Random } from '../src/shared/std/random.ts'
import { createDirection, type Direction, type Weather } from '../src/shared/testkit/network.ts'

/** One WebSocket between a client and the server, on a network that is ours: both ends, and what can happen to it. */
export interface Line {
  /** The client's end. */
  readonly client: Socket
  /** The server's end: what `ws` and the socket below it would be. */
  readonly ws: WebSocket
  readonly socket: TcpSocket
  /** The server has taken it in. */
  open(): void
  /** The server has turned it away. */
  refuse(status: number): void
  /** It breaks; each side hears of it after so many milliseconds, or (null) never by itself. */
  cut(fate: Cut): void
  /** Bytes vanish from now on, and nobody hears of it. */
  silence(way: 'up' | 'down' | 'both'): void
  /** Says once more to the server what the client said last; null: it said nothing. */
  repeat(): void
  /** Says a text to the client as the server would. */
  sayDown(text: string): void
  /** Whether nothing is under way on it. */
  readonly isIdle: boolean
}

export interface Cut {
  /** The share of what is under way that still arrives. */
  readonly arriving: number
  readonly clientHears: number | null
  readonly serverHears: number | null
}

export interface LineDeps {
  readonly clock: Clock
  readonly random: Random
  readonly weather: () => Weather
  readonly events: SocketEvents
  /** Hears of every text that arrives. */
  readonly note: (what: string) => void
}

/** What a close or a ping takes on the wire. */
const CONTROL_BYTES = 8
const HIGH_WATER_MARK = 16 * 1024
/** So long the server waits for the answer to its goodbye. */
const GOODBYE = 1000
const ABNORMAL = 1006

export function createLine(deps: LineDeps): Line {
  const { clock, events, note } = deps
  const up = createDirection(deps)
  const down = createDirection(deps)
  const server = createServerEnd(down, deps)
  let isOpen = false
  let isEnded = false
  let lastUp: string | null = null

  const end = (code: number): void => {
    if (isEnded) return
    isEnded = true
    note(`ends ${code}`)
    events.onEnd(isOpen ? { kind: 'closed', code } : { kind: 'refused', status: 0 })
  }
  const sayUp = (text: string): void => {
    up.send(Buffer.byteLength(text) + CONTROL_BYTES, () => {
      note(`up ${text}`)
      server.hear(text)
    })
  }
  const pong = (): void => up.send(CONTROL_BYTES, () => server.hearControl())
  server.onText = (text) => {
    if (isEnded) return
    note(`down ${text}`)
    events.onActivity()
    events.onText(text)
  }
  server.onPing = () => {
    if (isEnded) return
    events.onActivity()
    pong()
  }
  server.onClose = (code) => {
    up.send(CONTROL_BYTES, () => server.end(code))
    end(code)
  }
  server.onCut = () => {
    down.send(CONTROL_BYTES, () => end(ABNORMAL))
    up.lose(0)
  }
  server.onReading = (isReading) => (isReading ? up.resume() : up.pause())

  return {
    client: {
      send(text) {
        if (isEnded) return
        lastUp = text
        sayUp(text)
      },
      ping() {
        if (isEnded) return
        up.send(CONTROL_BYTES, () => {
          if (server.hearControl()) down.send(CONTROL_BYTES, () => !isEnded && events.onActivity())
        })
      },
      close(code) {
        if (isEnded) return
        up.send(CONTROL_BYTES, () => {
          server.end(code)
          down.send(CONTROL_BYTES, () => end(code))
        })
      },
      terminate() {
        up.send(CONTROL_BYTES, () => server.end(ABNORMAL))
        clock.after(0, () => end(ABNORMAL))
      }
    },
    ws: server.ws,
    socket: server.socket,
    open() {
      down.send(CONTROL_BYTES, () => {
        if (isEnded) return
        isOpen = true
        events.onOpen()
      })
    },
    refuse(status) {
      down.send(CONTROL_BYTES, () => {
        if (isEnded) return
        isEnded = true
        events.onEnd({ kind: 'refused', status })
      })
    },
    cut({ arriving, clientHears, serverHears }) {
      up.lose(arriving)
      down.lose(arriving)
      if (clientHears !== null) clock.after(clientHears, () => end(ABNORMAL))
      if (serverHears !== null) clock.after(serverHears, () => server.end(ABNORMAL))
    },
    silence(way) {
      if (way !== 'down') up.lose(0)
      if (way !== 'up') down.lose(0)
    },
    repeat() {
      if (lastUp !== null && !isEnded) sayUp(lastUp)
    },
    sayDown: (text) => down.send(Buffer.byteLength(text) + CONTROL_BYTES, () => server.onText(text)),
    get isIdle() {
      return up.underWay + down.underWay === 0
    }
  }
}

interface ServerEnd {
  readonly ws: WebSocket
  readonly socket: TcpSocket
  hear(text: string): void
  /** False: there is nobody any more. */
  hearControl(): boolean
  end(code: number): void
  isEnded(): boolean
  onText: (text: string) => void
  onPing: () => void
  onClose: (code: number) => void
  onCut: () => void
  onReading: (isReading: boolean) => void
}

/** The part of `ws` and of its socket that the server's sessions use. */
function createServerEnd(down: Direction, { clock }: LineDeps): ServerEnd {
  const OPEN = 1
  const CLOSING = 2
  const CLOSED = 3
  let isDrainDue = false
  const ignore = (): void => undefined

  const socket = Object.assign(new EventEmitter(), {
    writable: true,
    writableHighWaterMark: HIGH_WATER_MARK,
    bytesRead: 0,
    bytesWritten: 0,
    writableLength: 0,
    cork: ignore,
    uncork: ignore,
    write(bytes: Buffer) {
      socket.bytesWritten += bytes.length
      socket.writableLength += bytes.length
      isDrainDue ||= socket.writableLength >= HIGH_WATER_MARK
      for (const { text, size } of textsIn(bytes)) {
        down.send(size, () => {
          taken(size)
          serverEnd.onText(text)
        })
      }
    }
  })
  const taken = (size: number): void => {
    socket.writableLength -= size
    if (socket.writableLength > 0 || !isDrainDue) return
    isDrainDue = false
    socket.emit('drain')
  }
  const end = (code: number): void => {
    if (ws.readyState === CLOSED) return
    ws.readyState = CLOSED
    socket.writable = false
    socket.emit('close')
    ws.emit('close', code)
  }
  const ws = Object.assign(new EventEmitter(), {
    OPEN,
    readyState: OPEN,
    isPaused: false,
    pause() {
      ws.isPaused = true
      serverEnd.onReading(false)
    },
    resume() {
      ws.isPaused = false
      serverEnd.onReading(true)
    },
    ping() {
      socket.bytesWritten += CONTROL_BYTES
      down.send(CONTROL_BYTES, () => serverEnd.onPing())
    },
    close(code: number) {
      if (ws.readyState !== OPEN) return
      ws.readyState = CLOSING
      down.send(CONTROL_BYTES, () => serverEnd.onClose(code))
      clock.after(GOODBYE, () => end(ABNORMAL))
    },
    terminate() {
      if (ws.readyState !== CLOSED) serverEnd.onCut()
      clock.after(0, () => end(ABNORMAL))
    }
  })
  const serverEnd: ServerEnd = {
    ws: ws as unknown as WebSocket,
    socket: socket as unknown as TcpSocket,
    hear(text) {
      if (ws.readyState === CLOSED) return
      socket.bytesRead += Buffer.byteLength(text)
      ws.emit('message', Buffer.from(text), false)
    },
    hearControl() {
      socket.bytesRead += CONTROL_BYTES
      return ws.readyState !== CLOSED
    },
    end,
    isEnded: () => ws.readyState === CLOSED,
    onText: ignore,
    onPing: ignore,
    onClose: ignore,
    onCut: ignore,
    onReading: ignore
  }
  return serverEnd
}

/** The text frames in what a server wrote: whole, final and unmasked ones, as it writes them. */
function* textsIn(bytes: Buffer): Generator<{ text: string; size: number }> {
  for (let at = 0; at < bytes.length;) {
    const short = bytes.readUInt8(at + 1)
    const header = short < 126 ? 2 : short === 126 ? 4 : 10
    const length =
      header === 2 ? short : header === 4 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2))
    const size = header + length
    yield { text: bytes.toString('utf8', at + header, at + size), size }
    at += size
  }
}
