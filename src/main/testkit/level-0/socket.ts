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
  /** 101, 400, 403 or 500. */
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
    if (status === 500) return afterDeath(() => refuse(stream, status))
    if (status !== 101) return refuse(stream, status)
    sockets.handleUpgrade(request, stream, head, (socket) => {
      // A consumer that accepts and then calls `close(code=4401)`: the client has seen it open.
      if (person) attend(socket, person)
      else socket.close(4401)
    })
  })

  /** An exception is found when daphne next looks for the consumers that have died. */
  const afterDeath = (work: () => void): void => {
    setTimeout(work, backend.switches.deathNoticedAfter)
  }
  const attend = (socket: WebSocket, person: Person): void => {
    const member: Member = { person, socket, joinedAt: backend.now(), isDeaf: false, broadcasts: 0 }
    // Daphne's --ping-interval.
    const pings = setInterval(() => socket.ping(), backend.switches.pingEvery)
    let isCrashed = false
    const crash = (): void => {
      isCrashed = true
      backend.group.crash(member)
      afterDeath(() => socket.close(1011))
    }
    socket.on('message', (data, isBinary) => {
      // Who talks is not pinged; a pong is no talk.
      pings.refresh()
      // Daphne takes it, and nobody reads it.
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
function statusOf(
  request: IncomingMessage,
  person: Person | null,
  { switches }: Backend
): 101 | 400 | 403 | 500 {
  const { origin } = request.headers
  // Autobahn's, before anything of Channels: an Origin must be a URL, or `null`.
  if (origin !== undefined && origin !== 'null' && !URL.canParse(origin)) return 400
  if (!isOriginAllowed(origin, switches.allowedHosts)) return 403
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

const REASONS = { 400: 'HTTP Origin header invalid', 403: 'Access denied', 500: 'Internal server error' }

/** A status line and nothing else, as autobahn fails a handshake. */
function refuse(stream: Duplex, status: keyof typeof REASONS): void {
  const reason = REASONS[status]
  stream.once('finish', () => stream.destroy()).end(`HTTP/1.1 ${status} ${reason}\r\n\r\n`)
}
