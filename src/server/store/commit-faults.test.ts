import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, statfsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSystemClock } from '../../shared/std/clock.ts'
import { askToAddUser } from '../control/client.ts'
import { dataFolderAt } from '../data-folder.ts'
import { noMeter } from '../meter.ts'
import { addUser } from '../testkit/add-user.ts'
import { canMount, mountSmallDisk, type SmallDisk } from '../testkit/small-disk.ts'
import { createTestCli, signIn, type TestCli } from '../testkit/test-cli.ts'
import { clientId, connect, type TestClient } from '../testkit/test-client.ts'
import { createTestLog, PASSWORD, startTestServer, type TestServer } from '../testkit/test-server.ts'
import { openTestStore } from '../testkit/test-store.ts'
import { createGroupCommit } from './group-commit.ts'
import { openSqliteStore } from './sqlite.ts'
import { checkFile } from './sqlite-check.ts'
import type { Appender, Command, Outcome, Store } from './store.ts'

const say = (client: TestClient, id: string): void =>
  client.send({ type: 'chat_message', message: `says ${id}`, client_id: id })

const problems = (file: string) => checkFile(file).flatMap((finding) => finding.problems)

describe('a commit that fails', () => {
  let server: TestServer
  /** How commits fail, as long as it is set. */
  let fault: ((store: Store, batch: readonly Command[]) => Promise<readonly Outcome[]>) | null = null

  beforeEach(async () => {
    fault = null
    server = await startTestServer({
      openStore(...args) {
        const store = openSqliteStore(...args)
        const append: Appender['append'] = (batch) => fault?.(store, batch) ?? store.append(batch)
        return { ...store, append }
      }
    })
  })
  afterEach(() => server.dispose())

  async function live(token: string): Promise<TestClient> {
    const client = await server.connect(token)
    client.send({ type: 'resume', cursors: {} })
    await client.next('caught_up')
    return client
  }

  const gone = (): never => {
    throw new Error('disk I/O error')
  }

  test.each([
    ['before anything was written', async () => gone()],
    [
      'after everything was written',
      async (store: Store, batch: readonly Command[]) => {
        await store.append(batch)
        return gone()
      }
    ]
  ])(
    '%s is told as busy; the same again is stored once, and everybody hears it once',
    async (_when, failing) => {
      const [author, reader] = [
        await live(await server.addUser('ada')),
        await live(await server.addUser('bob'))
      ]
      fault = failing
      const ids = [clientId(), clientId()]
      for (const id of ids) say(author, id)
      for (const id of ids) {
        expect(await author.next('error')).toMatchObject({ code: 'busy', request_id: id })
      }
      fault = null
      for (const id of ids) say(author, id)
      for (const [index, id] of ids.entries()) {
        expect(await author.next('accepted')).toMatchObject({ client_id: id, seq: index + 1, n: index + 1 })
      }
      say(author, clientId())
      for (const client of [author, reader]) {
        const events = await client.all('chat_message', 3)
        expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3])
      }
    }
  )

  test('what was written all the same is heard at once, without waiting for what is said next', async () => {
    const [author, reader] = [
      await live(await server.addUser('ada')),
      await live(await server.addUser('bob'))
    ]
    fault = async (store, batch) => {
      await store.append(batch)
      return gone()
    }
    const id = clientId()
    say(author, id)
    expect(await reader.next('chat_message')).toMatchObject({ seq: 1, data: { client_id: id } })
    expect(await author.next('error')).toMatchObject({ code: 'busy' })
  })
})

