import { readdirSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { askToAddUser } from '../control/client.ts'
import { dataFolderAt } from '../data-folder.ts'
import { createTestCli, signIn, type TestCli } from '../testkit/test-cli.ts'
import { connect } from '../testkit/test-client.ts'

let cli: TestCli
beforeEach(() => {
  cli = createTestCli()
})
afterEach(() => cli.dispose())

const add = (name: string, ...options: string[]) =>
  cli.run(['user', 'add', name, '--password-stdin', ...options], 'a password\n')
const entries = async (...options: string[]) => {
  const { out } = await cli.run(['audit', '--json', ...options])
  return out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { act: string; actor: unknown })
}

describe('on a running server', () => {
  let url: string
  /** With a superuser, root, and a user, Élodie. */
  async function begin(): Promise<void> {
    url = (await cli.start()).url
    const person = { password: 'a password', first_name: '', last_name: '' }
    for (const [username, is_superuser] of [
      ['root', true],
      ['Élodie', false]
    ] as const) {
      await askToAddUser(dataFolderAt(cli.folder).control, { ...person, username, is_superuser })
    }
  }
  const enter = async (name: string, password = 'a password') => {
    const token = (await signIn(url, name, password)) ?? ''
    return { token, client: await connect({ url, token, level: 1 }) }
  }
  const rightsIn = async (token: string) => {
    const client = await connect({ url, token, level: 1 })
    const hello = await client.next('hello')
    client.ws.terminate()
    return (hello['user'] as { is_superuser: boolean }).is_superuser
  }

  test('who is promoted or demoted comes back with other rights; the others stay', async () => {
    await begin()
    const { token, client } = await enter('élodie')
    const other = await enter('root')
    expect(await cli.run(['user', 'promote', 'ÉLODIE'])).toEqual({
      code: 0,
      out: '',
      err: 'Élodie is a superuser now.\n'
    })
    expect(await client.closed).toBe(1012)
    expect(await rightsIn(token)).toBe(true)
    const second = await connect({ url, token, level: 1 })
    expect(await cli.run(['user', 'demote', 'élodie'])).toMatchObject({ code: 0 })
    expect(await second.closed).toBe(1012)
    expect(await rightsIn(token)).toBe(false)
    expect(other.client.ws.readyState).toBe(other.client.ws.OPEN)
    const twice = await cli.run(['user', 'demote', 'élodie'])
    expect(twice).toEqual({ code: 0, out: '', err: 'Élodie is no superuser.\n' })
    other.client.ws.terminate()
  })

  test('who is deactivated is out at once, everywhere, and in again when activated', async () => {
    await begin()
    const { token, client } = await enter('élodie')
    const second = await connect({ url, token, level: 0 })
    const done = await cli.run(['user', 'deactivate', 'élodie'])
    expect(done.err).toBe('Élodie is signed out everywhere and cannot sign in any more.\n')
    expect([await client.closed, await second.closed]).toEqual([4401, 4401])
    await expect(connect({ url, token, level: 1 })).rejects.toThrow('status 401')
    const answer = await fetch(`${url}/api/login/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'élodie', password: 'a password' })
    })
    expect([answer.status, await answer.json()]).toMatchObject([401, { code: 'wrong_credentials' }])
    expect((await cli.run(['user', 'activate', 'élodie'])).err).toBe('Élodie can sign in again.\n')
    expect(await signIn(url, 'élodie', 'a password')).toBeTruthy()
    await expect(connect({ url, token, level: 1 })).rejects.toThrow('status 401')
  })

  test('whose password is reset is out at once, and in with the new one', async () => {
    await begin()
    const { client } = await enter('élodie')
    const made = await cli.run(['user', 'reset-password', 'élodie'])
    expect(made).toMatchObject({ code: 0, err: expect.stringMatching(/^Élodie has another password now/) })
    expect(await client.closed).toBe(4401)
    const password = /^Password, shown only now: ([\w-]{20})\n$/.exec(made.out)?.[1]
    expect(await signIn(url, 'élodie', 'a password')).toBeNull()
    expect(await signIn(url, 'élodie', password!)).toBeTruthy()
    const given = await cli.run(['user', 'reset-password', 'élodie', '--password-stdin'], 'chosen\n')
    expect(given).toMatchObject({ code: 0, out: '' })
    expect(await signIn(url, 'élodie', 'chosen')).toBeTruthy()
    const empty = await cli.run(['user', 'reset-password', 'élodie', '--password-stdin'], '\n')
    expect(empty).toMatchObject({ code: 1, err: expect.stringMatching(/^The password is empty/) })
    expect((await entries()).filter(({ act }) => act === 'user.password_reset')).toHaveLength(2)
  })

  test('stats says who is online', async () => {
    await begin()
    const { client } = await enter('élodie')
    const { out } = await cli.run(['stats', '--json'])
    expect(JSON.parse(out)).toMatchObject({ online: 1, signed_in: 1, users: { active: 2, superusers: 1 } })
    client.ws.terminate()
  })
})

test('without a server the files are changed, and every act is recorded', async () => {
  await add('root', '--superuser')
  await add('ada', '--first-name', 'Ada', '--last-name', 'Lovelace')
  for (const [verb, name] of [
    ['promote', 'ADA'],
    ['demote', 'ada'],
    ['deactivate', 'ada'],
    ['activate', 'ada'],
    ['deactivate', 'ada']
  ] as const) {
    expect(await cli.run(['user', verb, name])).toMatchObject({ code: 0, out: '' })
  }
  const before = readdirSync(cli.folder)
  const listed = await cli.run(['user', 'list'])
  expect(listed.out.split('\n').map((line) => line.trim())).toEqual([
    expect.stringMatching(/^ID +USER +NAME +RIGHTS +ADDED +LAST SEEN$/),
    expect.stringMatching(/^1 +root +superuser +\d{4}-\d\d-\d\d \d\d:\d\d +-$/),
    expect.stringMatching(/^2 +ada +Ada Lovelace +user, deactivated +\d{4}-/),
    ''
  ])
  const { out } = await cli.run(['user', 'list', '--json'])
  expect(JSON.parse(out)).toMatchObject([
    { id: 1, username: 'root', is_superuser: true, deactivated_at: null, last_seen_at: null },
    {
      id: 2,
      username: 'ada',
      first_name: 'Ada',
      is_superuser: false,
      deactivated_at: expect.stringMatching(/Z$/)
    }
  ])
  expect((await entries()).map(({ act }) => act)).toEqual([
    'user.added',
    'user.added',
    'user.promoted',
    'user.demoted',
    'user.deactivated',
    'user.activated',
    'user.deactivated'
  ])
  expect(await entries('--limit', '1')).toMatchObject([{ id: 7, actor: null, details: { username: 'ada' } }])
  const shown = await cli.run(['audit', '--limit', '2'])
  expect(shown.out).toMatch(
    /^TIME .*\n.*the operator +user\.activated +user:2 +username=ada\n.*user\.deactivated.*\n$/
  )
  expect(readdirSync(cli.folder)).toEqual(before)
})

test('stats tells what is there while no server runs', async () => {
  await add('root', '--superuser')
  await cli.run(['notify', '--general', 'Bonjour'])
  const { out } = await cli.run(['stats', '--json'])
  const facts = JSON.parse(out) as { bytes: number; days: { day: string; messages: number }[] }
  expect(facts).toMatchObject({
    online: null,
    notifications: { general: 1, personal: 0 },
    messages: { kept: 0 }
  })
  expect(facts.bytes).toBeGreaterThan(0)
  expect(facts.days).toHaveLength(7)
  expect(facts.days.at(-1)).toEqual({ day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), messages: 0 })
  const text = await cli.run(['stats'])
  expect(text.out).toMatch(/^users +1, 1 of them superusers; 0 deactivated\n.*\nonline +no server runs\n/)
})

describe('what is refused', () => {
  test('in a folder that is no server’s, of which nothing is made', async () => {
    const lines = ['user list', 'user promote ada', 'user reset-password ada', 'audit', 'stats']
    const refused = { code: 1, out: '', err: expect.stringMatching(/^There is no server in .*--data\.\n$/) }
    const answers = await Promise.all(lines.map((line) => cli.run(line.split(' '))))
    expect(answers).toEqual(lines.map(() => refused))
    expect(readdirSync(cli.folder)).toEqual([])
  })

  const refusals: [string, number, RegExp][] = [
    ['user promote nobody', 1, /^There is no user nobody: look at the names with user list/],
    ['user reset-password nobody', 1, /^There is no user nobody/],
    [
      'user demote ROOT',
      1,
      /^ROOT is the last superuser who can sign in: promote somebody else first, or add --force/
    ],
    ['user deactivate root', 1, /^root is the last superuser/]
  ]
  const usage: [string, number, RegExp][] = [
    ['user promote root --force', 2, /^user promote has no option --force: it has --data/],
    ['user promote', 2, /^NAME is missing: write user promote NAME/],
    ['user list root', 2, /^root is too much: write user list alone/],
    ['audit --limit 0', 2, /^0 is not a number of entries/],
    ['audit --limit x', 2, /^x is not a number of entries/],
    ['stats --days 3', 2, /^stats has no option --days/]
  ]

  test('says what to do, whether a server runs or not', async () => {
    await add('root', '--superuser')
    const check = async (cases: typeof refusals) => {
      const answers = await Promise.all(cases.map(([line]) => cli.run(line.split(' '))))
      expect(answers).toEqual(
        cases.map(([, code, err]) => ({ code, out: '', err: expect.stringMatching(err) }))
      )
    }
    await check([...refusals, ...usage])
    await cli.start()
    await check(refusals)
    expect(await cli.run(['user', 'demote', 'root', '--force'])).toMatchObject({ code: 0 })
  })
})
