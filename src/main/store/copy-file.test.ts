import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import type { CopyProblem } from '../../shared/model/copy.ts'
import { noDisks } from '../testkit/mounted-disk.ts'
import { mountDisk } from '../testkit/small-disk.ts'
import { temporaryFolder } from '../testkit/temporary.ts'
import { openAccountStore, type AccountStore } from './account-store.ts'

interface Opened {
  readonly store: AccountStore
  readonly problems: (CopyProblem | null)[]
}

function opened(file: string): Opened {
  const store = openAccountStore(file)
  const problems: (CopyProblem | null)[] = []
  store.file.problems.subscribe((problem) => problems.push(problem))
  onTestFinished(store.close)
  return { store, problems }
}

const save = (store: AccountStore, text: string): void => store.transaction(() => store.drafts.set(1, text))

it('says that it is locked by somebody else, and that it is good again', () => {
  const file = join(temporaryFolder(), 'account.sqlite')
  const { store, problems } = opened(file)
  const other = new Database(file)
  other.exec('BEGIN IMMEDIATE')
  expect(() => save(store, 'one')).toThrow(/locked/)
  expect(store.file.tryToWrite()).toBe(false)
  other.close()
  expect(store.file.tryToWrite()).toBe(true)
  expect(problems).toEqual(['unwritable', null])
})

it('reads all of a snapshot as of one moment, and what came meanwhile afterwards', () => {
  const file = join(temporaryFolder(), 'account.sqlite')
  const { store } = opened(file)
  const other = openAccountStore(file)
  onTestFinished(other.close)
  const read = store.snapshot(() => {
    const before = store.drafts.get(1)
    save(other, 'meanwhile')
    return [before, store.drafts.get(1)]
  })
  expect(read).toEqual(['', ''])
  expect(store.drafts.get(1)).toBe('meanwhile')
})

it('says nothing of a disk of which a transaction wanted nothing', () => {
  const file = join(temporaryFolder(), 'account.sqlite')
  const { store } = opened(file)
  const other = new Database(file)
  other.exec('BEGIN IMMEDIATE')
  expect(() => save(store, 'one')).toThrow(/locked/)
  other.exec('ROLLBACK')
  other.close()
  store.transaction(() => store.drafts.get(1))
  expect(store.file.problem).toBe('unwritable')
  save(store, 'two')
  expect(store.file.problem).toBeNull()
})

it.skipIf(noDisks)(
  'says that the disk is full, keeps what was there, and takes more when there is room',
  () => {
    const { folder } = mountDisk(1024)
    const { store, problems } = opened(join(folder, 'account.sqlite'))
    save(store, 'before')
    expect(() => save(store, 'x'.repeat(2_000_000))).toThrow(/full|I\/O/)
    expect(problems).toEqual(['full'])
    expect(store.drafts.get(1)).toBe('before')
    save(store, 'after')
    expect(problems).toEqual(['full', null])
  }
)

const cannotFreeze = reasonAgainstFreezing()

it.skipIf(cannotFreeze)('says that its file may not be written any more', () => {
  const file = join(temporaryFolder(), 'account.sqlite')
  const { store, problems } = opened(file)
  save(store, 'before')
  const names = [file, `${file}-wal`]
  execFileSync('chattr', ['+i', ...names])
  try {
    expect(() => save(store, 'after')).toThrow()
  } finally {
    execFileSync('chattr', ['-i', ...names])
  }
  expect(problems).toEqual(['read-only'])
  expect(store.drafts.get(1)).toBe('before')
  expect(store.file.tryToWrite()).toBe(true)
})

/** Whether files can be made unchangeable, even for who has them open: of the superuser, on some file systems. */
function reasonAgainstFreezing(): string | null {
  try {
    execFileSync('chattr', ['-i', import.meta.filename], { stdio: 'pipe' })
    return null
  } catch {
    return 'only the superuser, on a file system that knows it'
  }
}
