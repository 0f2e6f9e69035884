import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { AnyEvent } from '../../shared/ipc/contract.ts'
import { silentLog } from '../../shared/testkit/make.ts'
import { createServer, type RunningServer } from '../../server/index.ts'
import { addUser } from '../../server/testkit/add-user.ts'
import { freePort } from '../../server/testkit/free-port.ts'
import { openTestStore, post } from '../../server/testkit/test-store.ts'
import { systemWorld } from '../../server/world.ts'
import type { News } from '../sync/news.ts'
import { overwritePages, pagesOf } from '../testkit/damage.ts'
import { openAccounts } from '../testkit/opened-accounts.ts'
import { noDisks } from '../testkit/mounted-disk.ts'
import { mountDisk } from '../testkit/small-disk.ts'
import { temporaryFolder } from '../testkit/temporary.ts'
import type { Accounts } from './accounts.ts'

const ines = { username: 'ines', password: 'a long password', keep: true, profile: null }
const patient = { timeout: 30_000 }
const UNREAD = 5

async function startServer(dataFolder: string, port: number): Promise<RunningServer> {
  const server = await createServer({ dataFolder, port, name: 'Labo' }, { ...systemWorld(), log: silentLog })
  onTestFinished(() => server.close())
  return server
}

interface World {
  readonly server: RunningServer
  readonly accounts: Accounts
  readonly folder: string
  /** Path of the copy. */
  readonly file: string
  readonly news: News[]
  readonly events: AnyEvent[]
  /** Has Bob say something while the server is down for a moment. */
  bobSays(count: number): Promise<void>
}

/** Ines in her room, with everything that Bob has said in it. */
async function openWorld(folder = temporaryFolder(), said = 300): Promise<World> {
  const data = temporaryFolder()
  const port = await freePort()
  let server = await startServer(data, port)
  const accounts = openAccounts(folder)
  await accounts.setUp({ ...ines, address: server.url, code: server.setupCode ?? '' })
  const news: News[] = []
  const events: AnyEvent[] = []
  accounts.news.subscribe((one) => news.push(one))
  accounts.events.subscribe((event) => events.push(event))
  let heard = 0
  const bobSays = async (count: number): Promise<void> => {
    await server.close()
    const store = openTestStore(join(data, 'causerie.db'))
    if (heard === 0) await addUser(store, 'bob')
    await post(store, 2, count, 'x'.repeat(500))
    await store.close()
    heard += count
    server = await startServer(data, port)
  }
  // What a copy holds when it is made counts as read; the last five do not.
  for (const count of [said - UNREAD, UNREAD]) {
    await bobSays(count)
    await vi.waitFor(() => {
      accounts.sync?.retryConnection()
      expect(accounts.copySize()?.messages).toBe(heard)
    }, patient)
  }
  await vi.waitFor(() => expect(news).toHaveLength(1), patient)
  news.length = 0
  const name = readdirSync(join(folder, 'accounts'))[0] ?? ''
  const file = join(folder, 'accounts', name, 'account.sqlite')
  return { server, accounts, folder, file, news, events, bobSays }
}

/** The same folder at the next start of the program. */
function restart({ accounts, folder }: World): Accounts {
  accounts.stop()
  const again = openAccounts(folder)
  again.restore()
  return again
}

async function bodies(accounts: Accounts): Promise<string[]> {
  return (await accounts.sync?.page(1, null))?.messages.map(({ body }) => body) ?? []
}

