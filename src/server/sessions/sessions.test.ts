import { connect as connectTcp } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { openSqliteStore } from '../store/sqlite.ts'
import { startTestServer, type TestServer } from '../testkit/test-server.ts'

let server: TestServer
afterEach(() => server.dispose())

const AN_OPCODE_THAT_IS_NONE = Buffer.from([0x83, 0x80, 0, 0, 0, 0])

const upgradeRequest = (token: string): string =>
  [
    'GET /ws/notifications/ HTTP/1.1',
    'Host: localhost',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
    `Authorization: Bearer ${token}`,
    '\r\n'
  ].join('\r\n')

/** A server on which everybody who comes in waits, after they were identified, until they are let in. */
async function startWithGate() {
  let reached = () => {}
  let letIn = () => {}
  const isWaiting = new Promise<void>((resolve) => (reached = resolve))
  const mayGoOn = new Promise<void>((resolve) => (letIn = resolve))
  server = await startTestServer({
    openStore(...args) {
      const store = openSqliteStore(...args)
      const rooms = async () => {
        reached()
        await mayGoOn
        return store.rooms()
      }
      return { ...store, rooms }
    }
  })
  return { isWaiting, letIn }
}

const signOut = (token: string) => server.post('/api/logout/', {}, { authorization: `Bearer ${token}` })

test('one that is turned away, and then sends nonsense, does not end the process', async () => {
  const { isWaiting, letIn } = await startWithGate()
  const token = await server.addUser('ada')
  const socket = connectTcp(server.port, '127.0.0.1')
  socket.on('error', () => {})
  const isGone = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  socket.resume().write(Buffer.concat([Buffer.from(upgradeRequest(token)), AN_OPCODE_THAT_IS_NONE]))
  await isWaiting
  await signOut(token)
  letIn()
  await isGone
  expect(server.log.entries.map(({ event }) => event)).toContain('session.socket_error')
})

test('whoever signs out while they come in is told nothing, and is closed as signed out', async () => {
  const { isWaiting, letIn } = await startWithGate()
  const token = await server.addUser('ada')
  const coming = server.connect(token)
  await isWaiting
  await signOut(token)
  letIn()
  const client = await coming
  expect(await client.closed).toBe(4401)
  expect(client.frames).toEqual([])
})

test('one user has only so many connections; the others do not notice', async () => {
  server = await startTestServer()
  const [ada, bob] = [await server.addUser('ada'), await server.addUser('bob')]
  const first = await server.connect(ada)
  for (let i = 1; i < 100; i++) await server.connect(ada)
  const surplus = await server.connect(ada)
  expect(await surplus.closed).toBe(1013)
  await (await server.connect(bob)).next('hello')
  first.ws.terminate()
  await expect
    .poll(async () => {
      const client = await server.connect(ada)
      return Promise.race([client.next('hello').then(() => 'in'), client.closed])
    })
    .toBe('in')
})
