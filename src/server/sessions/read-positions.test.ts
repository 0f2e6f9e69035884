import { afterEach, beforeEach, expect, test } from 'vitest'
import { clientId, type Frame, type TestClient } from '../testkit/test-client.ts'
import { startTestServer, type TestServer } from '../testkit/test-server.ts'

let server: TestServer
let ada: string
let bob: string

beforeEach(async () => {
  server = await startTestServer({}, { rooms: ['Cuisine'] })
  ada = await server.addUser('ada')
  bob = await server.addUser('bob')
})
afterEach(() => server.dispose())

async function live(token: string): Promise<TestClient> {
  const client = await server.connect(token)
  client.send({ type: 'resume', cursors: {} })
  await client.next('caught_up')
  return client
}

async function say(author: TestClient, count: number, room = 1): Promise<void> {
  for (let i = 0; i < count; i++) {
    author.send({ type: 'chat_message', message: 'cc', client_id: clientId(), room })
    await author.next('accepted')
  }
}

const move = (client: TestClient, n: number, { room = 1, back = false } = {}): void =>
  client.send({ type: 'move_read_position', room, n, back, request_id: `to ${n}` })

const told = ({ frames }: TestClient): unknown[] =>
  frames.filter(({ type }) => type === 'read_positions').map((frame: Frame) => frame['positions'])

/** Resolves when everything that was asked before is answered. */
async function fence(client: TestClient): Promise<void> {
  client.send({ type: 'delete_message', request_id: 'fence' })
  await client.next('error')
}

test('all devices of a person hear how far it was read, and nobody else does', async () => {
  const [desk, pocket, other] = [await live(ada), await live(ada), await live(bob)]
  const browser = await server.connect(ada, { level: 0 })
  await say(other, 3)
  move(desk, 2)
  const positions = [{ room: 1, n: 2, unread: 1, newest: 3 }]
  expect(await desk.next('read_positions')).toEqual({ type: 'read_positions', positions })
  expect(await pocket.next('read_positions')).toEqual({ type: 'read_positions', positions })
  await fence(other)
  await browser.all('chat_message', 3)
  expect(told(other)).toEqual([])
  expect(told(browser)).toEqual([])
})

test('the server decides between two devices: both end at the same, whatever came together', async () => {
  const [desk, pocket, other] = [await live(ada), await live(ada), await live(bob)]
  await say(other, 9)
  for (let n = 1; n <= 9; n++) {
    move(desk, n)
    move(pocket, 9 - n, { back: n % 3 === 0 })
  }
  await Promise.all([fence(desk), fence(pocket)])
  // By now everything is decided; what each was told of the other's last moves comes before one more answer.
  await Promise.all([fence(desk), fence(pocket)])
  expect(told(desk)).toEqual(told(pocket))
  const last = told(desk).at(-1)
  const [position] = (await live(ada)).frames.filter(({ type }) => type === 'read_positions')
  expect(position).toEqual({ type: 'read_positions', positions: last })
})

test('what moves nothing is answered by nothing, and a room that is not there is refused', async () => {
  const [desk, other] = [await live(ada), await live(bob)]
  await say(other, 2)
  move(desk, 2)
  move(desk, 1)
  move(desk, 2)
  await fence(desk)
  expect(told(desk)).toHaveLength(1)
  move(desk, 1, { room: 9 })
  expect(await desk.next('error')).toMatchObject({ code: 'unknown_room', request_id: 'to 1' })
  desk.send({ type: 'move_read_position', room: 1, n: -1, back: true, request_id: 'r' })
  expect(await desk.next('error')).toMatchObject({ code: 'bad_frame', request_id: 'r' })
})

test('back is one explicit step, and is what a device that comes later is told', async () => {
  const [desk, other] = [await live(ada), await live(bob)]
  await say(other, 4)
  move(desk, 4)
  move(desk, 1, { back: true })
  // Both came in one turn: only the last word of it is told.
  await fence(desk)
  expect(told(await live(ada))).toEqual([[{ room: 1, n: 1, unread: 3, newest: 4 }]])
})

test('whoever comes back is told all positions before the messages, of rooms that have one', async () => {
  const [desk, other] = [await live(ada), await live(bob)]
  await say(other, 2)
  await say(other, 3, 2)
  move(desk, 2, { room: 2 })
  await desk.next('read_positions')
  const later = await live(ada)
  const types = later.frames.map(({ type }) => type).filter((type) => type !== 'online_users_update')
  expect([...new Set(types)]).toEqual(['hello', 'catching_up', 'read_positions', 'chat_message', 'caught_up'])
  expect(told(later)).toEqual([[{ room: 2, n: 2, unread: 1, newest: 3 }]])
})

test('a restart keeps them', async () => {
  const [desk, other] = [await live(ada), await live(bob)]
  await say(other, 2)
  move(desk, 1)
  await desk.next('read_positions')
  await server.restart()
  expect(told(await live(ada))).toEqual([[{ room: 1, n: 1, unread: 1, newest: 2 }]])
})

test('level 0 knows no such frame', async () => {
  const browser = await server.connect(ada, { level: 0 })
  move(browser, 1)
  expect(await browser.next('error')).toMatchObject({ code: 'unknown_type' })
})
