import Database from 'better-sqlite3'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hashPassword } from '../accounts/passwords.ts'
import { dataFolderAt, prepareDataFolder } from '../data-folder.ts'
import { checkFile } from '../store/sqlite-check.ts'
import { newUser } from '../testkit/add-user.ts'
import { createTestCli, signIn, type TestCli } from '../testkit/test-cli.ts'
import { clientId, connect, type Frame } from '../testkit/test-client.ts'
import { createTestFolder } from '../testkit/test-server.ts'
import { openTestStore, post } from '../testkit/test-store.ts'

const ROOM = 'room:1'
let cli: TestCli
let outside: ReturnType<typeof createTestFolder>
let file: string
beforeEach(() => {
  cli = createTestCli()
  outside = createTestFolder()
  file = path.join(outside.path, 'backup.db')
})
afterEach(async () => {
  await cli.dispose()
  outside.remove()
})

/** Makes a server of the folder, with one user. */
async function addRoot(): Promise<void> {
  prepareDataFolder(dataFolderAt(cli.folder))
  const store = openTestStore(database())
  await store.addUser({ ...newUser('root', true), passwordHash: await hashPassword('a password') })
  await store.close()
}
const database = () => dataFolderAt(cli.folder).database

/** Posts messages while no server runs. */
async function fill(count: number, body?: string): Promise<void> {
  const store = openTestStore(database())
  await post(store, 1, count, body)
  await store.close()
}

/** What `check FILE` says: a folder is not named with it. */
const checkOf = (backup: string) => text(cli.launch(['check', backup]).stdout)

const problemsIn = (of: string) => checkFile(of).flatMap(({ problems }) => problems)

function eventsIn(from: string): string[] {
  const db = new Database(from, { readonly: true })
  const rows = db.prepare("SELECT stream || ' ' || seq || ' ' || id FROM events").pluck().all() as string[]
  db.close()
  return rows
}

async function resume(url: string, token: string, cursor?: { seq: number; event: string }) {
  const client = await connect({ url, token, level: 1 })
  client.send({ type: 'resume', cursors: cursor ? { [ROOM]: cursor } : {} })
  await client.next('caught_up')
  const placed = client.frames.filter(
    (frame): frame is Frame & { seq: number; event: string } => 'seq' in frame
  )
  return { client, diverged: client.frames.filter(({ type }) => type === 'diverged'), placed }
}

/** Sends messages, as many as the server takes, until there is enough, and counts how many were accepted. */
async function talk(
  url: string,
  token: string,
  said: { accepted: number; isEnough: boolean }
): Promise<void> {
  const client = await connect({ url, token, level: 1 })
  while (!said.isEnough) {
    client.send({ type: 'chat_message', message: 'cc', client_id: clientId() })
    const { type } = await client.next('accepted', 'error')
    if (type === 'accepted') said.accepted++
    else await sleep(20)
  }
  client.ws.terminate()
}

test('a backup of a busy server is of one moment, and can be restored, checked and used', async () => {
  await addRoot()
  await fill(20_000, 'x'.repeat(500))
  const server = await cli.start()
  const token = (await signIn(server.url, 'root', 'a password')) ?? ''
  const said = { accepted: 0, isEnough: false }
  const talking = [1, 2, 3].map(() => talk(server.url, token, said))
  const done = await cli.run(['backup', file])
  const saidByThen = said.accepted
  await expect.poll(() => said.accepted).toBeGreaterThan(saidByThen)
  said.isEnough = true
  await Promise.all(talking)
  expect(done).toEqual({
    code: 0,
    out: '',
    err: expect.stringMatching(/^Backed up to .* MB\) and checked\./)
  })
  expect(problemsIn(file)).toEqual([])
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readdirSync(outside.path)).toEqual(['backup.db'])

  const before = await resume(server.url, token, undefined)
  const last = before.placed.at(-1)!
  expect(last.seq).toBe(20_000 + said.accepted)
  await cli.stop(server, 'SIGTERM')
  const live = new Set(eventsIn(database()))
  const copied = eventsIn(file)
  expect(copied.filter((event) => !live.has(event))).toEqual([])
  expect(copied.length).toBeLessThan(live.size)
  const head = copied.length

  expect(await cli.run(['restore', file])).toMatchObject({ code: 0, out: '' })
  expect(problemsIn(database())).toEqual([])
  const again = await cli.start()
  const beyond = await resume(again.url, token, { seq: last.seq, event: last.event })
  expect(beyond.diverged).toMatchObject([{ type: 'diverged', stream: ROOM, common: head }])
  beyond.client.send({ type: 'chat_message', message: 'cc', client_id: clientId() })
  expect(await beyond.client.next('accepted')).toMatchObject({ seq: head + 1 })
  const { placed } = await resume(again.url, token)
  const within = placed.find(({ seq }) => seq === head)!
  expect((await resume(again.url, token, { seq: head, event: within.event })).diverged).toEqual([])
})

