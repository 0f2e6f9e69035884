import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { Room } from '../../shared/model/room.ts'
import { MAX_FRAME_BYTES, SOCKET_PATH } from '../../shared/protocol/constants.ts'
import { ERROR_TEXTS, type ErrorCode } from '../../shared/protocol/errors.ts'
import type { Log } from '../../shared/std/log.ts'
import { bearerToken } from '../accounts/bearer.ts'
import type { Level } from '../fanout/frames.ts'
import type { Identity } from '../store/store.ts'
import type { AddressOf } from '../http/address.ts'
import type { HandshakeThrottle } from '../accounts/throttle.ts'
import type { Meter } from '../meter.ts'
import type { Connection } from './sessions.ts'

export interface HandshakeDeps {
  readonly identify: (token: string) => Promise<Identity | null>
  readonly roomsOf: (identity: Identity) => Promise<readonly Room[]>
  readonly open: (connection: Connection) => void
  readonly addressOf: AddressOf
  readonly throttle: HandshakeThrottle
  /** The origin under which people reach the server through a reverse proxy, if they do. */
  readonly publicUrl: string | null
  readonly meter: Meter
  readonly log: Log
}

/** So long a client may take to answer a close; then its connection is cut. */
const GOODBYE_MS = 1000

/**
 * Answers a server's upgrade requests: who may not in is refused with a status before the connection becomes a
 * WebSocket, so nobody is subscribed before they are known.
 */
export function attachHandshake(server: Server, deps: HandshakeDeps): void {
  const { identify, roomsOf, open, addressOf, throttle, publicUrl, meter, log } = deps
  const options = {
    noServer: true,
    clientTracking: false,
    // Deflate costs six times the time per message, and memory per connection.
    perMessageDeflate: false,
    maxPayload: MAX_FRAME_BYTES,
    handleProtocols: () => false as const,
    // Not yet in the types of `ws`, so these options are not written where they would be checked for surplus.
    closeTimeout: GOODBYE_MS
  }
  const upgrader = new WebSocketServer(options)

  async function admit(request: IncomingMessage, socket: Socket, head: Buffer): Promise<void> {
    const url = parseTarget(request)
    if (url?.pathname !== SOCKET_PATH) return refuse(socket, 404, 'not_found')
    const address = addressOf(request)
    const seconds = await throttle(address)
    if (seconds !== null) return refuse(socket, 429, 'rate_limited', [`Retry-After: ${seconds}`])
    if (request.headers.origin !== publicUrl && !isOwnOrigin(request))
      return refuse(socket, 403, 'forbidden_origin')
    const claim = claimOf(request, url)
    const identity = claim && (await identify(claim.token))
    if (!identity) return refuse(socket, 401, 'unauthorized')
    const rooms = await roomsOf(identity)
    upgrader.handleUpgrade(request, socket, head, (ws) => {
      socket.off('error', destroy)
      open({ ws, socket, level: claim.level, identity, rooms, address })
    })
  }

  function refuse(socket: Socket, status: number, code: ErrorCode, headers: readonly string[] = []): void {
    meter.refused(code)
    const body = JSON.stringify({ code, message: ERROR_TEXTS[code] })
    socket.once('finish', () => socket.destroy())
    socket.end(
      [
        `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
        'Connection: close',
        ...headers,
        'Content-Type: application/json; charset=utf-8',
        `Content-Length: ${Buffer.byteLength(body)}`,
        '',
        body
      ].join('\r\n')
    )
  }

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    if (!(stream instanceof Socket)) throw new Error('not a TCP server')
    // `ws` takes over the errors of a connection that it accepts; until then they only end it.
    stream.on('error', destroy)
    admit(request, stream, head).catch((error: unknown) => {
      log.error('handshake.failed', { error: String(error) })
      refuse(stream, 500, 'internal')
    })
  })
}

/** One listener for all sockets. */
function destroy(this: Socket): void {
  this.destroy()
}

function parseTarget({ url = '' }: IncomingMessage): URL | null {
  const base = 'http://localhost'
  return URL.canParse(url, base) ? new URL(url, base) : null
}

/** The level is told by where the token is: a browser page cannot set the header, our client does not use the URL. */
function claimOf({ headers }: IncomingMessage, url: URL): { token: string; level: Level } | null {
  const bearer = bearerToken(headers.authorization)
  if (bearer !== null) return { token: bearer, level: 1 }
  const token = url.searchParams.get('token')
  return token ? { token, level: 0 } : null
}

const LOOPBACK_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/

/** A page of another site must not open a socket in the name of whoever looks at it. No origin: not a browser. */
function isOwnOrigin({ headers, socket }: IncomingMessage): boolean {
  const { origin, host = '' } = headers
  if (origin === undefined) return true
  const port = socket.localPort
  if (origin === `http://127.0.0.1:${port}` || origin === `http://localhost:${port}`) return true
  return LOOPBACK_HOST.test(host) && origin === `http://${host}`
}
