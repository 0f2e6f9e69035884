import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'
import { roomStream, SERVER_STREAM, userStream } from '../../src/shared/protocol/constants.ts'
import { encodeDown, type Down } from '../../src/shared/protocol/down.ts'
import { decodeUp, type Up } from '../../src/shared/protocol/up.ts'
import type { Change } from '../../src/shared/protocol/event.ts'
import { userToWire } from '../../src/shared/protocol/wire.ts'
import { CAST, timeOf, type Actor, type Line, type Notice } from './screens-cast.ts'

export interface StagedServer {
  readonly url: string
  /** What becomes of what is sent: taken, refused for good, or left without an answer. */
  answersSends: 'accepted' | 'refused' | 'nothing'
  /** Takes what it has left without an answer: half a minute after it was sent, the app would renew its connection. */
  takeLate(): void
  say(line: Line): void
  notify(notice: Notice): void
  /** Says who is online. */
  online(people: readonly Actor[]): void
  close(): void
}

const ROOM = 1
const ONLINE: readonly Actor[] = ['ines', 'camille', 'tom', 'maelle', 'priya', 'elise', 'oscar']

/** A server that says what a drawing shows, at the time that it shows. */
export async function startStagedServer(): Promise<StagedServer> {
  const streams = new Map<string, Extract<Down, { type: 'event' }>['event'][]>()
  const http = createServer((request, response) => {
    const isLogin = request.url?.startsWith('/api/log')
    response.setHeader('content-type', 'application/json')
    response.end(
      JSON.stringify(
        isLogin
          ? { token: 'token', user: userToWire(CAST.ines) }
          : { name: 'Labo Tourbe', protocols: [0, 1], setup: false }
      )
    )
  })
  const sockets = new WebSocketServer({ server: http })
  const sayAll = (down: Down): void => sockets.clients.forEach((socket) => socket.send(encodeDown(down)))
  let people = ONLINE
  const onlineFrame = (): Down => ({ type: 'online', users: people.map((actor) => CAST[actor]) })

  const happen = (stream: string, toChange: (seq: number) => Change): void => {
    const events = streams.get(stream) ?? []
    streams.set(stream, events)
    const seq = events.length + 1
    const event = { stream, seq, id: `${stream}-${seq}`, change: toChange(seq) }
    events.push(event)
    sayAll({ type: 'event', event })
  }
  const post = (
    by: Actor,
    body: string,
    { sentAt, clientId }: { sentAt: number; clientId?: string }
  ): number => {
    let number = 0
    happen(roomStream(ROOM), (seq) => {
      number = seq
      const name = clientId ?? `01970000-0000-7000-8000-${String(seq).padStart(12, '0')}`
      const place = { id: seq, clientId: name, roomId: ROOM, n: seq, rev: seq }
      return { kind: 'posted', message: { ...place, sender: CAST[by], body, sentAt } }
    })
    return number
  }
  /** What was left without an answer, by the client's ids: how to take it. */
  const late = new Map<string, () => void>()
  const answer = (socket: WebSocket, up: Up): void => {
    const say = (down: Down): void => socket.send(encodeDown(down))
    const take = (body: string, clientId: string): void => {
      const sentAt = Date.now()
      const seq = post('ines', body, { sentAt, clientId })
      say({ type: 'accepted', clientId, roomId: ROOM, id: seq, seq, n: seq, sentAt })
    }
    if (up.type === 'resume') {
      for (const [stream, events] of streams) {
        const { seq } = up.cursors[stream] ?? { seq: 0 }
        events.slice(seq).forEach((event) => say({ type: 'event', event }))
      }
      say({ type: 'caught-up' })
    } else if (up.type === 'send' && staged.answersSends === 'accepted') {
      take(up.body, up.clientId ?? '')
    } else if (up.type === 'send' && staged.answersSends === 'refused') {
      say({ type: 'error', code: 'unknown_room', message: '', requestId: up.clientId })
    } else if (up.type === 'send') {
      late.set(up.clientId ?? '', () => take(up.body, up.clientId ?? ''))
    } else if (up.type === 'delete') {
      happen(roomStream(ROOM), () => ({ kind: 'deleted', roomId: ROOM, messageId: up.messageId ?? 0 }))
    } else if (up.type === 'mark-read') {
      const { notificationId, andOlder } = up
      happen(userStream(CAST.ines.id), () => ({ kind: 'read', notificationId, andOlder }))
    }
  }

  sockets.on('connection', (socket) => {
    const server = { name: 'Labo Tourbe', epoch: 'staged' }
    const rooms = [{ id: ROOM, name: 'Général' }]
    const limits = { heartbeat: 20_000, messageLimit: 4000, time: Date.now() }
    socket.send(encodeDown({ type: 'hello', protocol: 1, server, user: CAST.ines, rooms, ...limits }))
    socket.send(encodeDown(onlineFrame()))
    socket.on('message', (data) => {
      const up = decodeUp(String(data))
      if (up.ok) answer(socket, up.value)
    })
  })
  await once(http.listen(0, '127.0.0.1'), 'listening')
  let notices = 0
  const staged: StagedServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    answersSends: 'accepted',
    takeLate() {
      late.forEach((take) => take())
      late.clear()
    },
    say: (line) => void post(line.by, line.text, { sentAt: timeOf(line) }),
    notify({ by, isForAll, title, text, ...when }) {
      const kind = isForAll ? 'general' : 'personal'
      const sender = by && CAST[by]
      const notification = {
        id: (notices += 1),
        kind,
        title,
        body: text,
        sender,
        sentAt: timeOf(when)
      } as const
      happen(isForAll ? SERVER_STREAM : userStream(CAST.ines.id), () => ({ kind: 'notified', notification }))
    },
    online(actors) {
      people = actors
      sayAll(onlineFrame())
    },
    close() {
      sockets.clients.forEach((socket) => socket.terminate())
      http.close()
    }
  }
  return staged
}