describe('backup', () => {
  test('replaces a file only when that is meant; begins nothing', async () => {
    await addRoot()
    const files = readdirSync(cli.folder)
    writeFileSync(file, 'before')
    const refused = await cli.run(['backup', file])
    expect(refused).toEqual({
      code: 1,
      out: '',
      err: expect.stringMatching(/^There is a file .* add --force/)
    })
    expect(statSync(file).size).toBe('before'.length)
    expect(await cli.run(['backup', file, '--force'])).toMatchObject({ code: 0 })
    expect(await checkOf(file)).toMatch(/as it should be/)
    expect(readdirSync(cli.folder)).toEqual(files)
    expect(readdirSync(outside.path)).toEqual(['backup.db'])
  })

  test('that is stopped leaves nothing', async () => {
    await addRoot()
    await fill(40_000, 'x'.repeat(1500))
    const child = cli.launch(['backup', file, '--data', cli.folder])
    await expect.poll(() => readdirSync(outside.path), { interval: 1 }).toHaveLength(1)
    child.kill('SIGINT')
    const [err, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
    expect([code, err]).toEqual([1, 'Stopped: no backup was written.\n'])
    expect(readdirSync(outside.path)).toEqual([])
  })

  test('refuses what would be no backup', async () => {
    const nowhere = await cli.run(['backup', file])
    expect(nowhere).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^There is no server in .*--data\.\n$/)
    })
    expect(readdirSync(cli.folder)).toEqual([])
    await addRoot()
    const link = path.join(outside.path, 'link')
    symlinkSync(database(), link)
    const refusals: [string[], number, RegExp][] = [
      [['backup'], 2, /^FILE is missing: write backup FILE/],
      [['backup', path.join(outside.path, 'none', 'b.db')], 1, /^There is no folder .*none: make it first/],
      [['backup', outside.path], 1, /is a folder: write the name of a file in it/],
      [['backup', path.join(cli.folder, 'b.db')], 1, /is the server's own folder/],
      [['backup', database(), '--force'], 1, /is the server's own folder/],
      [['backup', '/dev/null', '--force'], 1, /is a link or a device, not a file/],
      [['backup', link, '--force'], 1, /is a link or a device, not a file/]
    ]
    const answers = await Promise.all(refusals.map(([line]) => cli.run(line)))
    expect(answers).toEqual(
      refusals.map(([, code, err]) => ({ code, out: '', err: expect.stringMatching(err) }))
    )
    expect(readdirSync(outside.path)).toEqual(['link'])
  })
})

describe('restore', () => {
  test('refuses while a server runs, and what is no backup, and changes nothing', async () => {
    await addRoot()
    await cli.run(['backup', file])
    const note = path.join(outside.path, 'note')
    writeFileSync(note, 'not a database at all, but rather long for a text'.repeat(20))
    const newer = path.join(outside.path, 'newer.db')
    await cli.run(['backup', newer])
    const db = new Database(newer)
    db.pragma('user_version = 99')
    db.close()
    const refusals: [string[], number, RegExp][] = [
      [['restore'], 2, /^FILE is missing: write restore FILE/],
      [['restore', path.join(outside.path, 'none')], 1, /^There is no file .*none: look at the name again/],
      [['restore', note], 1, /neither the database of a Causerie server nor a backup of one/],
      [['restore', newer], 1, /written by a newer Causerie server \(schema 99.*update this program/],
      [['restore', database()], 1, /is what the server has now: name a backup/]
    ]
    const answers = await Promise.all(refusals.map(([line]) => cli.run(line)))
    expect(answers).toEqual(
      refusals.map(([, code, err]) => ({ code, out: '', err: expect.stringMatching(err) }))
    )
    await cli.start()
    const running = await cli.run(['restore', file])
    expect(running).toMatchObject({
      code: 3,
      err: expect.stringMatching(/^Another Causerie server already runs/)
    })
    expect(readdirSync(cli.folder).filter((name) => name.includes('until'))).toEqual([])
  })

  test('makes a server of a backup where there was none', async () => {
    await addRoot()
    await cli.run(['backup', file])
    const place = path.join(outside.path, 'another')
    const child = cli.launch(['restore', file, '--data', place])
    expect(await once(child, 'exit')).toEqual([0, null])
    expect(readdirSync(place).toSorted()).toEqual(['causerie.db', 'lock'])
    expect(statSync(place).mode & 0o777).toBe(0o700)
  })

  test('that is killed leaves the one or the other, whole', async () => {
    await addRoot()
    await fill(20_000, 'x'.repeat(500))
    await cli.run(['backup', file])
    await fill(1)
    for (const patience of [250, 400, 600]) {
      const child = cli.launch(['restore', file, '--data', cli.folder])
      await sleep(patience)
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      expect(existsSync(database())).toBe(true)
      expect(problemsIn(database())).toEqual([])
    }
    expect(await cli.run(['restore', file])).toMatchObject({ code: 0 })
    expect(eventsIn(database())).toEqual(eventsIn(file))
  })
})

describe('check', () => {
  test('says what it looked at, and what is wrong', async () => {
    await addRoot()
    await fill(3)
    const sound = await cli.run(['check'])
    expect(sound).toMatchObject({ code: 0, err: '' })
    expect(sound.out).toMatch(
      /^Looked at .*causerie\.db:\n {2}\d+ pages of the file\n[^]*\n {2}3 messages, each/
    )
    const db = new Database(database())
    db.exec('DELETE FROM events WHERE seq = 2')
    db.close()
    const broken = await cli.run(['check'])
    expect(broken.code).toBe(1)
    expect(broken.out).toMatch(/streams, numbered from 1 to their head without a gap: not so\n/)
    expect(broken.err).toMatch(
      /^Stream room:1 should have the numbers 1 to 3, [^]*Stop the server, and restore a backup/
    )
    writeFileSync(file, readFileSync(database()))
    expect(await text(cli.launch(['check', file]).stderr)).toMatch(/Do not restore this backup/)
  })

  test('refuses what it cannot look at', async () => {
    const check = async (...args: string[]) => (await cli.run(['check', ...args])).err
    expect(await check()).toMatch(/^There is no server in/)
    expect(await check(file)).toMatch(/^Either a FILE or --data DIR/)
    expect(await check(file, file)).toMatch(/^One file at a time/)
    expect(readdirSync(cli.folder)).toEqual([])
    const child = cli.launch(['check', file])
    expect(await once(child, 'exit')).toEqual([1, null])
  })
})
