import { once } from 'node:events'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { askToAddUser } from './control/client.ts'
import { dataFolderAt } from './data-folder.ts'
import { clientId, connect, type TestClient } from './testkit/test-client.ts'
import { createTestCli, signIn, type TestCli } from './testkit/test-cli.ts'
import { createTestFolder } from './testkit/test-server.ts'

let cli: TestCli
beforeEach(() => {
  cli = createTestCli()
})
afterEach(() => cli.dispose())

/** Adds a user through the control socket, and signs them in. */
async function addAda(url: string): Promise<string> {
  await askToAddUser(dataFolderAt(cli.folder).control, {
    username: 'ada',
    password: 'a password',
    first_name: '',
    last_name: '',
    is_superuser: false
  })
  return (await signIn(url, 'ada', 'a password')) ?? ''
}

/** Sends without waiting, as an outbox never would, and remembers what was accepted when the connection broke. */
async function burst(url: string, token: string, count: number): Promise<TestClient> {
  const client = await connect({ url, token, level: 1 })
  for (let i = 0; i < count; i++) client.send({ type: 'chat_message', message: 'cc', client_id: clientId() })
  return client
}

async function storedClientIds(url: string, token: string): Promise<string[]> {
  const client = await connect({ url, token, level: 1 })
  client.send({ type: 'resume', cursors: {} })
  await client.next('caught_up')
  client.ws.terminate()
  return client.frames
    .filter(({ type }) => type === 'chat_message')
    .map((frame) => (frame['data'] as { client_id: string }).client_id)
}

const acceptedClientIds = (client: TestClient): string[] =>
  client.frames.filter(({ type }) => type === 'accepted').map((frame) => String(frame['client_id']))

describe('start', () => {
  test('--json prints one line when ready; the code and the rest are for people; SIGTERM ends it with 0', async () => {
    const server = await cli.start('--name', 'Chez nous')
    expect(JSON.parse(server.out())).toEqual({ url: server.url, pid: server.child.pid })
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    // The other pipe is read when its turn comes.
    await expect.poll(server.err).toMatch(/\n +[0-9A-Z]{4}-[0-9A-Z]{4}\n/)
    expect(await (await fetch(`${server.url}/.well-known/causerie`)).json()).toMatchObject({
      name: 'Chez nous'
    })
    expect(await cli.stop(server, 'SIGTERM')).toBe(0)
    expect(server.out().split('\n')).toHaveLength(2)
  })

  test('a second start on the folder exits with 3 and says what to do; status tells where the first is', async () => {
    const server = await cli.start()
    const second = await cli.run(['start', '--port', '0'])
    expect(second).toMatchObject({ code: 3, out: '' })
    expect(second.err).toMatch(/^Another Causerie server already runs on .*--data\.\n$/)
    const status = await cli.run(['status', '--json'])
    expect(JSON.parse(status.out)).toMatchObject({
      running: true,
      url: server.url,
      pid: server.child.pid,
      users: 0
    })
    expect(status.code).toBe(0)
    expect(await cli.stop(server, 'SIGINT')).toBe(0)
    expect(await cli.run(['status', '--json'])).toMatchObject({ code: 1, out: '{"running":false}\n' })
  })

  test('a port that is taken is refused, and the process ends', async () => {
    const first = await cli.start()
    const other = createTestFolder()
    const child = cli.launch(['start', '--data', other.path, '--port', new URL(first.url).port])
    const [err, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/^Port \d+ is taken by another program: choose another/)
    ])
    other.remove()
  })

  test('what the system refuses comes with what to do about it', async () => {
    mkdirSync(path.join(cli.folder, 'causerie.db'))
    const { code, err } = await cli.run(['check'])
    expect([code, err]).toEqual([1, expect.stringMatching(/^unable to open database file\. Run this as/)])
  })

  test('a signal that comes twice is one, and a client that does not say goodbye is not waited for', async () => {
    const server = await cli.start()
    const token = await addAda(server.url)
    const client = await connect({ url: server.url, token, level: 1 })
    client.ws.pause()
    server.child.kill('SIGTERM')
    await expect.poll(() => fetch(server.url).catch(() => 'closed')).toBe('closed')
    expect(await cli.stop(server, 'SIGTERM')).toBe(0)
    client.ws.terminate()
  })

  test('SIGTERM in the middle of a burst loses nothing that was accepted', async () => {
    const server = await cli.start()
    const token = await addAda(server.url)
    const client = await burst(server.url, token, 200)
    await client.next('accepted')
    expect(await cli.stop(server, 'SIGTERM')).toBe(0)
    expect(await client.closed).toBe(1012)
    const again = await cli.start()
    const stored = await storedClientIds(again.url, token)
    expect(stored).toEqual(expect.arrayContaining(acceptedClientIds(client)))
    expect(new Set(stored).size).toBe(stored.length)
  })

  test('SIGKILL in the middle of a burst loses nothing that was accepted, and blocks nothing', async () => {
    let server = await cli.start()
    const token = await addAda(server.url)
    const accepted: string[] = []
    for (let round = 0; round < 2; round++) {
      const client = await burst(server.url, token, 150)
      await client.next('accepted')
      await cli.stop(server, 'SIGKILL')
      await client.closed
      accepted.push(...acceptedClientIds(client))
      server = await cli.start()
    }
    const stored = await storedClientIds(server.url, token)
    expect(stored).toEqual(expect.arrayContaining(accepted))
    expect(new Set(stored).size).toBe(stored.length)
  })
})

