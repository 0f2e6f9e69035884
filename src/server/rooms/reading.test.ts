import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSqliteStore } from '../store/sqlite.ts'
import type { Store } from '../store/store.ts'
import { createTestFolder, createTestLog } from '../testkit/test-server.ts'
import { planCatchUp, readPage } from './reading.ts'
import { rules } from './rules.ts'

const ROOM = 'room:1'
let folder: ReturnType<typeof createTestFolder>
let store: Store

beforeEach(() => {
  folder = createTestFolder()
  store = openSqliteStore(path.join(folder.path, 'causerie.db'), { rules, randomBytes, log: createTestLog() })
})
afterEach(async () => {
  await store.close()
  folder.remove()
})

test('a copy that would have to be told of too many deletions fetches all of it again', async () => {
  const reader = { ...store, eventId: async () => 'e', deletedIn: async () => Array<number>(10_001).fill(1) }
  const cursor = { seq: 5, event: 'e' }
  expect(await planCatchUp(reader, ROOM, { cursor, head: 50_000 })).toEqual({
    divergedAt: null,
    limited: { from: 1, to: 49_800, deleted: [] },
    position: 49_800
  })
})

test('a copy of another history with a large hole is told both', async () => {
  const reader = { ...store, commonHead: async () => 30, eventId: async () => 'kept' }
  const cursor = { seq: 40, event: 'lost' }
  expect(await planCatchUp(reader, ROOM, { cursor, head: 5000 })).toEqual({
    divergedAt: { seq: 30, event: 'kept' },
    limited: { from: 31, to: 4800, deleted: [] },
    position: 4800
  })
})

test('the common point is never beyond what the server still has', async () => {
  const reader = { ...store, commonHead: async () => 30, eventId: async () => 'kept' }
  const plan = await planCatchUp(reader, ROOM, { cursor: { seq: 40, event: 'lost' }, head: 20 })
  expect(plan).toEqual({ divergedAt: { seq: 20, event: 'kept' }, limited: null, position: 20 })
})

test('a page holds at least one event, however large', async () => {
  await store.addUser({
    username: 'ada',
    usernameKey: 'ada',
    firstName: '',
    lastName: '',
    isSuperuser: false,
    passwordHash: '',
    at: 0
  })
  await store.append(
    ['a', 'b'].map((clientId) => ({ kind: 'post', authorId: 1, clientId, roomId: 1, body: clientId, at: 0 }))
  )
  const page = await readPage(store, { stream: ROOM, from: 1, to: 2 }, { head: 2, size: () => 600 * 1024 })
  expect(page?.range).toEqual({ stream: ROOM, from: 2, to: 2 })
  expect(page?.events).toHaveLength(1)
})
