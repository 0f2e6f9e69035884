import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import type { User } from '../../src/shared/model/user.ts'
import { encodeDown, type Down } from '../../src/shared/protocol/down.ts'
import { userToWire } from '../../src/shared/protocol/wire.ts'

export interface CrowdServer {
  readonly url: string
  /** Says who is online: everybody but these. */
  without(ids: readonly number[]): void
  /** Says again and again who is online, each time without some of them; at last with all. */
  churn(times: number, pause: number): Promise<void>
  close(): void
}

/** A server on which many people are online; the first of them is whoever signs in. */
export async function startCrowdServer(size: number): Promise<CrowdServer> {
  const people = Array.from({ length: size }, (_, index) => person(index + 1))
  const me = person(1)
  const http = createServer((request, response) => {
    const isLogin = request.url?.startsWith('/api/login')
    const answer = isLogin
      ? { token: 'token', user: userToWire(me) }
      : { name: 'Labo Tourbe', protocols: [0, 1], setup: false }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(answer))
  }).listen(0, '127.0.0.1')
  const sockets = new WebSocketServer({ server: http })
  const say = (down: Down): void => sockets.clients.forEach((socket) => socket.send(encodeDown(down)))
  sockets.on('connection', () => {
    const server = { name: 'Labo Tourbe', epoch: 'one' }
    const rooms = [{ id: 1, name: 'Général' }]
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
    say({ type: 'caught-up' })
  })
  await once(http, 'listening')
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    without: (ids) => say({ type: 'online', users: people.filter(({ id }) => !ids.includes(id)) }),
    async churn(times, pause) {
      for (let time = 0; time < times; time++) {
        say({ type: 'online', users: people.filter(({ id }) => id === 1 || (id + time) % 50 !== 0) })
        await new Promise((resolve) => setTimeout(resolve, pause))
      }
      say({ type: 'online', users: people })
    },
    close() {
      sockets.clients.forEach((socket) => socket.terminate())
      http.close()
    }
  }
}

/** Person `id`; in the order of the numbers they are in no order of names. */
function person(id: number): User {
  const number = String((id * 7919) % 10_007).padStart(5, '0')
  return { id, username: `user${id}`, firstName: `Élise ${number}`, lastName: 'Le Goff', isSuperuser: false }
}