describe('a copy that is damaged while it is open', () => {
  it('is made anew without a restart, with what was typed; the server says the rest, nothing is news', async () => {
    const world = await openWorld()
    await world.server.close()
    world.accounts.stop()
    const pages = pagesOf(world.file, 'message')
    const accounts = openAccounts(world.folder)
    accounts.restore()
    const news: News[] = []
    const names: string[] = []
    let wasNobody = false
    accounts.news.subscribe((one) => news.push(one))
    accounts.events.subscribe((event) => names.push(event.name))
    accounts.changes.subscribe(() => (wasNobody ||= accounts.session() === null))
    await accounts.sync?.saveDraft(1, 'half a sentence')
    await accounts.sync?.send(1, 'typed offline')
    overwritePages(world.file, pages.slice(1))
    await expect(accounts.sync?.page(1, null)).rejects.toThrow(/malformed/)
    await vi.waitFor(() => expect(accounts.session()?.incidents).toHaveLength(1), patient)
    expect(accounts.session()?.incidents).toMatchObject([{ kind: 'copy-rebuilt', messages: 1, drafts: 1 }])
    expect(accounts.session()?.draft).toBe('half a sentence')
    expect(await bodies(accounts)).toEqual(['typed offline'])
    expect(names).toContain('messages.changed')
    expect(wasNobody).toBe(false)
    await world.bobSays(1)
    await vi.waitFor(async () => {
      accounts.sync?.retryConnection()
      expect(accounts.copySize()?.messages).toBe(302)
    }, patient)
    expect(accounts.session()?.reading).toMatchObject({ readN: 295, unread: 6 })
    await vi.waitFor(() => expect(news).not.toEqual([]), patient)
    expect(news.flatMap(({ messages }) => messages)).toHaveLength(1)
    expect(accounts.sync?.unsentCount()).toBe(0)
  })

  // What the page is told of an account when it is shown, and what a greeting writes.
  it.each(['user', 'notification', 'message_by_n'])(
    'in its %s is made anew as it is shown, also without its server',
    async (table) => {
      const world = await openWorld()
      await world.accounts.sync?.saveDraft(1, 'half a sentence')
      await world.server.close()
      world.accounts.stop()
      overwritePages(world.file, pagesOf(world.file, table))
      const accounts = openAccounts(world.folder)
      accounts.changes.subscribe(() => void accounts.session())
      accounts.restore()
      expect(accounts.unopened).toBeNull()
      expect(accounts.session()).toMatchObject({
        user: { id: 1 },
        draft: 'half a sentence',
        incidents: [{ kind: 'copy-rebuilt', drafts: 1 }]
      })
    }
  )

  it('is set aside where not even the first page can be read, and filled by the server', async () => {
    const world = await openWorld()
    world.accounts.stop()
    overwritePages(world.file, [1])
    const accounts = openAccounts(world.folder)
    const news: News[] = []
    accounts.news.subscribe((one) => news.push(one))
    accounts.restore()
    await vi.waitFor(() => expect(accounts.copySize()?.messages).toBe(300), patient)
    expect(accounts.session()?.incidents).toMatchObject([{ kind: 'copy-rebuilt', messages: 0, drafts: 0 }])
    await world.bobSays(1)
    await vi.waitFor(() => {
      accounts.sync?.retryConnection()
      expect(accounts.copySize()?.messages).toBe(301)
    }, patient)
    await vi.waitFor(() => expect(news).not.toEqual([]), patient)
    expect(news.flatMap(({ messages }) => messages)).toHaveLength(1)
  })
})

describe('a copy that is deleted or replaced while it is open', () => {
  async function expectPutBack(world: World): Promise<void> {
    await vi.waitFor(async () => {
      expect(existsSync(world.file)).toBe(true)
      expect(await world.accounts.sync?.send(1, 'after')).toMatchObject({ ok: true })
    }, patient)
    await vi.waitFor(() => expect(world.accounts.sync?.unsentCount()).toBe(0), patient)
    const accounts = restart(world)
    expect(accounts.session()?.draft).toBe('half a sentence')
    expect((await bodies(accounts)).slice(-1)).toEqual(['after'])
    expect(accounts.copySize()?.messages).toBe(301)
  }

  it('is put back in its place from what is open, before anything more is taken', async () => {
    const world = await openWorld()
    await world.accounts.sync?.saveDraft(1, 'half a sentence')
    rmSync(world.file)
    // It would be lost with the file: the field keeps it for the moment that this takes.
    expect(await world.accounts.sync?.send(1, 'lost?')).toEqual({ ok: false, code: 'disk' })
    expect(world.events.findLast(({ name }) => name === 'copy.changed')?.value).toMatchObject({
      problem: 'gone'
    })
    await expectPutBack(world)
    expect(world.events.findLast(({ name }) => name === 'incidents.changed')?.value).toMatchObject({
      incidents: [{ kind: 'copy-put-back', folder: join(world.file, '..') }]
    })
    expect(world.news.flatMap(({ messages }) => messages)).toHaveLength(0)
  })

  it('is put back with its folder', async () => {
    const world = await openWorld()
    await world.accounts.sync?.saveDraft(1, 'half a sentence')
    rmSync(join(world.file, '..'), { recursive: true })
    expect(await world.accounts.sync?.saveDraft(1, 'half a sentence, and')).toEqual({
      ok: false,
      code: 'disk'
    })
    await vi.waitFor(() => expect(existsSync(world.file)).toBe(true), patient)
    expect(world.accounts.session()?.draft).toBe('half a sentence')
    expect(world.accounts.copySize()?.messages).toBe(300)
  })

  it('is put back in the place of another, which is set aside', async () => {
    const world = await openWorld()
    await world.accounts.sync?.saveDraft(1, 'half a sentence')
    renameSync(world.file, `${world.file}.elsewhere`)
    writeFileSync(world.file, 'something else')
    expect(await world.accounts.sync?.send(1, 'lost?')).toEqual({ ok: false, code: 'disk' })
    await expectPutBack(world)
    const aside = readdirSync(join(world.file, '..')).find((name) => /\.replaced-\d+$/.test(name)) ?? ''
    expect(readFileSync(join(world.file, '..', aside), 'utf8')).toBe('something else')
  })

  it('is put back when the program ends before anybody has noticed', async () => {
    const world = await openWorld()
    await world.accounts.sync?.saveDraft(1, 'half a sentence')
    await world.server.close()
    rmSync(world.file)
    const accounts = restart(world)
    expect(accounts.session()?.draft).toBe('half a sentence')
    expect(accounts.copySize()?.messages).toBe(300)
  })
})