test('help and the version are for the standard output, a refusal for the other', async () => {
  const [help, version, nonsense] = await Promise.all([
    cli.run(['--help']),
    cli.run(['--version']),
    cli.run(['dance'])
  ])
  expect(help).toMatchObject({ code: 0, out: expect.stringMatching(/^The Causerie server/), err: '' })
  expect(version).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), err: '' })
  expect(nonsense).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringMatching(/^There is no command dance/)
  })
})

test('who stops reading ends no command, and no server', async () => {
  const shown = cli.launch(['config', '--data', cli.folder])
  shown.stdout.destroy()
  expect(await Promise.all([text(shown.stderr), once(shown, 'exit')])).toEqual(['', [0, null]])
  const server = await cli.start()
  server.child.stderr.destroy()
  for (let i = 0; i < 2; i++) expect(await signIn(server.url, 'nobody', 'a password')).toBeNull()
  expect(await cli.run(['status'])).toMatchObject({ code: 0 })
  expect(await cli.stop(server, 'SIGTERM')).toBe(0)
})

describe('config', () => {
  test('prints what start would use and where it comes from, and refuses what is wrong', async () => {
    const file = path.join(cli.folder, 'config.json')
    writeFileSync(file, '{"name": "Chez nous", "trusted-proxies": ["127.0.0.1"]}')
    const json = await cli.run(['config', '--port', '0', '--json'])
    expect(json).toMatchObject({ code: 0, err: '' })
    expect(JSON.parse(json.out)).toMatchObject({
      data: { value: cli.folder, source: '--data' },
      port: { value: 0, source: '--port' },
      name: { value: 'Chez nous', source: file },
      metrics: { value: null, source: 'usual' }
    })
    const people = await cli.run(['config'])
    expect(people.out).toMatch(/^port +8470, or any free one +usual$/m)
    expect(people.out).toMatch(/^trusted-proxies +127\.0\.0\.1 +\/.*config\.json$/m)
    const server = await cli.start()
    expect(await (await fetch(`${server.url}/.well-known/causerie`)).json()).toMatchObject({
      name: 'Chez nous'
    })
    await cli.stop(server, 'SIGTERM')
    await cli.start('--public-url', 'https://chat.example.org')
    expect((await cli.run(['status'])).out).toMatch(
      / listens on http:\S+, for https:\/\/chat\.example\.org \(process/
    )
    writeFileSync(file, '{"colour": "red"}')
    for (const verb of ['config', 'start']) {
      expect(await cli.run([verb])).toMatchObject({
        code: 2,
        out: '',
        err: expect.stringMatching(/^colour in /)
      })
    }
  })
})

describe('user add', () => {
  test('works while no server runs and while one does', async () => {
    const before = await cli.run(
      ['user', 'add', 'Élodie', '--superuser', '--password-stdin'],
      'a password\nmore\n'
    )
    expect(before).toMatchObject({ code: 0, out: '', err: 'Superuser Élodie added.\n' })
    const server = await cli.start()
    expect(server.err()).not.toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}/)
    const during = await cli.run(['user', 'add', 'bob', '--first-name', 'Bob', '--last-name', 'B'])
    expect(during.code).toBe(0)
    const password = /^Password, shown only now: ([\w-]{20})\n$/.exec(during.out)?.[1]
    expect(await signIn(server.url, 'élodie', 'a password')).toBeTruthy()
    expect(await signIn(server.url, 'bob', password!)).toBeTruthy()
    const twice = await cli.run(['user', 'add', 'BOB'])
    expect(twice).toMatchObject({ code: 1, out: '' })
    expect(twice.err).toMatch(/^There is already a user BOB/)
  })

  test('a password must be there', async () => {
    const empty = await cli.run(['user', 'add', 'ada', '--password-stdin'], '\n')
    expect(empty).toMatchObject({ code: 1, out: '' })
    expect(empty.err).toMatch(/^The password is empty/)
    const bad = await cli.run(['user', 'add', 'a b'])
    expect(bad).toMatchObject({ code: 1, err: expect.stringMatching(/^a b cannot be a user name/) })
  })

  test('a password that nobody could sign in with is refused', async () => {
    const long = await cli.run(['user', 'add', 'ada', '--password-stdin'], `${'x'.repeat(1025)}\n`)
    expect(long).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/^The password is too long/) })
  })
})

