import { afterEach, beforeEach, expect, test } from 'vitest'
import { roomStream } from '../../shared/protocol/constants.ts'
import type { HistoryAnswer } from '../../shared/protocol/http.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import { clientId, type Frame, type TestClient } from '../testkit/test-client.ts'
import { startTestServer, type TestServer } from '../testkit/test-server.ts'

const ROOMS = Array.from({ length: 50 }, (_, i) => i + 1)
const IN_EACH = 30

let server: TestServer
let ada: string
let bob: string
/** What is waited for before the last room is read. */
let beforeTheLast: Promise<unknown>

beforeEach(async () => {
  beforeTheLast = Promise.resolve()
  const openStore: typeof openSqliteStore = (...args) => {
    const store = openSqliteStore(...args)
    const eventsAfter: typeof store.eventsAfter = async (stream, ...query) => {
      if (stream === roomStream(ROOMS.length)) await beforeTheLast
      return store.eventsAfter(stream, ...query)
    }
    return { ...store, eventsAfter }
  }
  server = await startTestServer({ openStore }, { rooms: ROOMS.slice(1).map((id) => `Salle ${id}`) })
  ada = await server.addUser('ada')
  bob = await server.addUser('bob')
  await server.restart(async (store) => {
    for (let n = 1; n <= IN_EACH; n++) {
      const at = { kind: 'post', authorId: 1, body: `message ${n}`, at: 1000 } as const
      await store.append(ROOMS.map((roomId) => ({ ...at, roomId, clientId: clientId() })))
    }
  })
})
afterEach(() => server.dispose())

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

async function resume(token: string, cursors: object = {}): Promise<TestClient> {
  const client = await server.connect(token)
  client.send({ type: 'resume', cursors })
  await client.next('caught_up')
  return client
}

function say(client: TestClient, room: number, message = 'cc'): void {
  client.send({ type: 'chat_message', message, client_id: clientId(), room })
}

/** The numbers of the events that came, by stream, in the order in which they came. */
function seqsByStream({ frames }: TestClient): Map<unknown, unknown[]> {
  const seqs = new Map<unknown, unknown[]>()
  for (const { stream, seq } of frames.filter(({ type }) => type === 'chat_message')) {
    seqs.set(stream, [...(seqs.get(stream) ?? []), seq])
  }
  return seqs
}

const everything = (to: number) => new Map(ROOMS.map((id) => [roomStream(id), range(1, to)]))

test('a fresh copy gets all of all rooms, and is told how much that is', async () => {
  const client = await resume(ada)
  expect(seqsByStream(client)).toEqual(everything(IN_EACH))
  const told = client.frames.filter(({ type }) => type === 'catching_up')
  expect(told).toEqual([{ type: 'catching_up', events: ROOMS.length * IN_EACH }])
})

test('a stale copy gets of each room what it lacks there, whatever is in the others', async () => {
  const asker = await server.connect(ada)
  const cursorIn = async (room: number, seq: number) => {
    asker.send({ type: 'fetch', request_id: `${room}`, stream: roomStream(room), from: seq, to: seq })
    const [event] = (await asker.next('page'))['events'] as { event: string }[]
    return { seq, event: event!.event }
  }
  const cursors: Record<string, unknown> = {}
  for (const id of ROOMS) cursors[roomStream(id)] = await cursorIn(id, IN_EACH)
  cursors['room:7'] = await cursorIn(7, 20)
  cursors['room:9'] = { seq: 9, event: 'of another history' }
  const client = await resume(bob, cursors)
  expect(seqsByStream(client)).toEqual(
    new Map([
      ['room:7', range(21, 30)],
      ['room:9', range(1, 30)]
    ])
  )
  expect(client.frames.find(({ type }) => type === 'catching_up')).toMatchObject({ events: 40 })
  expect(client.frames.find(({ type }) => type === 'diverged')).toMatchObject({ stream: 'room:9', common: 0 })
})

test('what is said meanwhile is accepted, and what is fetched is answered, before all is caught up', async () => {
  const client = await server.connect(ada)
  beforeTheLast = Promise.all([client.next('accepted'), client.next('page')])
  client.send({ type: 'resume', cursors: {} })
  say(client, 50)
  client.send({ type: 'fetch', request_id: 'visible', stream: 'room:50', from: 11, to: 30 })
  await client.next('caught_up')
  const types = client.frames.map(({ type }) => type)
  expect(types.indexOf('accepted')).toBeLessThan(types.indexOf('caught_up'))
  expect(types.indexOf('page')).toBeLessThan(types.indexOf('caught_up'))
  await client.all('chat_message', ROOMS.length * IN_EACH + 1)
  expect(seqsByStream(client)).toEqual(everything(IN_EACH).set('room:50', range(1, IN_EACH + 1)))
})

test('two who talk in all rooms while others come back: everybody has everything once, in order', async () => {
  const [first, second] = [await resume(ada), await resume(bob)]
  const late = await server.connect(bob)
  const slow = await server.connect(ada)
  slow.send({ type: 'resume', cursors: {} })
  await slow.next('catching_up')
  slow.ws.pause()
  late.send({ type: 'resume', cursors: {} })
  for (const id of ROOMS) {
    say(first, id, '😀'.repeat(3000))
    say(second, id, '😀'.repeat(3000))
  }
  const total = ROOMS.length * (IN_EACH + 2)
  for (const client of [first, second, late]) await client.all('chat_message', total)
  slow.ws.resume()
  await slow.all('chat_message', total)
  for (const client of [first, second, late, slow]) {
    expect(seqsByStream(client)).toEqual(everything(IN_EACH + 2))
  }
  const [one, other] = [first, slow].map(bodies)
  expect(other).toEqual(one)
})

/** What was said, by place. */
function bodies({ frames }: TestClient): Map<string, unknown> {
  return new Map(
    frames
      .filter(({ type }) => type === 'chat_message')
      .map((frame: Frame) => [`${String(frame['stream'])} ${String(frame['seq'])}`, frame['data']] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
  )
}

test('a room that is not there is refused, and keeps nobody waiting', async () => {
  const client = await resume(ada)
  client.send({ type: 'chat_message', message: 'cc', client_id: clientId(), room: 99 })
  expect(await client.next('error')).toMatchObject({ code: 'unknown_room' })
  say(client, 1)
  expect(await client.next('accepted')).toMatchObject({ room: 1 })
})

test('level 0 talks in the first room, and hears and reads of that room alone', async () => {
  const browser = await server.connect(ada, { level: 0 })
  await browser.next('notifications_non_lues')
  const member = await resume(bob)
  say(member, 7, 'elsewhere')
  await member.next('accepted')
  browser.send({ type: 'chat_message', message: 'cc' })
  expect(await browser.next('chat_message')).toMatchObject({ data: { message: 'cc' } })
  const answer = await fetch(`${server.url}/api/chat/messages/?limit=200`, {
    headers: { authorization: `Bearer ${ada}` }
  })
  const { results } = (await answer.json()) as HistoryAnswer
  expect(results).toHaveLength(IN_EACH + 1)
  expect((await resume(bob)).frames.filter(({ seq }) => seq === IN_EACH + 1)).toMatchObject([
    { stream: 'room:1', data: { message: 'cc' } },
    { stream: 'room:7', data: { message: 'elsewhere' } }
  ])
})
