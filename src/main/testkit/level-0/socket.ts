import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Backend } from './backend.ts'
import { ConsumerCrash, createConsumer } from './consumer.ts'
import { cookieOf, tokenOf } from './cookies.ts'
import type { Member } from './group.ts'
import type { Person } from './people.ts'

const SOCKET_PATH = '/ws/notifications/'

/** How one socket was asked for, and what became of it. */
export interface Opened {
  /** Path and query. */
  readonly url: string
  readonly origin: string | undefined
  readonly cookie: string | undefined
  readonly authorization: string | undefined
  readonly subprotocol: string | undefined
  /** Of the compression that was offered, among others. */
  readonly extensions: string | undefined
  /** 101, 403 or 500. */
  readonly status: number
  /** User name of who opened it, as far as the server made them out. */
  readonly username: string | null
}

/** A text frame as it came. */
export interface Received {
  readonly username: string
  readonly text: string
}

export interface Sockets {
  readonly opened: readonly Opened[]
  readonly received: readonly Received[]
  /** Ends all connections as a process that is killed does. */
  drop(): void
}

/** Daphne's WebSocket side, with the stack that Channels' documentation builds: origin, identity, route, consumer. */
export function serveSockets(http: Server, backend: Backend): Sockets {
  // No subprotocol is picked and no compression negotiated, whatever is offered.
  const sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: () => false,
    perMessageDeflate: false
  })
  const consumer = createConsumer(backend)
  const opened: Opened[] = []
  const received: Received[] = []

  http.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy())
    const person = personOf(request, backend)
    const status = statusOf(request, person, backend)
    opened.push(openedBy(request, status, person))
    if (status !== 101) return refuse(stream, status)
    sockets.handleUpgrade(request, stream, head, (socket) => {
      // A consumer that accepts and then calls `close(code=4401)`: the client has seen it open.
      if (person) attend(socket, person)
      else socket.close(4401)
    })
  })

  const attend = (socket: WebSocket, person: Person): void => {
    const member: Member = { person, socket, joinedAt: backend.now(), isDeaf: false, broadcasts: 0 }
    // Daphne's --ping-interval.
    const pings = setInterval(() => socket.ping(), backend.switches.pingEvery)
    let isCrashed = false
    const crash = (): void => {
      isCrashed = true
      backend.group.crash(member)
      socket.close(1011)
    }
    socket.on('message', (data, isBinary) => {
      if (isCrashed) return
      // A JSON consumer raises on a frame without text.
      if (isBinary) return crash()
      const text = String(data)
      received.push({ username: person.username, text })
      try {
        consumer.receive(member, text)
      } catch (error) {
        if (!(error instanceof ConsumerCrash)) throw error
        crash()
      }
    })
    socket.on('error', () => socket.terminate())
    socket.on('close', () => {
      clearInterval(pings)
      if (!isCrashed) consumer.disconnect(member)
    })
    consumer.connect(member)
  }
  return { opened, received, drop: () => sockets.clients.forEach((socket) => socket.terminate()) }
}

function openedBy(request: IncomingMessage, status: number, person: Person | null): Opened {
  const { origin, cookie, authorization } = request.headers
  return {
    url: request.url ?? '',
    origin,
    cookie,
    authorization,
    subprotocol: request.headers['sec-websocket-protocol'],
    extensions: request.headers['sec-websocket-extensions'],
    status,
    username: person?.username ?? null
  }
}

/** In the order of the stack: the validator of origins, the router, and at last the consumer with its refusal. */
function statusOf(request: IncomingMessage, person: Person | null, { switches }: Backend): 101 | 403 | 500 {
  if (!isOriginAllowed(request.headers.origin, switches.allowedHosts)) return 403
  // The URLRouter raises where no route fits, and nothing appends a slash to a socket's path.
  if (urlOf(request).pathname !== SOCKET_PATH) return 500
  return person || switches.refusal === '4401' ? 101 : 403
}

/** AllowedHostsOriginValidator: the host alone, whatever its port; none, `null` and `file://` have no host. */
function isOriginAllowed(origin: string | undefined, allowedHosts: readonly string[]): boolean {
  if (origin === undefined || !URL.canParse(origin)) return false
  return allowedHosts.includes(new URL(origin).hostname)
}

function personOf(request: IncomingMessage, { people, switches }: Backend): Person | null {
  const by = {
    query: () => people.byToken(urlOf(request).searchParams.get('token')),
    cookie: () => people.bySession(cookieOf(request.headers.cookie, 'sessionid')),
    header: () => people.byToken(tokenOf(request.headers.authorization, switches.scheme))
  }
  for (const way of switches.identity) {
    const person = by[way]()
    if (person) return person
  }
  return null
}

function urlOf(request: IncomingMessage): URL {
  return new URL(request.url ?? '/', 'http://here')
}

/** A status line and nothing else, as autobahn fails a handshake. */
function refuse(stream: Duplex, status: 403 | 500): void {
  const reason = status === 403 ? 'Access denied' : 'Internal server error'
  stream.once('finish', () => stream.destroy()).end(`HTTP/1.1 ${status} ${reason}\r\n\r\n`)
}
