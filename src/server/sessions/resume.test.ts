import Database from 'better-sqlite3'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../store/store.ts'
import { clientId, type Frame, type TestClient } from '../testkit/test-client.ts'
import { startTestServer, type TestServer } from '../testkit/test-server.ts'

const ROOM = 'room:1'
let server: TestServer
let ada: string
let root: string

beforeEach(async () => {
  server = await startTestServer()
  ada = await server.addUser('ada')
  root = await server.addUser('root', true)
})
afterEach(() => server.dispose())

async function fill(store: Store, count: number, body = (n: number) => `message ${n}`): Promise<void> {
  const posts = Array.from({ length: count }, (_, i) => {
    return {
      kind: 'post',
      authorId: 1,
      clientId: clientId(),
      roomId: 1,
      body: body(i + 1),
      at: 1000
    } as const
  })
  await store.append(posts)
}

async function resume(cursors: object, token = ada): Promise<TestClient> {
  const client = await server.connect(token)
  client.send({ type: 'resume', cursors })
  await client.next('caught_up')
  return client
}

/** What came of the stream, up to the end of the answer to `resume`. */
function answer(client: TestClient): Frame[] {
  const end = client.frames.findIndex(({ type }) => type === 'caught_up')
  const aside = ['hello', 'online_users_update', 'catching_up']
  return client.frames.slice(0, end).filter(({ type }) => !aside.includes(type))
}

/** How many events the server said it would send; null: it said nothing. */
function promised(client: TestClient): unknown {
  return client.frames.find(({ type }) => type === 'catching_up')?.['events'] ?? null
}

const seqs = (frames: readonly Frame[]) => frames.map((frame) => frame['seq'])
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

async function cursorAt(seq: number): Promise<{ seq: number; event: string }> {
  const client = await server.connect(ada)
  client.send({ type: 'fetch', request_id: 'cursor', stream: ROOM, from: seq, to: seq })
  const page = await client.next('page')
  return { seq, event: (page['events'] as { event: string }[])[0]!.event }
}

describe('resume', () => {
  test('on an empty server is caught up at once', async () => {
    expect(answer(await resume({}))).toEqual([])
  })

  test('sends what the copy lacks, in order, then what happens', async () => {
    await server.restart((store) => fill(store, 250))
    const fresh = await resume({})
    expect(seqs(answer(fresh))).toEqual(range(1, 250))
    const stale = await resume({ [ROOM]: await cursorAt(240) })
    expect(seqs(answer(stale))).toEqual(range(241, 250))
    const current = await resume({ [ROOM]: await cursorAt(250) })
    expect(answer(current)).toEqual([])
    expect([fresh, stale, current].map(promised)).toEqual([250, 10, null])
    current.send({ type: 'chat_message', message: 'cc', client_id: clientId() })
    for (const [client, count] of [
      [fresh, 251],
      [stale, 11],
      [current, 1]
    ] as const) {
      expect((await client.all('chat_message', count)).at(-1)).toMatchObject({ seq: 251 })
    }
  })

  test('ignores streams that the user does not read, and is answered once', async () => {
    const client = await resume({ 'room:99': { seq: 5, event: 'x' }, 'user:2': { seq: 1, event: 'y' } })
    client.send({ type: 'resume', cursors: {} })
    client.send({ type: 'chat_message', message: 'fence', client_id: clientId() })
    await client.next('accepted')
    expect(client.frames.filter(({ type }) => type === 'caught_up')).toHaveLength(1)
    expect(seqs(client.frames.filter(({ type }) => type === 'chat_message'))).toEqual([1])
  })

  test('replays redacted: nothing of a deleted message’s text leaves again', async () => {
    await server.restart(async (store) => {
      await fill(store, 2, () => 'secret')
      await store.append([{ kind: 'delete', actorId: 2, messageId: 1, at: 2000 }])
    })
    const [first, second, third] = answer(await resume({}))
    expect(first).toMatchObject({
      type: 'chat_message',
      seq: 1,
      data: { message: '', deleted: true, rev: 3, n: 1 }
    })
    expect(second).toMatchObject({ data: { message: 'secret', rev: 2 } })
    expect(third).toMatchObject({ type: 'message_deleted', seq: 3, message_id: 1 })
  })

  test('misses nothing and repeats nothing of what is written meanwhile', async () => {
    await server.restart((store) => fill(store, 900))
    const talker = await resume({}, root)
    const readers = await Promise.all(
      range(1, 10).map(async () => {
        const reader = await server.connect(ada)
        reader.send({ type: 'resume', cursors: {} })
        for (const _ of range(1, 10))
          talker.send({ type: 'chat_message', message: 'cc', client_id: clientId() })
        return reader
      })
    )
    for (const reader of readers) {
      await reader.all('chat_message', 1000)
      expect(seqs(reader.frames.filter(({ type }) => type === 'chat_message'))).toEqual(range(1, 1000))
    }
  })
})

