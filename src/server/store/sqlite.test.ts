import Database from 'better-sqlite3'
import { randomBytes } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { rules } from '../rooms/rules.ts'
import { addRooms } from '../testkit/add-rooms.ts'
import { addUserWithEvents } from '../testkit/add-user.ts'
import { storeSuite } from '../testkit/store-suite.ts'
import { createTestFolder, createTestLog } from '../testkit/test-server.ts'
import { FolderLockedError, lockFolder } from './lock.ts'
import { StoreTooNewError } from './migrate.ts'
import { initialSchema } from './migrations/0001-initial.ts'
import { openSqliteStore } from './sqlite.ts'
import type { Store } from './store.ts'

let folder: ReturnType<typeof createTestFolder>
const file = (): string => path.join(folder.path, 'causerie.db')
const open = (): Store => openSqliteStore(file(), { rules, randomBytes, log: createTestLog() })

beforeEach(() => {
  folder = createTestFolder()
})
afterEach(() => folder.remove())

storeSuite('sqlite', async (rooms = []) => {
  await addRooms(folder.path, rooms)
  return open()
})

test('the files are their owner’s alone, and one file is left after closing', async () => {
  const store = open()
  for (const suffix of ['', '-wal', '-shm']) expect(statSync(file() + suffix).mode & 0o777).toBe(0o600)
  await store.close()
  expect(() => statSync(`${file()}-wal`)).toThrow('ENOENT')
})

test('every commit waits for the disk', async () => {
  await open().close()
  const db = new Database(file())
  expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
  db.close()
})

test('a file of a newer program is refused and left alone', async () => {
  await open().close()
  const db = new Database(file())
  db.pragma('user_version = 99')
  db.close()
  expect(open).toThrow(StoreTooNewError)
})

test('a file of the first schema is brought up to date with all that is in it', async () => {
  const db = new Database(file())
  db.exec(initialSchema)
  db.exec(`
    INSERT INTO users (username, username_key, first_name, last_name, is_superuser, password_hash, created_at)
      VALUES ('Ada', 'ada', 'Ada', '', 0, 'hash', 1), ('root', 'root', '', '', 1, 'hash', 2);
    INSERT INTO messages (room, author, client_id, body, content_hash, seq, n, rev, created_at)
      VALUES (1, 1, 'a', 'bonjour', x'00', 1, 1, 1, 3);
    INSERT INTO events (stream, seq, id, kind, subject, at) VALUES (1, 1, 'first', 'posted', 1, 3);
    UPDATE streams SET head = 1 WHERE id = 1;
    UPDATE rooms SET last_n = 1;
    PRAGMA user_version = 1;`)
  db.close()

  const store = open()
  const heads = { 'room:1': 1, server: 0, 'user:1': 0, 'user:2': 0 }
  expect(Object.fromEntries(await store.heads())).toEqual(heads)
  const [event] = await store.eventsAfter('room:1', 0, 10)
  expect(event).toMatchObject({ id: 'first', change: { message: { body: 'bonjour', sender: { id: 1 } } } })
  const outcomes = await store.append([
    { kind: 'post', authorId: 1, clientId: 'b', roomId: 1, body: 'encore', at: 4 },
    { kind: 'announce', authorId: 2, clientId: 'c', title: '', body: 'à tous', at: 4 },
    { kind: 'notify', recipientId: 1, title: '', body: 'à Ada', at: 4 },
    { kind: 'mark-read', userId: 1, notificationId: 1, andOlder: false, at: 4 }
  ])
  expect(outcomes.map(({ kind }) => kind)).toEqual(['posted', 'notified', 'notified', 'read'])
  expect(await store.unread(1, 50)).toMatchObject({ count: 1, newest: [{ id: 2 }] })
  expect((await addUserWithEvents(store, 'eve')).events).toHaveLength(1)
  await store.close()

  const again = open()
  const grown = { 'room:1': 2, server: 1, 'user:1': 2, 'user:2': 0, 'user:3': 1 }
  expect(Object.fromEntries(await again.heads())).toEqual(grown)
  await again.close()
})

test('what was written is there after opening again, under the same epoch', async () => {
  const before = open()
  const { epoch } = await before.identity()
  await before.close()
  const after = open()
  expect((await after.identity()).epoch).toBe(epoch)
  await after.close()
})

