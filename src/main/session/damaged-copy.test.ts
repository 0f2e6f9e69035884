import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { clientId, silentLog } from '../../shared/testkit/make.ts'
import { createTurnedClock } from '../../shared/testkit/turned-clock.ts'
import { openAccountStore, type AccountStore } from '../store/account-store.ts'
import type { Account } from '../store/app-store.ts'
import { overwritePages, pagesOf } from '../testkit/damage.ts'
import { fillCopy, TYPED } from '../testkit/filled-copy.ts'
import { temporaryFolder } from '../testkit/temporary.ts'
import { openCopy, rebuildCopy } from './opened-account.ts'

const account: Account = { id: 'a', origin: 'http://x', userId: 1, username: 'ada', profile: null }
const clock = createTurnedClock()

function filledFile(): string {
  const file = join(temporaryFolder(), 'account.sqlite')
  fillCopy(file)
  return file
}

function opened(file: string): AccountStore {
  const store = openCopy({ file, account, clock, log: silentLog })
  onTestFinished(store.close)
  return store
}

/** As while it runs, when a read has come upon the damage. */
function rebuilt(file: string): AccountStore {
  rebuildCopy({ file, account, clock, log: silentLog }, 'test', null)
  return opened(file)
}

function typedIn(store: AccountStore): string[] {
  return store.messages
    .page(1, null, 1000)
    .messages.flatMap(({ body, placement }) => (placement ? [] : [body]))
}

function asides(file: string): string[] {
  return readdirSync(join(file, '..')).filter((name) => /^account\.sqlite\.damaged-\d+$/.test(name))
}

/** All that only this copy has is there; the rest is missing, and known to be. */
function expectSaved(store: AccountStore, file: string): void {
  expect(typedIn(store)).toEqual(TYPED)
  expect(store.drafts.get(1)).toBe('half a sentence')
  expect(store.identity.get()).toMatchObject({ userId: 1, serverName: 'Labo' })
  expect(store.identity.rooms()).toEqual([{ id: 1, name: 'Général' }])
  expect(store.incidents.all().at(-1)).toMatchObject({
    kind: 'copy-rebuilt',
    file: join(file, '..', asides(file).at(-1) ?? ''),
    messages: TYPED.length,
    drafts: 1
  })
  expect(store.messages.countPlaced()).toBe(0)
}

describe('a copy whose pages are overwritten is set aside, and what only it had is saved', () => {
  const lost = { cursors: ['cursor'], told: ['told'], both: ['cursor', 'told'], reading: ['reading'] }
  for (const [name, tables] of Object.entries(lost)) {
    it(`without its ${name}: nothing that was told is told again`, () => {
      const file = filledFile()
      const pages = tables.flatMap((table) => pagesOf(file, table))
      overwritePages(file, [...pages, ...pagesOf(file, 'message_by_n')])
      const store = rebuilt(file)
      expectSaved(store, file)
      const readN = store.readings.position(1)?.readN ?? null
      const told = store.readings.toldUpTo('room:1')
      const cursor = store.cursors.get('room:1')?.seq ?? 0
      // News are what comes at its place beyond what was read and told, in a room with a position.
      expect(readN === null || Math.max(readN, told ?? 0, cursor) >= 500).toBe(true)
      if (cursor > 0) expect(store.missing.all('room:1')).toEqual([{ from: 1, to: 500 }])
    })
  }

  it('in the middle of its messages', () => {
    const file = filledFile()
    const pages = pagesOf(file, 'message')
    overwritePages(file, pages.slice(4, 12))
    expectSaved(rebuilt(file), file)
  })

  it('in its outbox: what was typed is found by its missing number, and sent under its old name', () => {
    const file = filledFile()
    overwritePages(file, pagesOf(file, 'outbox'))
    const store = rebuilt(file)
    expectSaved(store, file)
    expect(store.outbox.get(clientId(90_000))?.delivery.state).toBe('handed-over')
    expect(store.outbox.next(1)?.body).toBe('waiting')
  })

  it('in its outbox and the index: what was typed is found by reading all', () => {
    const file = filledFile()
    const index = 'sqlite_autoindex_message_2'
    overwritePages(file, [...pagesOf(file, 'outbox'), ...pagesOf(file, index)])
    expectSaved(rebuilt(file), file)
  })

  it('at a server that answers nothing: what was found is for its author to decide', () => {
    const file = filledFile()
    overwritePages(file, pagesOf(file, 'outbox'))
    const profile = { name: 'x' } as unknown as Account['profile']
    rebuildCopy({ file, account: { ...account, profile }, clock, log: silentLog }, 'test', null)
    expect(opened(file).outbox.get(clientId(90_000))?.delivery.state).toBe('unconfirmed')
  })

  it('in its people: the name of who is signed in is known all the same', () => {
    const file = filledFile()
    overwritePages(file, pagesOf(file, 'user'))
    const store = opened(file)
    expectSaved(store, file)
    expect(store.users.get(1)?.username).toBe('ada')
  })

  it('and is saved whole where only an index is hit', () => {
    const file = filledFile()
    overwritePages(file, pagesOf(file, 'message_by_place'))
    const store = rebuilt(file)
    expectSaved(store, file)
    expect(store.outbox.get(clientId(90_002))?.delivery).toEqual({ state: 'failed', code: 'too_long' })
    expect([store.readings.position(1)?.readN ?? null, store.readings.toldUpTo('room:1')]).toEqual([480, 500])
    expect(store.notifications.count()).toBe(1)
    expect(store.cursors.get('server')?.seq).toBe(3)
  })
})

