import { beforeEach, expect, test } from 'vitest'
import { startLevel0Server, type Level0Server } from './server.ts'
import { SEED_NAMES } from './switches.ts'

let server: Level0Server

beforeEach(async () => {
  server = await startLevel0Server({ now: () => Date.UTC(2026, 0, 2) })
  server.addUser({ username: 'alice', password: 'a', superuser: true, firstName: 'Alice' })
  return () => server.stop()
})

function ask(path: string, options: RequestInit = {}): Promise<Response> {
  return fetch(`${server.url}${path}`, { redirect: 'manual', ...options })
}

const asJson = { 'content-type': 'application/json' }

function post(path: string, fields: object): Promise<Response> {
  return ask(path, { method: 'POST', headers: asJson, body: JSON.stringify(fields) })
}

async function json(response: Promise<Response>): Promise<unknown> {
  return (await response).json()
}

const as = (token: string): RequestInit => ({ headers: { authorization: `Bearer ${token}` } })
const wireAlice = { id: 1, username: 'alice', first_name: 'Alice', last_name: '', is_superuser: true }

test('the sign-in answers a token, and what else the switch says', async () => {
  const answer = await json(post('/api/login/', { username: 'alice', password: 'a' }))
  expect(answer).toEqual({ token: expect.any(String), refresh: expect.any(String), user: wireAlice })
  server.switches.loginKeys = { token: 'key', refresh: null, user: null }
  expect(await json(post('/api/login/', { username: 'alice', password: 'a' }))).toEqual({
    key: expect.any(String)
  })
})

test('the sign-in refuses what is wrong', async () => {
  expect((await post('/api/login/', { username: 'alice', password: 'b' })).status).toBe(401)
  server.switches.wrongPassword = 400
  expect((await post('/api/login/', { username: 'nobody', password: 'b' })).status).toBe(400)
  const required = ['This field is required.']
  const incomplete = await post('/api/login/', { name: 'alice', password: 'a' })
  expect([incomplete.status, await incomplete.json()]).toEqual([400, { username: required }])
  expect((await ask('/api/login/', { method: 'POST', headers: asJson, body: '{' })).status).toBe(400)
  expect((await ask('/api/login/', { method: 'POST', body: '{}' })).status).toBe(415)
  expect((await ask('/api/login/')).status).toBe(405)
})