describe('a disk that refuses', () => {
  it.skipIf(noDisks)(
    'has what comes wait at the server and what is typed in its field, and is good again by itself',
    async () => {
      const disk = mountDisk(2048)
      const world = await openWorld(disk.folder, 100)
      const { accounts, events } = world
      const filler = join(disk.folder, 'filler')
      fillUp(filler)
      const long = 'y'.repeat(3000)
      await vi.waitFor(async () => {
        expect(await accounts.sync?.send(1, long)).toEqual({ ok: false, code: 'disk' })
      }, patient)
      const sent = (await bodies(accounts)).filter((body) => body === long).length
      expect(await accounts.sync?.saveDraft(1, long)).toEqual({ ok: false, code: 'disk' })
      expect(accounts.session()?.copy.problem).toBe('full')
      const problems = events.flatMap((event) => (event.name === 'copy.changed' ? [event.value.problem] : []))
      expect(problems).toContain('full')
      await world.bobSays(300)
      accounts.sync?.retryConnection()
      rmSync(filler)
      await vi.waitFor(() => expect(accounts.session()?.copy.problem).toBeNull(), patient)
      await vi.waitFor(() => expect(accounts.copySize()?.messages).toBe(400 + sent), patient)
      expect(await accounts.sync?.send(1, 'there is room')).toMatchObject({ ok: true })
    }
  )
})

describe.skipIf(noDisks)('a disk that refuses at the start', () => {
  it.each(['full', 'read-only'] as const)(
    'as it is %s: that is said, and the copy is opened without a restart as soon as it can be',
    async (problem) => {
      const folder = temporaryFolder()
      const disk = mountDisk(2048)
      symlinkSync(disk.folder, join(folder, 'accounts'))
      const world = await openWorld(folder, 20)
      await world.accounts.sync?.saveDraft(1, 'half a sentence')
      world.accounts.stop()
      const filler = join(disk.folder, 'filler')
      if (problem === 'full') fillUp(filler)
      else disk.setReadOnly(true)
      const accounts = openAccounts(folder)
      expect(accounts.restore()).toBe(world.server.url)
      expect(accounts.session()).toBeNull()
      expect(accounts.unopened).toEqual({ problem, folder: join(world.file, '..') })
      if (problem === 'full') rmSync(filler)
      else disk.setReadOnly(false)
      await vi.waitFor(() => expect(accounts.session()?.draft).toBe('half a sentence'), patient)
      expect(accounts.unopened).toBeNull()
      expect(accounts.copySize()?.messages).toBe(20)
    }
  )
})

describe('a copy that a later program wrote', () => {
  it('is left as it is, said so, and not overwritten by a sign-in', async () => {
    const world = await openWorld()
    world.accounts.stop()
    const db = new Database(world.file)
    db.pragma('user_version = 99')
    db.close()
    const before = readFileSync(world.file)
    const accounts = openAccounts(world.folder)
    expect(accounts.restore()).toBe(world.server.url)
    expect(accounts.session()).toBeNull()
    expect(accounts.unopened).toEqual({ problem: 'newer', folder: join(world.file, '..') })
    expect(await accounts.signIn({ ...ines, address: world.server.url })).toEqual({
      ok: false,
      code: 'newer'
    })
    expect(accounts.session()).toBeNull()
    expect(readFileSync(world.file).equals(before)).toBe(true)
  })
})

it('names a copy that somebody else has locked, and opens it when they are done', async () => {
  const world = await openWorld()
  world.accounts.stop()
  const other = new Database(world.file)
  other.pragma('locking_mode = EXCLUSIVE')
  other.exec("BEGIN IMMEDIATE; INSERT INTO draft VALUES (9, 'theirs'); COMMIT")
  const accounts = openAccounts(world.folder)
  accounts.restore()
  expect(accounts.unopened?.problem).toBe('in-use')
  expect(await accounts.signIn({ ...ines, address: world.server.url })).toEqual({ ok: false, code: 'disk' })
  other.close()
  expect(await accounts.signIn({ ...ines, address: world.server.url })).toMatchObject({ ok: true })
  expect(accounts.unopened).toBeNull()
  expect(accounts.copySize()?.messages).toBe(300)
})

/** Writes until the disk is full to its last block. */
function fillUp(file: string): void {
  for (const size of [65_536, 4096]) {
    try {
      for (;;) writeFileSync(file, Buffer.alloc(size), { flag: 'a' })
    } catch {
      // That is the end of it.
    }
  }
}
