import { WebSocket } from 'ws'
import { MAX_FRAME_BYTES } from '../../shared/protocol/constants.ts'
import type { Opening } from './dialect.ts'

/** Why a socket ended: `refused` before it opened, with the HTTP status (0: no answer), else its closing code. */
export type SocketEnd =
  { readonly kind: 'refused'; readonly status: number } | { readonly kind: 'closed'; readonly code: number }

export interface SocketEvents {
  onOpen(): void
  onText(text: string): void
  /** Any sign of life: a frame, a ping or a pong. */
  onActivity(): void
  /** Once, and nothing after it. */
  onEnd(end: SocketEnd): void
}

export interface Socket {
  send(text: string): void
  ping(): void
  /** Says goodbye with a code. */
  close(code: number): void
  /** Cuts it off now. */
  terminate(): void
}

export type OpenSocket = (opening: Opening, events: SocketEvents) => Socket

const HANDSHAKE_TIMEOUT = 10_000

/**
 * A WebSocket as every server takes it: without a subprotocol, which some pick and do not name, without compression,
 * and text alone, as binary frames end some servers' connections.
 */
export const openSocket: OpenSocket = ({ url, headers, longestFrame = MAX_FRAME_BYTES }, events) => {
  const socket = new WebSocket(url, {
    headers,
    maxPayload: longestFrame,
    handshakeTimeout: HANDSHAKE_TIMEOUT,
    perMessageDeflate: false,
    followRedirects: false
  })
  const end = once(events.onEnd)
  socket.on('unexpected-response', (request, response) => {
    end({ kind: 'refused', status: response.statusCode ?? 0 })
    request.destroy()
  })
  socket.on('message', (data: Buffer, isBinary) => {
    hearTheRestLater(socket)
    events.onActivity()
    if (!isBinary) events.onText(data.toString())
  })
  socket.on('ping', events.onActivity)
  socket.on('pong', events.onActivity)
  let isOpen = false
  socket.on('open', () => {
    isOpen = true
    events.onOpen()
  })
  socket.on('close', (code) => end(isOpen ? { kind: 'closed', code } : { kind: 'refused', status: 0 }))
  // 'close' follows; without a listener an error would end the process.
  socket.on('error', () => undefined)
  return {
    send: (text) => socket.send(text),
    ping: () => socket.ping(),
    close: (code) => socket.close(code),
    terminate: () => socket.terminate()
  }
}

/**
 * Node reads on for as long as something is there: thousands of frames would be one turn of the event loop. So each turn
 * takes what one read brought, and what becomes of that comes before the next.
 */
function hearTheRestLater(socket: WebSocket): void {
  if (socket.isPaused) return
  socket.pause()
  setImmediate(() => socket.resume())
}

function once<T>(callback: (value: T) => void): (value: T) => void {
  let isCalled = false
  return (value) => {
    if (isCalled) return
    isCalled = true
    callback(value)
  }
}
