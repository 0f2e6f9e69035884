import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import type { User } from '../../shared/model/user.ts'
import type { Down } from '../../shared/protocol/down.ts'
import type { StreamEvent } from '../../shared/protocol/event.ts'
import { createTurnedClock } from '../../shared/testkit/turned-clock.ts'
import { createEndOfTurn } from '../end-of-turn.ts'
import { encodeFrame } from '../fanout/frames.ts'
import { createHub, type Hub } from '../fanout/hub.ts'
import { createPresence } from '../fanout/presence.ts'
import { noMeter } from '../meter.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import { posted } from '../testkit/make-events.ts'
import { clientId, wrap, type TestClient } from '../testkit/test-client.ts'
import { createTestLog, startTestServer } from '../testkit/test-server.ts'
import { createFeed } from './feed.ts'
import { BYTE_BUDGET, createLink, type Link } from './link.ts'
import { createPositionFeed } from './position-feed.ts'
import { createPresenceFeed } from './presence-feed.ts'

const STREAMS = Array.from({ length: 20 }, (_, i) => `room:${i + 1}`)
/** One write may go over the budget: a block, a list of who is online, a page. */
const ONE_MORE = 300 * 1024
const BODY = 'x'.repeat(3500)

const ada: User = { id: 1, username: 'ada', firstName: '', lastName: '', isSuperuser: false }

let listener: WebSocketServer
let client: TestClient
let link: Link
let hub: Hub
let logs: Map<string, StreamEvent[]>
let mostQueued: number

beforeEach(async () => {
  listener = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(listener, 'listening')
  const connected = once(listener, 'connection') as Promise<[WebSocket, IncomingMessage]>
  const ws = new WebSocket(`ws://127.0.0.1:${(listener.address() as AddressInfo).port}`)
  client = await wrap(ws)
  const [accepted, { socket }] = await connected
  link = createLink({ ws: accepted, socket, budget: BYTE_BUDGET, atEndOfTurn: createEndOfTurn() })
  hub = createHub({ heads: new Map(), log: createTestLog() })
  logs = new Map(STREAMS.map((stream) => [stream, []]))
  mostQueued = 0
})
afterEach(() => {
  client.ws.terminate()
  listener.close()
})

const fail = (error: unknown): never => {
  throw error
}
const logOf = (stream: string): StreamEvent[] => logs.get(stream) ?? []

/** One more message in each room, told and looked at what that has queued. */
async function talk(rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const events = STREAMS.map((stream) => posted(logOf(stream).length + 1, { stream, body: BODY }))
    for (const event of events) logOf(event.stream).push(event)
    hub.publish(events)
    await new Promise((resolve) => setImmediate(resolve))
    mostQueued = Math.max(mostQueued, link.queued())
  }
}

function follow(): void {
  const reader = {
    eventsAfter: async (stream: string, after: number, limit: number) =>
      logOf(stream).slice(after, after + limit)
  }
  for (const stream of STREAMS) {
    void createFeed({ hub, reader, meter: noMeter }, { link, level: 1, fail }, stream).start(0)
  }
}

test('who does not read takes no more memory than the budget, of all rooms together, and then gets everything', async () => {
  follow()
  client.ws.pause()
  // 21 MB: more than the kernel holds for both sides and the hub keeps, so that what is missing is read from the log.
  await talk(300)
  expect(link.isFull()).toBe(true)
  expect(mostQueued).toBeLessThan(BYTE_BUDGET + ONE_MORE)
  client.ws.resume()
  const watching = setInterval(() => (mostQueued = Math.max(mostQueued, link.queued())), 1)
  const frames = await client.all('chat_message', STREAMS.length * 300)
  clearInterval(watching)
  expect(mostQueued).toBeLessThan(BYTE_BUDGET + ONE_MORE)
  for (const stream of STREAMS) {
    const seqs = frames.filter((frame) => frame['stream'] === stream).map((frame) => frame['seq'])
    expect(seqs).toEqual(logOf(stream).map(({ seq }) => seq))
  }
})

test('who is online is the first thing that a slow connection goes without; messages still come', async () => {
  const clock = createTurnedClock()
  const presence = createPresence({ clock })
  const watch = createPresenceFeed(presence, { link, level: 1 })
  presence.join(ada, watch)
  follow()
  client.ws.pause()
  while (link.queued() <= 300 * 1024) await talk(1)
  const before = link.queued()
  for (let id = 2; id <= 500; id++) {
    presence.join({ ...ada, id, username: `person ${id}` }, { changed: () => undefined })
    clock.turn(100)
  }
  expect(link.queued()).toBe(before)
  const talking = talk(1)
  expect(link.queued()).toBeGreaterThan(before)
  await talking
  client.ws.resume()
  await client.all('chat_message', STREAMS.length * logOf('room:1').length)
  await expect.poll(() => client.frames.filter(({ type }) => type === 'online_users_update')).toHaveLength(1)
  expect(client.frames.at(-1)?.['users']).toHaveLength(500)
})

test('how far was read waits for a slow connection, which then is told only how it is by then', async () => {
  let n = 0
  const position = () => ({ roomId: 1, n, unread: 0, newestN: 9_999 })
  const reader = { readPositions: async () => [position()] }
  const slow = {
    link,
    level: 1,
    user: ada,
    fail,
    tell: (down: Down) => link.send(encodeFrame(down, 1))
  } as const
  const feed = createPositionFeed({ hub, reader }, slow)
  await feed.start()
  follow()
  client.ws.pause()
  while (!link.isFull()) await talk(1)
  const before = link.queued()
  for (n = 1; n < 5000; n++) hub.tellUser(ada.id, { type: 'read-positions', positions: [position()] })
  expect(link.queued()).toBe(before)
  client.ws.resume()
  await expect
    .poll(() => client.frames.findLast(({ type }) => type === 'read_positions')?.['positions'])
    .toEqual([{ room: 1, n: 5000, unread: 0, newest: 9_999 }])
  expect(client.frames.filter(({ type }) => type === 'read_positions').length).toBeLessThan(10)
})

test('of one client only so much waits for a slow disk: nothing more is read from it until that is written', async () => {
  let proceed = (): void => undefined
  const gate = new Promise<void>((resolve) => (proceed = resolve))
  const batches: number[] = []
  const server = await startTestServer({
    openStore(...args) {
      const store = openSqliteStore(...args)
      return {
        ...store,
        async append(batch) {
          batches.push(JSON.stringify(batch).length)
          await gate
          return store.append(batch)
        }
      }
    }
  })
  const flooder = await server.connect(await server.addUser('bob'))
  const other = await server.connect(await server.addUser('eve'))
  const count = 100
  for (let i = 0; i < count; i++) {
    flooder.send({ type: 'chat_message', message: 'x'.repeat(300_000), client_id: clientId() })
  }
  await expect.poll(() => batches.length).toBe(1)
  // Time enough to read all of it.
  await pause(1000)
  other.send({ type: 'resume', cursors: {} })
  await other.next('caught_up')
  proceed()
  const answers = await flooder.all('error', count)
  expect(new Set(answers.map((frame) => frame['code']))).toEqual(new Set(['too_long']))
  expect(batches.reduce((sum, bytes) => sum + bytes)).toBeGreaterThan(count * 300_000)
  for (const bytes of batches) expect(bytes).toBeLessThan(1_600_000)
  await server.dispose()
})
