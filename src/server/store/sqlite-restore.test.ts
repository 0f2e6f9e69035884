import Database from 'better-sqlite3'
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addUser, newUser } from '../testkit/add-user.ts'
import { createTestFile, post, type TestFile } from '../testkit/test-store.ts'
import { StoreTooNewError } from './migrate.ts'
import { initialSchema } from './migrations/0001-initial.ts'
import { backUp } from './sqlite-backup.ts'
import { checkFile } from './sqlite-check.ts'
import { requireBackup, restore } from './sqlite-restore.ts'
import type { Store } from './store.ts'

const ROOM = 'room:1'
let at: TestFile
beforeEach(() => {
  at = createTestFile()
})
afterEach(() => at.remove())

let count = 0
const restoreFrom = (name: string) => {
  const epoch = `epoch ${++count}`
  return restore({
    backup: at.beside(name),
    database: at.file,
    aside: at.beside(`aside-${name}`),
    backupName: name,
    epoch,
    at: 50,
    onProgress: () => undefined
  })
}
const backUpAs = (name: string) =>
  backUp({ database: at.file, to: at.beside(name), mayPut: () => undefined, onProgress: () => undefined })

async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = at.open()
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}
const grow = (messages: number) => withStore((store) => post(store, 1, messages))
const common = () => withStore((store) => store.commonHead(ROOM))
const head = () => withStore(async (store) => (await store.heads()).get(ROOM))

beforeEach(() =>
  withStore((store) => store.addUser({ ...newUser('ada', true), passwordHash: '$argon2id$hash' }))
)

test('how far people have read is as the backup has it', async () => {
  const bob = await withStore(async (store) => (await addUser(store, 'bob')).id)
  const read = (n: number) =>
    withStore((store) =>
      store.append([{ kind: 'move-read-position', userId: bob, roomId: 1, n, back: false }])
    )
  await grow(10)
  await read(6)
  await backUpAs('six')
  await grow(5)
  await read(15)
  await restoreFrom('six')
  expect(await withStore((store) => store.readPositions(bob))).toEqual([
    { roomId: 1, n: 6, unread: 4, newestN: 10 }
  ])
})

test('begins another epoch at the backup’s heads, voids the setup code, and says so in the audit log', async () => {
  await withStore((store) => store.setSetupCode(Buffer.from('code')))
  await grow(10)
  const { epoch } = await withStore((store) => store.identity())
  await backUpAs('ten')
  await grow(5)
  expect(await restoreFrom('ten')).toEqual({ hadDatabase: true, unread: null, undone: [] })
  expect([await head(), await common()]).toEqual([10, 10])
  const identity = await withStore((store) => store.identity())
  expect(identity.epoch).not.toBe(epoch)
  const [newest] = await withStore((store) => store.auditEntries(1))
  const restored = { at: 50, actor: null, act: 'server.restored', subject: 'server' }
  expect(newest).toMatchObject({ ...restored, details: { backup: 'ten', epoch: identity.epoch } })
  const db = new Database(at.file)
  expect(db.prepare('SELECT setup_code_hash FROM server').pluck().get()).toBeNull()
  db.close()
  expect(checkFile(at.file).flatMap(({ problems }) => problems)).toEqual([])
  expect(checkFile(at.beside('aside-ten')).find(({ looked }) => looked.startsWith('messages'))?.count).toBe(
    15
  )
  await grow(3)
  expect([await head(), await common()]).toEqual([13, 10])
  expect(readdirSync(at.folder).toSorted()).toEqual(['aside-ten', 'causerie.db', 'ten'])
})

test('a later backup put back over an earlier one promises no more than both histories share', async () => {
  await grow(10)
  await backUpAs('ten')
  await grow(10)
  await backUpAs('twenty')
  await restoreFrom('ten')
  // These are 11 to 30 of another history than the backup's 11 to 20.
  await grow(20)
  await restoreFrom('twenty')
  expect([await head(), await common()]).toEqual([20, 10])
})

test('a backup of another server shares nothing with what it replaces', async () => {
  await grow(10)
  await backUpAs('ours')
  const other = createTestFile()
  const store = other.open()
  await addUser(store, 'bob')
  await post(store, 1, 10)
  await store.close()
  copyFileSync(other.file, at.file)
  other.remove()
  expect((await restoreFrom('ours')).undone).toEqual([])
  expect([await head(), await common()]).toEqual([10, 0])
})

test('whoever was signed out since the backup stays so', async () => {
  await withStore(async (store) => {
    for (const name of ['kept', 'revoked'])
      await store.addToken({ userId: 1, passwordHash: '$argon2id$hash', hash: Buffer.alloc(32, name), at: 1 })
  })
  await backUpAs('before')
  await withStore((store) => store.revokeToken(2, 40))
  await restoreFrom('before')
  const holders = await withStore(async (store) => [
    await store.findToken(Buffer.alloc(32, 'kept')),
    await store.findToken(Buffer.alloc(32, 'revoked'))
  ])
  expect(holders).toMatchObject([{ user: { username: 'ada' } }, null])
})

