import Database from 'better-sqlite3'
import { randomBytes } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { rules } from '../rooms/rules.ts'
import { storeSuite } from '../testkit/store-suite.ts'
import { createTestFolder, createTestLog } from '../testkit/test-server.ts'
import { FolderLockedError, lockFolder } from './lock.ts'
import { StoreTooNewError } from './migrate.ts'
import { openSqliteStore } from './sqlite.ts'
import type { Store } from './store.ts'

let folder: ReturnType<typeof createTestFolder>
const file = (): string => path.join(folder.path, 'causerie.db')
const open = (): Store => openSqliteStore(file(), { rules, randomBytes, log: createTestLog() })

beforeEach(() => {
  folder = createTestFolder()
})
afterEach(() => folder.remove())

storeSuite('sqlite', async () => open())

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
