import Database from 'better-sqlite3'
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addUser } from '../testkit/add-user.ts'
import { createTestFile, post, type TestFile } from '../testkit/test-store.ts'
import { backUp } from './sqlite-backup.ts'

let at: TestFile
beforeEach(() => {
  at = createTestFile()
})
afterEach(() => at.remove())

const backUpTo = (
  to: string,
  onProgress: (share: number) => void = () => undefined,
  mayPut = () => undefined
) => backUp({ database: at.file, to, onProgress, mayPut })

test('a backup is of one moment, whatever is written meanwhile, and never begins anew', async () => {
  const store = at.open()
  await addUser(store, 'ada')
  await post(store, 1, 10_000, 'x'.repeat(1000))
  const shares: number[] = []
  const written: Promise<unknown>[] = []
  await backUpTo(at.beside('copy'), (share) => {
    shares.push(share)
    written.push(post(store, 1, 10))
  })
  await Promise.all(written)
  expect(shares.length).toBeGreaterThan(1)
  expect(shares).toEqual(shares.toSorted((a, b) => a - b))
  expect((await store.heads()).get('room:1')).toBe(10_000 + shares.length * 10)
  await store.close()
  const copy = new Database(at.beside('copy'), { readonly: true })
  expect(copy.prepare('SELECT count(*) AS count, max(seq) AS head FROM events').get()).toEqual({
    count: 10_000,
    head: 10_000
  })
  expect(copy.pragma('journal_mode', { simple: true })).toBe('delete')
  copy.close()
  expect(statSync(at.beside('copy')).mode & 0o777).toBe(0o600)
  expect(readdirSync(at.folder).toSorted()).toEqual(['causerie.db', 'copy'])
})

test('what is stopped or may not be put leaves what was there, and nothing else', async () => {
  await at.open().close()
  writeFileSync(at.beside('copy'), 'before')
  const fail = (): never => {
    throw new Error('stopped')
  }
  const store = at.open()
  await addUser(store, 'ada')
  await post(store, 1, 10_000)
  await store.close()
  await expect(backUpTo(at.beside('copy'), fail)).rejects.toThrow('stopped')
  await expect(backUpTo(at.beside('copy'), undefined, fail)).rejects.toThrow('stopped')
  expect(readFileSync(at.beside('copy'), 'utf8')).toBe('before')
  expect(readdirSync(at.folder).toSorted()).toEqual(['causerie.db', 'copy'])
})

test('a damaged database gives no backup', async () => {
  const store = at.open()
  await addUser(store, 'ada')
  await post(store, 1, 2000)
  await store.close()
  const bytes = readFileSync(at.file)
  bytes.fill(0x55, 4096 * 30, 4096 * 60)
  writeFileSync(at.file, bytes)
  await expect(backUpTo(at.beside('copy'))).rejects.toThrow(/not sound|malformed/)
  expect(existsSync(at.beside('copy'))).toBe(false)
})

test('what a killed backup to the same place left is taken away; what another is writing is not', async () => {
  await at.open().close()
  const { pid: ended } = spawnSync(process.execPath, ['--version'])
  for (const name of [`copy.${ended}`, `copy.${process.ppid}`, `other.${ended}`, 'copy.mine']) {
    writeFileSync(at.beside(`${name}.unfinished`), 'half a copy')
  }
  await backUpTo(at.beside('copy'))
  const left = ['copy.mine', `copy.${process.ppid}`, `other.${ended}`].map((name) => `${name}.unfinished`)
  expect(readdirSync(at.folder).toSorted()).toEqual(['causerie.db', 'copy', ...left].toSorted())
})
