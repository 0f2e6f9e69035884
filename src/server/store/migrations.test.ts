import Database from 'better-sqlite3'
import { spawnSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { readdirSync, readFileSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { errorText } from '../cli/advice.ts'
import { FIXTURE_SCHEMAS, writeFixture } from '../testkit/schema-fixtures.ts'
import { canMount, mountSmallDisk } from '../testkit/small-disk.ts'
import { createTestFile, openTestStore, post, type TestFile } from '../testkit/test-store.ts'
import { CURRENT_SCHEMA } from './migrate.ts'
import { checkFile } from './sqlite-check.ts'
import { keptName, NotKeptError } from './sqlite-keep.ts'

let at: TestFile
beforeEach(() => {
  at = createTestFile()
})
afterEach(() => at.remove())

const problems = (file = at.file) => checkFile(file).flatMap((finding) => finding.problems)
const OLDER = FIXTURE_SCHEMAS.filter((schema) => schema < CURRENT_SCHEMA)

/** What is in a file, whatever the store makes of it. */
function dump(file: string): unknown[] {
  const db = new Database(file, { readonly: true })
  const tables = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
  const rows = tables.all().map((table) => [table, db.prepare(`SELECT * FROM ${table}`).all()])
  const version = db.pragma('user_version', { simple: true })
  db.close()
  return [version, ...rows]
}

test('there is a fixture of every schema', () => {
  expect(FIXTURE_SCHEMAS).toEqual(Array.from({ length: CURRENT_SCHEMA }, (_, i) => i + 1))
})

describe.each(FIXTURE_SCHEMAS)('a server of schema %d', (schema) => {
  beforeEach(() => writeFixture(at.file, schema))

  test('opens with everything in it, and goes on', async () => {
    const store = at.open()
    expect((await store.identity()).name).toBe('Chez nous')
    expect((await store.heads()).get('room:1')).toBe(7)
    const bodies = (await store.messagesBefore([1], null, 10)).map(({ body }) => body)
    expect(bodies).toEqual([6, 5, 4, 2, 1].map((n) => `message ${n} 😀`))
    const [, , third] = await store.eventsAfter('room:1', 0, 10)
    expect(third?.change).toMatchObject({ kind: 'posted', message: { id: 3, body: null, rev: 7 } })
    const identity = await store.findToken(hash('sha256', 'ada', 'buffer'))
    expect(identity?.user).toMatchObject({ id: 1, username: 'ada', firstName: 'Ada' })
    expect((await store.findToken(hash('sha256', 'gone', 'buffer'))) === null).toBe(schema >= 3)
    expect((await store.unread(1, 10)).newest.map(({ body }) => body)).toEqual(schema >= 2 ? ['à Ada'] : [])
    const position = { roomId: 1, n: 4, unread: 1, newestN: 6 }
    expect(await store.readPositions(1)).toEqual(schema >= 4 ? [position] : [])
    // Its own name for its own message: a repeat is one across all versions.
    const first = '0180a5c8-0000-7000-8000-000000000001'
    const repeat = {
      kind: 'post',
      authorId: 2,
      clientId: first,
      roomId: 1,
      body: 'message 1 😀',
      at: 9
    } as const
    expect(await store.append([repeat])).toMatchObject([{ kind: 'repeated', receipt: { id: 1, seq: 1 } }])
    expect(await post(store, 1, 1)).toMatchObject([{ kind: 'posted', receipt: { id: 7, seq: 8, n: 7 } }])
    await store.close()
    expect(problems()).toEqual([])
  })

  test('is kept beside itself as it was, if it is older, and only then', async () => {
    const before = dump(at.file)
    await at.open().close()
    const kept = keptName(at.file, schema)
    const isOlder = schema < CURRENT_SCHEMA
    expect(readdirSync(at.folder).toSorted()).toEqual([
      ...(isOlder ? [path.basename(kept)] : []),
      'causerie.db'
    ])
    if (!isOlder) return
    expect(path.basename(kept)).toBe(`causerie-schema-${schema}.db`)
    expect(dump(kept)).toEqual(before)
    expect(statSync(kept).mode & 0o777).toBe(0o600)
    await at.open().close()
    expect(readdirSync(at.folder)).toHaveLength(2)
  })
})

test('a new file is kept nowhere', async () => {
  await at.open().close()
  expect(readdirSync(at.folder)).toEqual(['causerie.db'])
})

test('what an interrupted copy left is taken away', async () => {
  writeFixture(at.file, 3)
  const kept = keptName(at.file, 3)
  writeFileSync(`${kept}.unfinished`, 'half a copy')
  await at.open().close()
  expect(readdirSync(at.folder).toSorted()).toEqual(['causerie-schema-3.db', 'causerie.db'])
  expect(problems(kept)).toEqual([])
})

test.skipIf(!canMount)('without room for the copy nothing is changed, and the reason is said', () => {
  const disk = mountSmallDisk(256 * 1024)!
  const file = path.join(disk.path, 'causerie.db')
  writeFixture(file, 3)
  const before = dump(file)
  const { bsize, bavail } = statfsSync(disk.path)
  writeFileSync(path.join(disk.path, 'ballast'), Buffer.alloc(bsize * (bavail - 14)))
  let error: unknown
  try {
    openTestStore(file)
  } catch (caught) {
    error = caught
  }
  expect(error).toBeInstanceOf(NotKeptError)
  expect(errorText(error)).toMatch(/copied beside itself, which failed.* There is no room left: make some/s)
  expect(dump(file)).toEqual(before)
  expect(readdirSync(disk.path).filter((name) => name.includes('schema'))).toEqual([])
  disk.remove()
})

/** Opens the file of another process's choice, and dies in its nth step of SQL. */
const DYING_PROGRAM = `
  import Database from 'better-sqlite3'
  import { migrate } from ${JSON.stringify(path.join(import.meta.dirname, 'migrate.ts'))}
  const [file, steps] = process.argv.slice(1)
  const db = new Database(file)
  db.pragma('journal_mode = WAL')
  let left = Number(steps)
  const exec = db.exec.bind(db)
  db.exec = (sql) => {
    exec(sql)
    if (--left === 0) process.kill(process.pid, 'SIGKILL')
  }
  migrate(db)`

test.each(OLDER)(
  'a server of schema %d that is killed while it is brought up to date loses nothing',
  async (schema) => {
    for (let steps = 1; steps <= CURRENT_SCHEMA - schema; steps++) {
      const file = at.beside(`killed-${steps}.db`)
      writeFixture(file, schema)
      const before = dump(file)
      const args = ['--input-type=module', '-e', DYING_PROGRAM, file, String(steps)]
      expect(spawnSync(process.execPath, args).signal).toBe('SIGKILL')
      expect(dump(file)).toEqual(before)
      const store = openTestStore(file)
      expect((await store.heads()).get('room:1')).toBe(7)
      await store.close()
      expect(problems(file)).toEqual([])
    }
  }
)

test('a file of a newer program is left as it is', () => {
  writeFixture(at.file, CURRENT_SCHEMA)
  const db = new Database(at.file)
  db.pragma(`user_version = ${CURRENT_SCHEMA + 1}`)
  db.pragma('journal_mode = WAL')
  db.close()
  const before = readFileSync(at.file)
  expect(() => at.open()).toThrow(/written by a newer Causerie server .* update this program/)
  expect(readFileSync(at.file).equals(before)).toBe(true)
  expect(readdirSync(at.folder)).toEqual(['causerie.db'])
})
