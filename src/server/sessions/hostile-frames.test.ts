import { once } from 'node:events'
import { connect as connectTcp, type Socket } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, expect, test } from 'vitest'
import { createSeededRandom } from '../../shared/testkit/seeded-random.ts'
import { clientId } from '../testkit/test-client.ts'
import { startTestServer, type TestServer } from '../testkit/test-server.ts'

let server: TestServer
afterEach(() => server.dispose())

const FRAMES = 5000
const SOCKETS = 8
/** Several times what the test itself keeps, less than a leak of what was sent would be. */
const MOST_GROWTH = 50 * 1024 * 1024

const N = 1_000_000
const random = createSeededRandom(20)
const below = (count: number): number => Math.floor(random() * count)
const oneOf = <T>(values: readonly T[]): T => values[below(values.length)]!

const honest: readonly object[] = [
  { type: 'chat_message', message: 'Bonjour', client_id: clientId(), room: 1 },
  { type: 'delete_message', message_id: 1, request_id: 'a' },
  { type: 'announce', title: 'Ce soir', message: 'Dix minutes', client_id: clientId() },
  { type: 'mark_read', notification_id: 1, and_older: true, request_id: 'b' },
  { type: 'resume', cursors: { 'room:1': { seq: 1, event: 'x' } } },
  { type: 'fetch', request_id: 'c', stream: 'room:1', from: 1, to: 200 }
]
const strings = ['', '\u0000', '\ud800', '__proto__', 'room:1', 'x'.repeat(5000)]
const values: readonly unknown[] = [null, true, -1, 0, 1.5, 1e308, 2 ** 53, [], {}, [[]], ...strings]
const deep = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)

/** An honest frame with something wrong: in a field, in its text, or in its depth. */
function mutatedText(): string {
  const frame: Record<string, unknown> = { ...oneOf(honest) }
  const key = oneOf(Object.keys(frame))
  if (random() < 0.5) frame[key] = oneOf(values)
  if (random() < 0.2) delete frame[key]
  if (random() < 0.1) frame[String(oneOf(values))] = oneOf(values)
  const text = JSON.stringify(frame)
  if (random() < 0.3) {
    const at = below(text.length)
    return (
      text.slice(0, at) +
      oneOf(['', '"', '\\', '}', '\ud83d', '\u0000', '1e9999']) +
      text.slice(at + below(4))
    )
  }
  return random() < 0.01 ? text.replace('{', `{"deep":${deep(below(200_000))},`) : text
}

/** A masked frame of a client, as it has to be. */
function frameOf(text: string): Buffer {
  const payload = Buffer.from(text)
  const header = Buffer.alloc(payload.length < 126 ? 2 : payload.length < 65_536 ? 4 : 10)
  header[0] = 0x81
  header[1] = 0x80 | (header.length === 2 ? payload.length : header.length === 4 ? 126 : 127)
  if (header.length === 4) header.writeUInt16BE(payload.length, 2)
  if (header.length === 10) header.writeBigUInt64BE(BigInt(payload.length), 2)
  // A mask of zeros leaves the text as it is.
  return Buffer.concat([header, Buffer.alloc(4), payload])
}

/** Sometimes a bit of the frame itself is wrong too, or it ends too early. */
function mutatedFrame(): Buffer {
  const frame = frameOf(mutatedText())
  if (random() < 0.05) frame[below(14)]! ^= 1 << below(8)
  return random() < 0.02 ? frame.subarray(0, below(frame.length)) : frame
}

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** What is held once everything that nobody needs is thrown away: when that happens by itself is not ours to say. */
function heldBytes(): number {
  collectGarbage()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

async function openRaw(token: string): Promise<Socket> {
  const socket = connectTcp(server.port, '127.0.0.1').on('error', () => {})
  const request = [
    'GET /ws/notifications/ HTTP/1.1',
    'Host: localhost',
    'Connection: Upgrade',
    'Upgrade: websocket'
  ]
  const key = ['Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==']
  socket.write([...request, ...key, `Authorization: Bearer ${token}`, '\r\n'].join('\r\n'))
  await once(socket, 'data')
  return socket.resume()
}

test(`${FRAMES} frames with something wrong: the process stays up, memory flat, honest clients served`, async () => {
  const limits = {
    commandsPerSecond: N,
    commandsInABurst: N,
    commandsPerSecondOfUser: N,
    commandsInABurstOfUser: N,
    connectionsPerUser: N,
    connectionsPerAddress: N,
    handshakesPerMinuteOfAddress: N
  }
  server = await startTestServer({}, { limits })
  const [hostile, ada] = [await server.addUser('mallory', true), await server.addUser('ada')]
  const client = await server.connect(ada)
  const sockets = await Promise.all(Array.from({ length: SOCKETS }, () => openRaw(hostile)))
  const before = heldBytes()
  let closed = 0
  for (let sent = 0; sent < FRAMES; sent++) {
    const index = sent % SOCKETS
    if (sockets[index]!.destroyed || sockets[index]!.readableEnded) {
      closed++
      sockets[index] = await openRaw(hostile)
    }
    sockets[index]!.write(mutatedFrame())
    if (sent % 250 === 0) {
      client.send({ type: 'chat_message', message: `${sent}`, client_id: clientId() })
      await client.next('accepted')
    }
  }
  client.send({ type: 'chat_message', message: 'fin', client_id: clientId() })
  await client.next('accepted')
  for (const socket of sockets) socket.destroy()
  expect(heldBytes() - before).toBeLessThan(MOST_GROWTH)
  // Broken frames end their connection; ours are no faults of the server's.
  expect(closed).toBeGreaterThan(10)
  expect(server.log.entries.filter(({ level }) => level === 'error')).toEqual([])
})

test('a frame nested as deep as one may be long is refused like any other', async () => {
  server = await startTestServer()
  const client = await server.connect(await server.addUser('ada'))
  for (const text of [
    deep(500_000),
    `{"type":"resume","cursors":${deep(500_000)}}`,
    '{"a":'.repeat(200_000)
  ]) {
    client.ws.send(text)
    expect(await client.next('error')).toMatchObject({ code: 'bad_frame' })
  }
})
