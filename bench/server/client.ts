import { connect, type Socket } from 'node:net'
import { SOCKET_PATH } from '../../src/shared/protocol/constants.ts'
import { createFrameWalk } from './frame-walk.ts'

/** One client of a server: a socket, a handshake made by hand, and a walk over what comes. */
export interface Client {
  /** The number of the last message that came. */
  readonly last: number
  /** Messages that came next after the one before them; and those that did not. */
  readonly inOrder: number
  readonly outOfOrder: number
  readonly bytes: number
  /** From the next message on its number is one greater than this. */
  startAt(seq: number): void
  /** Whole masked frames. */
  write(frames: Buffer): void
  end(): void
}

export interface ClientOptions {
  readonly port: number
  readonly token: string
  /** What it says first. */
  readonly greeting: Buffer | null
  /** The last message that it has had. */
  readonly position: number
  /** The handshake is done. */
  readonly onOpen: () => void
  readonly onMessage: (seq: number) => void
  readonly onOther: (initials: string) => void
  readonly onClose: (reason: string) => void
}

/** Shared by all sockets of the process: what is read is walked over before anything else is read. */
const readBuffer = Buffer.allocUnsafe(256 * 1024)
const HEAD_END = '\r\n\r\n'

export function openClient(options: ClientOptions): Client {
  const { port, token, greeting, position, onOpen, onMessage, onOther, onClose } = options
  const client = { last: position, inOrder: 0, outOfOrder: 0, bytes: 0, startAt, write, end }
  let head: string | null = ''
  let problem = ''

  const walk = createFrameWalk({
    message(seq) {
      if (seq === client.last + 1) client.inOrder++
      else client.outOfOrder++
      client.last = seq
      onMessage(seq)
    },
    other: onOther,
    ping: () => write(PONG)
  })

  function read(length: number, bytes: Buffer): boolean {
    client.bytes += length
    if (head === null) walk(bytes, length)
    else readHead(bytes, length)
    return true
  }

  /** The server's answer to the upgrade, and what may come in one piece with it. */
  function readHead(bytes: Buffer, length: number): void {
    const before = head?.length ?? 0
    const text = (head ?? '') + bytes.toString('latin1', 0, length)
    const end = text.indexOf(HEAD_END)
    head = end < 0 ? text : null
    if (end < 0) return
    if (!text.startsWith('HTTP/1.1 101 ')) return fail(text.slice(0, text.indexOf('\r\n')))
    if (greeting) write(greeting)
    onOpen()
    const rest = end + HEAD_END.length - before
    walk(bytes.subarray(rest), length - rest)
  }

  function fail(why: string): void {
    problem = why
    socket.destroy()
  }

  const onread = {
    buffer: readBuffer,
    callback: (length: number, bytes: Uint8Array) => read(length, bytes as Buffer)
  }
  const socket: Socket = connect({ host: '127.0.0.1', port, noDelay: true, onread })
  socket.on('connect', () => socket.write(upgradeRequest(port, token)))
  socket.on('error', (error) => (problem ||= error.message))
  socket.on('close', () => onClose(problem))

  function startAt(seq: number): void {
    client.last = seq
  }

  function write(frames: Buffer): void {
    socket.write(frames)
  }

  function end(): void {
    socket.destroy()
  }
  return client
}

function upgradeRequest(port: number, token: string): string {
  return [
    `GET ${SOCKET_PATH} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    `Authorization: Bearer ${token}`,
    HEAD_END.slice(2)
  ].join('\r\n')
}

const PONG = Buffer.from([0x8a, 0x80, 0, 0, 0, 0])

/** Text frames as a client sends them: masked, with a mask that changes nothing (RFC 6455, 5.3 asks for one). */
export function maskedFrames(texts: readonly string[]): Buffer {
  return Buffer.concat(texts.flatMap((text) => [maskedHeader(Buffer.byteLength(text)), Buffer.from(text)]))
}

function maskedHeader(length: number): Buffer {
  if (length < 126) return Buffer.from([0x81, 0x80 | length, 0, 0, 0, 0])
  return Buffer.from([0x81, 0xfe, length >> 8, length & 0xff, 0, 0, 0, 0])
}