test('the common head is the lowest of all restores', async () => {
  const store = open()
  const db = new Database(file())
  db.exec(`
    INSERT INTO epochs (number, id, began_at) VALUES (2, 'two', 0), (3, 'three', 0);
    INSERT INTO epoch_heads (epoch, stream, head) VALUES (2, 1, 40), (3, 1, 30);`)
  expect(await store.commonHead('room:1')).toBe(30)
  expect((await store.identity()).epoch).toBe('three')
  db.exec("INSERT INTO epochs (number, id, began_at) VALUES (4, 'four', 0)")
  expect(await store.commonHead('room:1')).toBe(0)
  db.close()
  await store.close()
})

test('the right to delete is the one that holds when deleting', async () => {
  const store = open()
  const user = {
    usernameKey: 'root',
    firstName: '',
    lastName: '',
    isSuperuser: true,
    passwordHash: '',
    at: 0
  }
  await store.addUser({ username: 'root', ...user })
  const db = new Database(file())
  db.exec('UPDATE users SET is_superuser = 0')
  db.close()
  const outcomes = await store.append([{ kind: 'delete', actorId: 1, messageId: 1, at: 0 }])
  expect(outcomes).toEqual([{ kind: 'refused', code: 'not_superuser' }])
  await store.close()
})

describe('the audit log', () => {
  const entry = "(id, at, act, subject, details) VALUES (1, 0, 'x', 'y', '{}')"

  test.each([
    ['UPDATE audit SET at = 0'],
    ['DELETE FROM audit'],
    [`INSERT OR REPLACE INTO audit ${entry}`],
    [`REPLACE INTO audit ${entry}`]
  ])('refuses %s', async (statement) => {
    const store = open()
    await addUserWithEvents(store, 'ada')
    const entries = await store.auditEntries(10)
    const db = new Database(file())
    for (const recursive of ['ON', 'OFF']) {
      db.pragma(`recursive_triggers = ${recursive}`)
      expect(() => db.exec(statement)).toThrow('the audit log is append-only')
    }
    db.close()
    expect(await store.auditEntries(10)).toEqual(entries)
    await store.close()
  })

  test('what cannot be recorded is not done', async () => {
    const store = open()
    const root = await addUserWithEvents(store, 'root', true)
    const post = {
      kind: 'post',
      authorId: root.user.id,
      clientId: 'a',
      roomId: 1,
      body: 'cc',
      at: 1
    } as const
    await store.append([post])
    const db = new Database(file())
    db.exec("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no room'); END")
    db.close()

    const [deleted, posted] = await store.append([
      { kind: 'delete', actorId: 1, messageId: 1, at: 2 },
      { ...post, clientId: 'b' }
    ])
    expect(deleted).toEqual({ kind: 'refused', code: 'internal' })
    expect(posted).toMatchObject({ kind: 'posted', receipt: { seq: 2 } })
    expect(await store.messagesBefore([1], null, 10)).toHaveLength(2)
    const act = { usernameKey: 'root', isForced: true, at: 3 } as const
    await expect(store.administer({ kind: 'demote', ...act })).rejects.toThrow('no room')
    await expect(store.administer({ kind: 'deactivate', ...act })).rejects.toThrow('no room')
    await expect(addUserWithEvents(store, 'eve')).rejects.toThrow('no room')
    await expect(store.rename('Autre', 3)).rejects.toThrow('no room')
    expect(await store.members()).toMatchObject([
      { username: 'root', isSuperuser: true, deactivatedAt: null }
    ])
    expect((await store.identity()).name).toBe('Causerie')
    await store.close()
  })
})

test('a folder is locked for one at a time', () => {
  const lock = path.join(folder.path, 'lock')
  const unlock = lockFolder(folder.path, lock)
  expect(() => lockFolder(folder.path, lock)).toThrow(FolderLockedError)
  unlock()
  lockFolder(folder.path, lock)()
})

test('a deleted text is nowhere in the file any more', async () => {
  const store = open()
  await store.addUser({
    username: 'ada',
    usernameKey: 'ada',
    firstName: '',
    lastName: '',
    isSuperuser: true,
    passwordHash: 'x',
    at: 0
  })
  const words = 'words to be forgotten'
  const outcomes = await store.append(
    Array.from({ length: 50 }, (_, i) => {
      return { kind: 'post', authorId: 1, clientId: `c${i}`, roomId: 1, body: words + i, at: 0 } as const
    })
  )
  await store.append(
    outcomes.map((outcome) => {
      const messageId = outcome.kind === 'posted' ? outcome.receipt.id : null
      return { kind: 'delete', actorId: 1, messageId, at: 0 } as const
    })
  )
  await store.close()
  expect(readFileSync(file()).includes(words)).toBe(false)
})