describe('a hole too large', () => {
  test('is named, with what was deleted in it; fetch fills it, newest first', async () => {
    await server.restart(async (store) => {
      await fill(store, 1200)
      await store.append([3, 7, 1100].map((messageId) => ({ kind: 'delete', actorId: 2, messageId, at: 0 })))
      await fill(store, 300)
    })
    const cursor = await cursorAt(10)
    const client = await resume({ [ROOM]: cursor })
    const [limited, ...newest] = answer(client)
    const changed = [3, 7].map((id) => ({ message_id: id, deleted: true }))
    expect(limited).toEqual({ type: 'limited', stream: ROOM, from: 11, to: 1303, changed })
    expect(seqs(newest)).toEqual(range(1304, 1503))

    const filled: number[] = []
    let to = 1303
    while (to >= 11) {
      client.send({ type: 'fetch', request_id: `to ${to}`, stream: ROOM, from: 11, to })
      const page = await client.next('page')
      expect(page).toMatchObject({ request_id: `to ${to}`, stream: ROOM, to })
      const events = page['events'] as Frame[]
      expect(seqs(events)).toEqual(range(Number(page['from']), to))
      filled.unshift(...seqs(events).map(Number))
      to = Number(page['from']) - 1
    }
    expect(filled).toEqual(range(11, 1303))
  })

  test('of exactly 1,000 events is not too large', async () => {
    await server.restart((store) => fill(store, 1000))
    expect(seqs(answer(await resume({})))).toEqual(range(1, 1000))
  })

  test('of a fresh copy names no deletions', async () => {
    await server.restart((store) => fill(store, 1001))
    const client = await resume({})
    const [limited, ...newest] = answer(client)
    expect(limited).toEqual({ type: 'limited', stream: ROOM, from: 1, to: 801, changed: [] })
    expect(seqs(newest)).toEqual(range(802, 1001))
    expect(promised(client)).toBe(200)
  })
})

describe('a copy of another history', () => {
  test.each([
    ['another event at that place', { seq: 5, event: 'other' }],
    ['a place beyond the end', { seq: 50, event: 'other' }]
  ])('%s: nothing is in common, and the stream starts over', async (_what, cursor) => {
    await server.restart((store) => fill(store, 10))
    const [diverged, ...events] = answer(await resume({ [ROOM]: cursor }))
    expect(diverged).toEqual({ type: 'diverged', stream: ROOM, common: 0, event: '' })
    expect(seqs(events)).toEqual(range(1, 10))
  })

  test('after a restore it agrees up to where the new epoch began', async () => {
    await server.restart((store) => fill(store, 10))
    await server.restart(async () => {
      const db = new Database(path.join(server.folder, 'causerie.db'))
      db.exec(`INSERT INTO epochs (number, id, began_at) VALUES (2, 'two', 0);
        INSERT INTO epoch_heads (epoch, stream, head) VALUES (2, 1, 7);`)
      db.close()
    })
    const [diverged, ...events] = answer(await resume({ [ROOM]: { seq: 9, event: 'lost' } }))
    expect(diverged).toMatchObject({ type: 'diverged', stream: ROOM, common: 7 })
    expect(seqs(events)).toEqual([8, 9, 10])
    const [stranger] = answer(await resume({ [ROOM]: { seq: 3, event: 'never ours' } }))
    expect(stranger).toEqual({ type: 'diverged', stream: ROOM, common: 0, event: '' })
  })
})

describe('fetch', () => {
  test('refuses streams that the user does not read, and ranges that are none', async () => {
    await server.restart((store) => fill(store, 10))
    const client = await resume({})
    const ask = async (stream: string, from: number, to: number) => {
      client.send({ type: 'fetch', request_id: 'r', stream, from, to })
      return client.next('error')
    }
    expect(await ask('room:2', 1, 5)).toMatchObject({ code: 'unknown_stream', request_id: 'r' })
    expect(await ask('user:2', 1, 5)).toMatchObject({ code: 'unknown_stream', request_id: 'r' })
    expect(await ask(ROOM, 5, 4)).toMatchObject({ code: 'bad_frame', request_id: 'r' })
    expect(await ask(ROOM, 11, 20)).toMatchObject({ code: 'bad_frame', request_id: 'r' })
    expect(await ask(ROOM, 0, 4)).toMatchObject({ code: 'bad_frame', request_id: 'r' })
  })

  test('a page ends at the head, and holds at most 500 events and 512 KiB', async () => {
    await server.restart(async (store) => {
      await fill(store, 600)
      await fill(store, 100, () => 'x'.repeat(3950) + Math.random())
    })
    const client = await resume({})
    const ask = async (from: number, to: number) => {
      client.send({ type: 'fetch', request_id: 'r', stream: ROOM, from, to })
      return client.next('page')
    }
    expect(await ask(1, 600)).toMatchObject({ from: 101, to: 600 })
    const page = await ask(1, 5000)
    expect(page['to']).toBe(700)
    const size = JSON.stringify(page['events']).length
    expect(size).toBeLessThanOrEqual(512 * 1024)
    expect(size).toBeGreaterThan(400 * 1024)
  })

  test('works before resume too, and too many at once are refused', async () => {
    await server.restart((store) => fill(store, 1))
    const client = await server.connect(ada)
    for (const i of range(1, 60))
      client.send({ type: 'fetch', request_id: `${i}`, stream: ROOM, from: 1, to: 1 })
    const count = (type: string) => client.frames.filter((frame) => frame.type === type).length
    await expect.poll(() => count('page') + count('error')).toBe(60)
    expect(count('page')).toBeGreaterThanOrEqual(32)
    for (const frame of client.frames.filter(({ type }) => type === 'error')) {
      expect(frame).toMatchObject({ code: 'busy' })
    }
  })
})
