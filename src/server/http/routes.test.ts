import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ERROR_TEXTS, type ErrorCode } from '../../shared/protocol/errors.ts'
import { PASSWORD, startTestServer, type TestServer } from '../testkit/test-server.ts'

let server: TestServer

beforeEach(async () => {
  server = await startTestServer()
})
afterEach(() => server.dispose())

async function expectError(answer: Response, status: number, code: ErrorCode): Promise<void> {
  expect(answer.status).toBe(status)
  expect(await answer.json()).toEqual({ code, message: ERROR_TEXTS[code] })
}

test('says who it is, and whether it waits for its first user', async () => {
  const ask = async () => (await fetch(`${server.url}/.well-known/causerie`)).json()
  expect(await ask()).toEqual({ name: 'Essai', protocols: [0, 1], setup: true })
  await server.addUser('ada')
  expect(await ask()).toEqual({ name: 'Essai', protocols: [0, 1], setup: false })
})

test('what is not there is an error like the others', async () => {
  await expectError(await fetch(`${server.url}/nothing`), 404, 'not_found')
  await expectError(await fetch(`${server.url}/api/login/`), 404, 'not_found')
})

describe('signing in', () => {
  test('answers a token and the user, with and without the last slash, whatever the case', async () => {
    await server.addUser('Élodie', true)
    for (const path of ['/api/login/', '/api/login']) {
      const answer = await server.post(path, { username: 'élodie', password: PASSWORD })
      expect(answer.status).toBe(200)
      expect(await answer.json()).toEqual({
        token: expect.stringMatching(/^[\w-]{43}$/),
        user: { id: 1, username: 'Élodie', first_name: '', last_name: '', is_superuser: true }
      })
    }
  })

  test('a wrong password and an unknown user are told apart by nothing', async () => {
    await server.addUser('ada')
    for (const username of ['ada', 'nobody']) {
      const answer = await server.post('/api/login/', { username, password: 'wrong' })
      await expectError(answer, 401, 'wrong_credentials')
    }
  })

  test.each([
    ['nothing', ''],
    ['not JSON', '{'],
    ['a list', []],
    ['no password', { username: 'ada' }],
    ['a number for a name', { username: 5, password: 'x' }],
    ['an empty name', { username: '', password: 'x' }],
    ['a name without end', { username: 'x'.repeat(151), password: 'x' }]
  ])('%s is malformed', async (_what, body) => {
    await expectError(await server.post('/api/login/', body), 400, 'bad_request')
  })

  test('a form is not JSON, and a body too large is not read', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    await expectError(await server.post('/api/login/', 'username=ada', form), 415, 'bad_request')
    await expectError(await server.post('/api/login/', { username: 'x'.repeat(20_000) }), 413, 'bad_request')
  })

  test('who guesses is slowed down, for that account only; the right password counts for nothing', async () => {
    await server.addUser('ada')
    await server.addUser('bob')
    const guess = () => server.post('/api/login/', { username: 'ada', password: 'wrong' })
    for (let i = 0; i < 9; i++) expect((await guess()).status).toBe(401)
    await server.signIn('ada')
    for (let i = 0; i < 10; i++) expect((await guess()).status).toBe(401)
    const answer = await server.post('/api/login/', { username: 'ADA', password: PASSWORD })
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    await expectError(answer, 429, 'rate_limited')
    await server.signIn('bob')
  })
})

describe('setting up', () => {
  const profile = { username: 'root', password: 'a long one' }

  test('the printed code makes the first superuser, once', async () => {
    const code = server.setupCode!
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
    await expectError(await server.post('/api/setup/', { ...profile, code: '0000-0000' }), 403, 'wrong_code')
    const typed = code.toLowerCase().replace('-', ' ').replaceAll('0', 'o')
    const answer = await server.post('/api/setup/', { ...profile, code: typed })
    expect(answer.status).toBe(200)
    const { token, user } = (await answer.json()) as { token: string; user: object }
    expect(user).toMatchObject({ username: 'root', is_superuser: true })
    await (await server.connect(token)).next('hello')
    await expectError(
      await server.post('/api/setup/', { ...profile, username: 'eve', code }),
      403,
      'wrong_code'
    )
  })

  test('the code is void once there are users', async () => {
    await server.addUser('ada')
    await expectError(
      await server.post('/api/setup/', { ...profile, code: server.setupCode }),
      403,
      'wrong_code'
    )
  })

  test('a restart without users makes a new code and voids the old one', async () => {
    await server.restart()
    await expectError(
      await server.post('/api/setup/', { ...profile, code: server.setupCode }),
      403,
      'wrong_code'
    )
  })

  test.each([[{ username: 'a b' }], [{ username: '<b>' }], [{ password: 'short' }], [{ code: 5 }]])(
    '%j is malformed',
    async (wrong) => {
      const answer = await server.post('/api/setup/', { code: server.setupCode, ...profile, ...wrong })
      await expectError(answer, 400, 'bad_request')
    }
  )

  test('guessing is slowed down', async () => {
    const guess = () => server.post('/api/setup/', { ...profile, code: '0000-0000' })
    for (let i = 0; i < 10; i++) expect((await guess()).status).toBe(403)
    await expectError(await guess(), 429, 'rate_limited')
  })
})

describe('signing out', () => {
  test('voids the token and closes its sockets, and those only', async () => {
    const gone = await server.addUser('ada')
    const stays = await server.signIn('ada')
    const [first, second, other] = [
      await server.connect(gone),
      await server.connect(gone, { level: 0 }),
      await server.connect(stays)
    ]
    const answer = await server.post('/api/logout/', '{}', { authorization: `Bearer ${gone}` })
    expect(answer.status).toBe(204)
    expect(await first.closed).toBe(4401)
    expect(await second.closed).toBe(4401)
    expect(other.ws.readyState).toBe(other.ws.OPEN)
    await expect(server.connect(gone)).rejects.toThrow('401')
  })

  test('a client that does not answer the close is cut off', async () => {
    const gone = await server.addUser('ada')
    const watcher = await server.connect(await server.addUser('bob'))
    const deaf = await server.connect(gone)
    deaf.ws.pause()
    await server.post('/api/logout/', '{}', { authorization: `Bearer ${gone}` })
    const online = () => watcher.frames.findLast(({ type }) => type === 'online_users_update')?.['users']
    await expect.poll(online).toHaveLength(1)
  })

  test('needs a token that is known', async () => {
    await expectError(await server.post('/api/logout/', '{}'), 401, 'unauthorized')
    const answer = await server.post('/api/logout/', '{}', { authorization: 'Bearer nonsense' })
    await expectError(answer, 401, 'unauthorized')
  })
})
