import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import type { User } from '../../src/shared/model/user.ts'
import { encodeDown, type Down } from '../../src/shared/protocol/down.ts'
import { userToWire } from '../../src/shared/protocol/wire.ts'

export interface HostileServer {
  readonly url: string
  close(): void
}

/** A server that takes everybody in, and puts hostile texts wherever a server can put one. */
export async function startHostileServer(texts: readonly string[]): Promise<HostileServer> {
  const all = texts.join(' ')
  const people = texts.map((text, index): User => {
    return { id: index + 1, username: text, firstName: text, lastName: text, isSuperuser: true }
  })
  const [me] = people
  if (!me) throw new Error('no texts')
  const http = createServer((request, response) => {
    const isLogin = request.url?.startsWith('/api/login')
    const answer = isLogin
      ? { token: 'token', user: userToWire(me) }
      : { name: all, protocols: [0, 1], setup: false }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(answer))
  }).listen(0, '127.0.0.1')
  const sockets = new WebSocketServer({ server: http })
  sockets.on('connection', (socket) => {
    const say = (down: Down): void => socket.send(encodeDown(down))
    const server = { name: all, epoch: texts[1] ?? '' }
    const rooms = [{ id: 1, name: all }]
    say({
      type: 'hello',
      protocol: 1,
      server,
      user: me,
      rooms,
      heartbeat: 20_000,
      messageLimit: 4000,
      time: Date.now()
    })
    say({ type: 'online', users: people })
    people.forEach((sender, index) => say({ type: 'event', event: messageOf(sender, index + 1) }))
    say({ type: 'caught-up' })
    say({ type: 'error', code: all, message: all, requestId: null })
  })
  await once(http, 'listening')
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    close() {
      sockets.clients.forEach((socket) => socket.terminate())
      http.close()
    }
  }
}

function messageOf(sender: User, seq: number): Extract<Down, { type: 'event' }>['event'] {
  const clientId = `01970000-0000-7000-8000-${String(seq).padStart(12, '0')}`
  const place = { id: seq, clientId, roomId: 1, n: seq, rev: seq, sentAt: seq * 1000 }
  const message = { ...place, sender, body: sender.username }
  return { stream: 'room:1', seq, id: `event-${seq}`, change: { kind: 'posted', message } }
}