describe.skipIf(!canMount)('a disk that is full', () => {
  let disk: SmallDisk
  beforeEach(() => {
    disk = mountSmallDisk(2 * 1024 * 1024)!
  })
  afterEach(() => disk.remove())

  test('refuses all of a batch as busy, and takes it when there is room again', async () => {
    const file = path.join(disk.path, 'causerie.db')
    const ballast = path.join(disk.path, 'ballast')
    const store = openTestStore(file)
    const ada = await addUser(store, 'ada')
    const told: number[] = []
    const commits = createGroupCommit({
      store,
      publish: (events) => told.push(...events.map(({ seq }) => seq)),
      tellUntold: async () => undefined,
      clock: createSystemClock(globalThis),
      meter: noMeter,
      log: createTestLog()
    })
    const posts = Array.from({ length: 60 }, () => {
      const body = 'x'.repeat(4000)
      return { kind: 'post', authorId: ada.id, clientId: clientId(), roomId: 1, body, at: 1 } as const
    })
    async function submitAll(): Promise<string[]> {
      const outcomes: Outcome[] = []
      for (const post of posts) commits.submit(post, (outcome) => outcomes.push(outcome))
      await commits.idle()
      return [
        ...new Set(outcomes.map((outcome) => (outcome.kind === 'refused' ? outcome.code : outcome.kind)))
      ]
    }

    const { bsize, bavail } = statfsSync(disk.path)
    writeFileSync(ballast, Buffer.alloc(bsize * (bavail - 20)))
    expect(await submitAll()).toEqual(['busy'])
    expect(await submitAll()).toEqual(['busy'])
    expect(told).toEqual([])
    rmSync(ballast)
    expect(await submitAll()).toEqual(['posted'])
    expect(await submitAll()).toEqual(['repeated'])
    expect(told).toEqual(posts.map((_, index) => index + 1))
    await store.close()
    expect(problems(file).filter((problem) => !problem.includes('password'))).toEqual([])
  })
})

/** A server that dies when something is written, before anybody is told. */
const DYING_SERVER = `
  import { createServer } from ${JSON.stringify(path.join(import.meta.dirname, '../index.ts'))}
  import { systemWorld } from ${JSON.stringify(path.join(import.meta.dirname, '../world.ts'))}
  const world = systemWorld()
  const server = await createServer({ dataFolder: process.argv[1], port: 0, name: null }, {
    ...world,
    openStore(...args) {
      const store = world.openStore(...args)
      return {
        ...store,
        async append(batch) {
          await store.append(batch)
          process.kill(process.pid, 'SIGKILL')
          return new Promise(() => undefined)
        }
      }
    }
  })
  console.log(server.url)`

describe('a server that is killed between commit and answer', () => {
  let cli: TestCli
  beforeEach(() => {
    cli = createTestCli()
  })
  afterEach(() => cli.dispose())

  test('answers the same again when it is back, and has everything once', async () => {
    const dying = spawn(process.execPath, ['--input-type=module', '-e', DYING_SERVER, cli.folder])
    const [line] = (await once(dying.stdout, 'data')) as [Buffer]
    const user = { username: 'ada', password: PASSWORD, first_name: '', last_name: '', is_superuser: false }
    await askToAddUser(dataFolderAt(cli.folder).control, user)
    const token = await signIn(line.toString().trim(), 'ada', PASSWORD)
    const before = await connect({ url: line.toString().trim(), token: token!, level: 1 })
    const ids = [clientId(), clientId(), clientId()]
    for (const id of ids) say(before, id)
    before.send({ type: 'move_read_position', room: 1, n: 2, back: false, request_id: 'r' })
    const [, signal] = (await once(dying, 'exit')) as [number | null, string]
    expect(signal).toBe('SIGKILL')
    await before.closed
    expect(before.frames.some(({ type }) => type === 'accepted')).toBe(false)

    const { url } = await cli.start()
    const after = await connect({ url, token: token!, level: 1 })
    after.send({ type: 'resume', cursors: {} })
    await after.next('caught_up')
    const stored = after.frames.filter(({ type }) => type === 'chat_message')
    expect(stored.length).toBeGreaterThan(0)
    for (const id of ids) say(after, id)
    for (const [index, id] of ids.entries()) {
      expect(await after.next('accepted')).toMatchObject({ client_id: id, seq: index + 1 })
    }
    const events = await after.all('chat_message', ids.length)
    expect(events.map((event) => (event['data'] as { client_id: string }).client_id)).toEqual(ids)
    after.ws.close()
    await after.closed
  })
})
