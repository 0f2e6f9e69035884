import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { expect, it, vi } from 'vitest'
import { noDisks } from '../testkit/mounted-disk.ts'
import { mountDisk } from '../testkit/small-disk.ts'
import { temporaryFolder } from '../testkit/temporary.ts'
import { isDiskError, openingProblemOf } from './database-faults.ts'
import { openDatabase } from './database.ts'

const first = 'CREATE TABLE word (text TEXT NOT NULL)'
const second = 'ALTER TABLE word ADD COLUMN length INTEGER'
const third = 'UPDATE word SET length = length(text)'
/** Half of it is soon done, and the rest would take minutes. */
const endless = `CREATE TABLE half AS SELECT text FROM word;
  INSERT INTO half WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n LIMIT 1000000000`
const table = 'word'
const checked = ['word']

/** A file of the first schema with a word in it, that nobody has open. */
function firstFile(file: string, word = 'typed'): string {
  const db = openDatabase(file, { migrations: [first], table, checked })
  db.prepare('INSERT INTO word VALUES (?)').run(word)
  db.close()
  return file
}

function contentOf(file: string): unknown[] {
  const db = new Database(file, { readonly: true })
  const names = db.prepare('SELECT name FROM sqlite_schema ORDER BY name').pluck().all()
  const content = [
    db.pragma('user_version', { simple: true }),
    names,
    db.prepare('SELECT * FROM word').raw().all()
  ]
  db.close()
  return content
}

it('copies the file before its first step, for its owner alone, until it was opened again as it is now', () => {
  const file = firstFile(join(temporaryFolder(), 'file'))
  expect(readdirSync(join(file, '..')), 'of a new file there is nothing to copy').toEqual(['file'])
  const before = readFileSync(file)
  openDatabase(file, { migrations: [first, second, third], table, checked }).close()
  expect(readdirSync(join(file, '..'))).toEqual(['file', 'file.schema-1'])
  expect(contentOf(file)).toEqual([3, ['word'], [['typed', 5]]])
  expect(readFileSync(`${file}.schema-1`).equals(before)).toBe(true)
  expect(statSync(`${file}.schema-1`).mode & 0o777).toBe(0o600)
  openDatabase(file, { migrations: [first, second, third], table, checked }).close()
  expect(readdirSync(join(file, '..'))).toEqual(['file'])
})

it('copies what is in the log too, and keeps one copy', () => {
  const file = firstFile(join(temporaryFolder(), 'file'))
  const live = openDatabase(file, { migrations: [first], table, checked })
  live.exec("INSERT INTO word VALUES ('in the log')")
  const crashed = join(temporaryFolder(), 'file')
  for (const suffix of ['', '-wal']) writeFileSync(crashed + suffix, readFileSync(file + suffix))
  live.close()
  openDatabase(crashed, { migrations: [first, second], table, checked }).close()
  expect(contentOf(`${crashed}.schema-1`).at(-1)).toEqual([['typed'], ['in the log']])
  openDatabase(crashed, { migrations: [first, second, third], table, checked }).close()
  expect(readdirSync(join(crashed, '..'))).toEqual(['file', 'file.schema-2'])
})

it('leaves all or nothing of a step that fails', () => {
  const file = firstFile(join(temporaryFolder(), 'file'))
  const broken = 'CREATE TABLE half (a); INSERT INTO word (nothing) VALUES (1)'
  expect(() => openDatabase(file, { migrations: [first, second, broken], table, checked })).toThrow(/nothing/)
  expect(contentOf(file)).toEqual([2, ['word'], [['typed', null]]])
  expect(contentOf(`${file}.schema-1`)).toEqual([1, ['word'], [['typed']]])
})

it('that is killed leaves the last whole step and the copy from before, and goes on from there', async () => {
  const file = firstFile(join(temporaryFolder(), 'file'))
  const before = readFileSync(file)
  const script = join(import.meta.dirname, '../testkit/migrating-process.ts')
  const schema = JSON.stringify({ migrations: [first, second, endless], table, checked })
  const child = spawn(process.execPath, [script, file, schema], { stdio: 'inherit' })
  await vi.waitFor(() => expect(statSync(`${file}-wal`).size).toBeGreaterThan(1_000_000), { timeout: 30_000 })
  await setTimeout(50)
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(readFileSync(`${file}.schema-1`).equals(before)).toBe(true)
  expect(contentOf(file)).toEqual([2, ['word'], [['typed', null]]])
  openDatabase(file, { migrations: [first, second, third], table, checked }).close()
  expect(contentOf(file)).toEqual([3, ['word'], [['typed', 5]]])
})

it.skipIf(noDisks)(
  'does not begin where there is no room for the copy, and leaves everything as it was',
  () => {
    const { folder } = mountDisk(1024)
    const file = firstFile(join(folder, 'file'), 'x'.repeat(500_000))
    const before = readFileSync(file)
    let problem: unknown
    try {
      openDatabase(file, { migrations: [first, second], table, checked })
    } catch (error) {
      expect(isDiskError(error)).toBe(true)
      problem = openingProblemOf(error, file)
    }
    expect(problem).toBe('full')
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(readdirSync(folder).filter((name) => name.includes('schema'))).toEqual([])
  }
)