test('what was done with people since the backup is named, as it does not hold any more', async () => {
  const act = (kind: 'promote' | 'deactivate', usernameKey: string) =>
    withStore((store) => store.administer({ kind, usernameKey, isForced: false, at: 3 }))
  await withStore((store) => store.addUser(newUser('bob')))
  await act('promote', 'bob')
  await backUpAs('before')
  await act('deactivate', 'bob')
  await withStore((store) => store.addUser(newUser('carol')))
  await grow(1)
  expect((await restoreFrom('before')).undone).toEqual([
    { act: 'user.deactivated', username: 'bob' },
    { act: 'user.added', username: 'carol' }
  ])
  // Acts of another history, under the same numbers.
  await act('deactivate', 'ada')
  copyFileSync(at.beside('before'), at.beside('again'))
  expect((await restoreFrom('again')).undone).toEqual([{ act: 'user.deactivated', username: 'ada' }])
})

test('into a folder without a server', async () => {
  await grow(3)
  copyFileSync(at.file, at.beside('three'))
  const elsewhere = createTestFile()
  const options = { backup: at.beside('three'), database: elsewhere.file, aside: elsewhere.beside('aside') }
  const done = await restore({
    ...options,
    backupName: 'three',
    epoch: 'e',
    at: 1,
    onProgress: () => undefined
  })
  expect(done).toEqual({ hadDatabase: false, unread: null, undone: [] })
  expect(readdirSync(elsewhere.folder)).toEqual(['causerie.db'])
  elsewhere.remove()
})

test('a backup of the first schema is brought up to date', async () => {
  const db = new Database(at.beside('old'))
  db.exec(initialSchema)
  db.pragma('user_version = 1')
  db.close()
  await restoreFrom('old')
  expect(await withStore((store) => store.members())).toEqual([])
})

test('over a database that cannot be read, which is kept', async () => {
  await grow(10)
  await backUpAs('ten')
  writeFileSync(at.file, 'no database any more'.repeat(1000))
  writeFileSync(`${at.file}-wal`, 'what the server left when it ended')
  const done = await restoreFrom('ten')
  expect(done).toEqual({ hadDatabase: true, unread: expect.stringMatching(/not a database/), undone: [] })
  expect([await head(), await common()]).toEqual([10, 10])
  expect(readFileSync(at.beside('aside-ten'), 'utf8')).toMatch(/^no database/)
  expect(readdirSync(at.folder).toSorted()).toEqual(['aside-ten', 'causerie.db', 'ten'])
})

test('what somebody else’s look at the database kept out of it is put aside with it', async () => {
  await grow(10)
  await backUpAs('ten')
  const store = at.open()
  const reader = new Database(at.file)
  reader.exec('BEGIN; SELECT * FROM epochs')
  await post(store, 1, 5)
  await store.close()
  await restoreFrom('ten')
  reader.close()
  expect([await head(), await common()]).toEqual([10, 10])
  const aside = checkFile(at.beside('aside-ten'))
  expect(aside.flatMap(({ problems }) => problems)).toEqual([])
  expect(aside.find(({ looked }) => looked.startsWith('messages'))?.count).toBe(15)
})

test('what a restore that was killed left is not taken for part of the next', async () => {
  await grow(10)
  await backUpAs('ten')
  const numbers = 'WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)'
  const db = new Database(`${at.file}.unfinished`)
  db.exec(`CREATE TABLE other (x); ${numbers} INSERT INTO other SELECT zeroblob(3000) FROM n`)
  db.exec('PRAGMA cache_size = 10; BEGIN; UPDATE other SET x = randomblob(3000)')
  copyFileSync(`${at.file}.unfinished-journal`, at.beside('journal'))
  db.close()
  copyFileSync(at.beside('journal'), `${at.file}.unfinished-journal`)
  await restoreFrom('ten')
  expect(checkFile(at.file).flatMap(({ problems }) => problems)).toEqual([])
  expect(readdirSync(at.folder).toSorted()).toEqual(['aside-ten', 'causerie.db', 'journal', 'ten'])
})

test('a restore that fails changes nothing', async () => {
  await grow(10)
  await backUpAs('ten')
  await grow(5)
  writeFileSync(at.beside('aside-ten'), 'in the way')
  await expect(restoreFrom('ten')).rejects.toThrow('EEXIST')
  expect(await head()).toBe(15)
  expect(readdirSync(at.folder).toSorted()).toEqual(['aside-ten', 'causerie.db', 'ten'])
})

test('a backup of a newer program is refused', async () => {
  await backUpAs('newer')
  const db = new Database(at.beside('newer'))
  db.pragma('user_version = 99')
  db.close()
  expect(() => requireBackup(at.beside('newer'))).toThrow(StoreTooNewError)
  await expect(restoreFrom('newer')).rejects.toThrow(StoreTooNewError)
  expect(readdirSync(at.folder).toSorted()).toEqual(['causerie.db', 'newer'])
})