describe('a file that cannot even be opened is set aside as it is', () => {
  const damages: Record<string, (file: string) => void> = {
    'that is no database': (file) => writeFileSync(file, 'no database'.repeat(1000)),
    'that is empty': (file) => truncateSync(file, 0),
    'whose first page is garbage': (file) => overwritePages(file, [1]),
    'that is a folder': (file) => {
      rmSync(file)
      mkdirSync(file)
      writeFileSync(join(file, 'something'), '')
    },
    'of another program': (file) => {
      rmSync(file)
      const db = new Database(file)
      db.exec('CREATE TABLE bookmark (url TEXT)')
      db.close()
    },
    'of another program with a version': (file) => {
      rmSync(file)
      const db = new Database(file)
      db.exec('CREATE TABLE bookmark (url TEXT); PRAGMA user_version = 4')
      db.close()
    }
  }
  for (const [name, damage] of Object.entries(damages)) {
    it(`one ${name}`, () => {
      const file = filledFile()
      damage(file)
      const isFolder = statSync(file).isDirectory()
      const bytes = isFolder ? null : readFileSync(file)
      const store = opened(file)
      expect(store.incidents.all()).toMatchObject([{ kind: 'copy-rebuilt', messages: 0, drafts: 0 }])
      expect(store.identity.get()).toBeNull()
      const aside = join(file, '..', asides(file)[0] ?? '')
      if (bytes) expect(readFileSync(aside).equals(bytes)).toBe(true)
      else expect(existsSync(join(aside, 'something'))).toBe(true)
    })
  }

  it('and what was typed comes from the backup before the last migration', () => {
    const file = filledFile()
    copyFileSync(file, `${file}.schema-3`)
    overwritePages(file, [1])
    const store = opened(file)
    expectSaved(store, file)
    expect(
      [store.readings.position(1)?.readN ?? null, store.cursors.get('room:1')],
      'what is out of date'
    ).toEqual([null, null])
  })

  it('and what was typed comes from what was set aside before', () => {
    const file = filledFile()
    copyFileSync(file, `${file}.damaged-5`)
    copyFileSync(file, `${file}.damaged-7`)
    const older = new Database(`${file}.damaged-5`)
    older.exec("UPDATE draft SET text = 'long ago'")
    older.close()
    truncateSync(file, 0)
    const store = opened(file)
    expect(store.drafts.get(1)).toBe('half a sentence')
    expect(typedIn(store)).toEqual(TYPED)
  })
})

it('reads a file that lost its second half as far as it goes', () => {
  const file = filledFile()
  truncateSync(file, Math.floor(statSync(file).size / 2))
  const store = opened(file)
  expect(asides(file)).toHaveLength(1)
  // Its own tables were made first and lie at its beginning.
  expect(store.identity.get()?.userId).toBe(1)
  expect(store.drafts.get(1)).toBe('half a sentence')
  expect(store.readings.position(1)?.readN ?? null).toBe(480)
})

it('opens with a log that is garbage, which holds nothing that can be read', () => {
  const file = filledFile()
  writeFileSync(`${file}-wal`, Buffer.alloc(100_000, 0x55))
  const store = opened(file)
  expect(typedIn(store)).toEqual(TYPED)
  expect(store.messages.countPlaced()).toBe(500)
})

it('opens with a log whose end is garbage, up to its last whole transaction', () => {
  const file = filledFile()
  const live = openAccountStore(file)
  live.transaction(() => live.drafts.set(1, 'in the log'))
  const copy = join(temporaryFolder(), 'account.sqlite')
  copyFileSync(file, copy)
  copyFileSync(`${file}-wal`, `${copy}-wal`)
  appendFileSync(`${copy}-wal`, Buffer.alloc(9000, 0x55))
  live.close()
  expect(opened(copy).drafts.get(1)).toBe('in the log')
})

it('keeps the last three that were set aside, and nothing of those before', () => {
  const file = filledFile()
  for (let round = 0; round < 5; round++) {
    clock.turn(1000)
    writeFileSync(file, `round ${round}`)
    opened(file).close()
  }
  const kept = asides(file).toSorted()
  expect(kept.map((name) => readFileSync(join(file, '..', name), 'utf8'))).toEqual([
    'round 2',
    'round 3',
    'round 4'
  ])
})

it('puts a new copy in its place that a crash has left beside it, without the log of the old one', () => {
  const file = filledFile()
  const other = filledFile()
  const live = openAccountStore(other)
  live.transaction(() => live.drafts.set(1, 'of the old one'))
  copyFileSync(file, `${file}.ready`)
  renameSync(file, `${file}.damaged-1`)
  copyFileSync(`${other}-wal`, `${file}-wal`)
  live.close()
  const store = opened(file)
  expect(typedIn(store)).toEqual(TYPED)
  expect(store.drafts.get(1)).toBe('half a sentence')
  expect([existsSync(`${file}.ready`), existsSync(`${file}.damaged-1-wal`)]).toEqual([false, true])
})