describe('notify', () => {
  const unread = async (url: string, token: string) => {
    const client = await connect({ url, token, level: 0 })
    const frame = await client.next('notifications_non_lues')
    client.ws.terminate()
    return frame
  }

  test('works while no server runs and while one does', async () => {
    await cli.run(['user', 'add', 'Inès', '--password-stdin'], 'a password\n')
    await cli.run(['user', 'add', 'bob', '--password-stdin'], 'a password\n')
    const before = await cli.run(['notify', '--user', 'INÈS', 'Bonjour Inès', '--title', 'Bienvenue'])
    expect(before).toEqual({ code: 0, out: '', err: 'Sent to INÈS.\n' })
    const server = await cli.start()
    const [ines, bob] = [
      (await signIn(server.url, 'inès', 'a password')) ?? '',
      (await signIn(server.url, 'bob', 'a password')) ?? ''
    ]
    const client = await connect({ url: server.url, token: ines, level: 0 })
    const during = await cli.run(['notify', '--general', `${' '.repeat(20_000)}Dix minutes `])
    expect(during).toEqual({ code: 0, out: '', err: 'Sent to everyone.\n' })
    expect(await client.next('notification_general')).toMatchObject({ data: { message: 'Dix minutes' } })
    expect(await unread(server.url, ines)).toMatchObject({
      notifications: [
        { type: 'notification_general', id: 2, titre: '', message: 'Dix minutes' },
        { type: 'notification_personal', id: 1, titre: 'Bienvenue', message: 'Bonjour Inès' }
      ]
    })
    expect(await unread(server.url, bob)).toMatchObject({ count: 1 })
    client.ws.terminate()
  })

  const refusals: [string[], number, RegExp][] = [
    [['--user', 'nobody', 'Bonjour'], 1, /^There is no user nobody: /],
    [['--general', '  '], 1, /^The text is empty: /],
    [['--general', 'x'.repeat(501)], 1, /^The text is too long: at most 500 characters\.\n$/],
    [['--general', 'x'.repeat(100_000)], 1, /^The text is too long/],
    [['--general', 'Bonjour', '--title', 'x'.repeat(81)], 1, /^The title is too long: at most 80 characters/],
    [['Bonjour'], 2, /^Nobody is named: write --general .* or --user NAME/],
    [['--general'], 2, /^The text is missing: /],
    [['--general', 'Dix', 'minutes'], 2, /in quotes, "Dix minutes"/]
  ]

  test('says what is wrong, whether a server runs or not', async () => {
    await cli.run(['user', 'add', 'ines'])
    const check = async (cases: typeof refusals) => {
      for (const [args, code, err] of cases) {
        expect(await cli.run(['notify', ...args])).toEqual({ code, out: '', err: expect.stringMatching(err) })
      }
    }
    await check(refusals)
    await cli.start()
    await check(refusals.slice(0, 2))
  })

  test('makes no server of a folder that is none', async () => {
    const answer = await cli.run(['notify', '--general', 'Bonjour'])
    expect(answer).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^There is no server in .*--data\.\n$/)
    })
    expect(readdirSync(cli.folder)).toEqual([])
  })
})