test('a missing slash is a 301, an unknown path a page with 404', async () => {
  const moved = await ask('/api/chat/messages?limit=3')
  expect([moved.status, moved.headers.get('location')]).toEqual([301, '/api/chat/messages/?limit=3'])
  expect((await post('/api/login', {})).status).toBe(301)
  const unknown = await ask('/.well-known/causerie')
  expect([unknown.status, unknown.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
})

test('an address that is not in ALLOWED_HOSTS is a page with 400, whatever is asked', async () => {
  server.switches.knowsHost = false
  for (const path of ['/', '/api/me/', '/accounts/login/']) {
    const refused = await ask(path)
    expect([refused.status, refused.headers.get('content-type')]).toEqual([400, 'text/html; charset=utf-8'])
  }
})

test('a refresh gives a new token, until everybody is signed out', async () => {
  const { token, refresh } = (await json(
    post('/api/login/', { username: 'alice', password: 'a' })
  )) as Record<string, string>
  server.expireTokens()
  expect((await ask('/api/me/', as(token ?? ''))).status).toBe(401)
  const { access } = (await json(post('/api/token/refresh/', { refresh }))) as { access: string }
  expect(await json(ask('/api/me/', as(access)))).toEqual(wireAlice)
  server.signEverybodyOut()
  expect((await post('/api/token/refresh/', { refresh })).status).toBe(401)
  expect((await ask('/api/me/', as(access))).status).toBe(401)
})

test('who am I: unknown without a token, with another scheme, and where the switch says so', async () => {
  const token = server.tokenOf('alice')
  expect((await ask('/api/me/')).status).toBe(401)
  server.switches.scheme = 'Token'
  expect((await ask('/api/me/', as(token))).status).toBe(401)
  expect((await ask('/api/me/', { headers: { authorization: `Token ${token}` } })).status).toBe(200)
  server.switches.me = false
  expect((await ask('/api/me/', { headers: { authorization: `Token ${token}` } })).status).toBe(404)
})

test('nobody known is a 403 or a way to the form, where the switch says so', async () => {
  server.switches.anonymous = 403
  expect((await ask('/api/chat/messages/')).status).toBe(403)
  server.switches.anonymous = 302
  const led = await ask('/api/me/')
  expect([led.status, led.headers.get('location')]).toEqual([302, '/accounts/login/?next=/api/me/'])
})

test('the history answers the newest first, below an id', async () => {
  for (const text of ['one', 'two', 'three', 'four']) server.say('alice', text)
  server.remove(2)
  const token = server.tokenOf('alice')
  const date_creation = '2026-01-02T00:00:00.000000Z'
  expect(await json(ask('/api/chat/messages/?limit=2&before=4', as(token)))).toEqual({
    results: [
      { id: 3, message: 'three', expediteur: wireAlice, date_creation },
      { id: 1, message: 'one', expediteur: wireAlice, date_creation }
    ]
  })
  expect((await ask('/api/chat/messages/')).status).toBe(401)
})

test('the history under other names, without `before`, capped, slow, and gone', async () => {
  for (const text of ['one', 'two', 'three']) server.say('alice', text)
  const asked = (): Promise<Response> => ask('/api/chat/messages/?before=3', as(server.tokenOf('alice')))
  const names = { id: 'pk', message: 'contenu', sender: 'auteur', date: 'cree_le', userId: 'pk' }
  Object.assign(server.switches, { historyUnder: null, historyNames: { ...SEED_NAMES, ...names } })
  Object.assign(server.switches, { historyIgnoresBefore: true, historyCap: 1, idsAsStrings: true })
  server.switches.historyDelay = 50
  const began = performance.now()
  expect(await json(asked())).toMatchObject([{ pk: '3', contenu: 'three', auteur: { pk: '1' } }])
  expect(performance.now() - began).toBeGreaterThan(40)
  server.switches.history = false
  expect((await asked()).status).toBe(404)
})

/** The form of Django, filled in. */
async function signIn(headers: HeadersInit, password = 'a'): Promise<Response> {
  const body = new URLSearchParams({ username: 'alice', password })
  return await ask('/accounts/login/', { method: 'POST', headers, body })
}

async function csrfToken(): Promise<string> {
  const page = await ask('/accounts/login/')
  return /csrftoken=(\w+)/.exec(page.headers.getSetCookie().join())?.[1] ?? ''
}

test('the form asks for the CSRF token in the cookie and in the header or the form', async () => {
  const token = await csrfToken()
  const cookie = `csrftoken=${token}`
  const form = await ask('/accounts/login/', { headers: { cookie } })
  expect(await form.text()).toContain(`name="csrfmiddlewaretoken" value="${token}"`)
  expect(form.headers.getSetCookie()).toEqual([
    `${cookie}; expires=Fri, 01 Jan 2027 00:00:00 GMT; Max-Age=31449600; Path=/; SameSite=Lax`
  ])
  for (const headers of [{}, { cookie }, { 'x-csrftoken': token }, { cookie, 'x-csrftoken': 'other' }]) {
    const refused = await signIn(headers)
    expect([refused.status, refused.headers.get('content-type')]).toEqual([403, 'text/html; charset=utf-8'])
  }
  expect((await signIn({ cookie, 'x-csrftoken': token, origin: 'null' })).status).toBe(403)
  const body = new URLSearchParams({ username: 'alice', password: 'a', csrfmiddlewaretoken: token })
  expect((await ask('/accounts/login/', { method: 'POST', headers: { cookie }, body })).status).toBe(302)
  server.switches.csrf = false
  expect((await signIn({})).status).toBe(302)
})

test('the form asks for a referer where it does over HTTPS', async () => {
  server.switches.checksReferer = true
  const token = await csrfToken()
  const headers = { cookie: `csrftoken=${token}`, 'x-csrftoken': token }
  expect((await signIn(headers)).status).toBe(403)
  expect((await signIn({ ...headers, referer: 'https://elsewhere.example/' })).status).toBe(403)
  expect((await signIn({ ...headers, referer: `${server.url}/accounts/login/` })).status).toBe(302)
})

test('a wrong password is the form again; the right one is a redirect with a session', async () => {
  const token = await csrfToken()
  const headers = { cookie: `csrftoken=${token}`, 'x-csrftoken': token }
  const again = await signIn(headers, 'wrong')
  expect([again.status, again.headers.getSetCookie().join()]).toEqual([
    200,
    expect.stringMatching(/^csrftoken/)
  ])
  const done = await signIn(headers)
  expect([done.status, done.headers.get('location')]).toEqual([302, '/accounts/profile/'])
  const [csrf = '', session = ''] = done.headers.getSetCookie()
  expect(session).toContain('HttpOnly')
  expect(csrf).toMatch(/^csrftoken=/)
  expect(csrf).not.toContain(token)
  const cookie = session.split(';')[0] ?? ''
  expect(await json(ask('/api/me/', { headers: { cookie } }))).toEqual(wireAlice)
})

test('what was asked is kept for the test', async () => {
  await ask('/api/me/?x=1', { headers: { referer: 'here' } })
  expect(server.asked).toMatchObject([{ method: 'GET', path: '/api/me/', headers: { referer: 'here' } }])
})
