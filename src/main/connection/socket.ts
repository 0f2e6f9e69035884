import { WebSocket } from 'ws'
import { MAX_FRAME_BYTES } from '../../shared/protocol/constants.ts'

/** Why a socket ended: `refused` before it opened, with the HTTP status (0: no answer), else its closing code. */
export type SocketEnd =
  { readonly kind: 'refused'; readonly status: number } | { readonly kind: 'closed'; readonly code: number }

export interface SocketEvents {
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

export type OpenSocket = (url: string, token: string, events: SocketEvents) => Socket

const HANDSHAKE_TIMEOUT = 10_000

/** A WebSocket that carries its token in a header, so that it is in no URL and no log. */
export const openSocket: OpenSocket = (url, token, events) => {
  const socket = new WebSocket(url, {
    headers: { authorization: `Bearer ${token}` },
    maxPayload: MAX_FRAME_BYTES,
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
    events.onActivity()
    if (!isBinary) events.onText(data.toString())
  })
  socket.on('ping', events.onActivity)
  socket.on('pong', events.onActivity)
  let isOpen = false
  socket.on('open', () => (isOpen = true))
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

function once<T>(callback: (value: T) => void): (value: T) => void {
  let isCalled = false
  return (value) => {
    if (isCalled) return
    isCalled = true
    callback(value)
  }
}
