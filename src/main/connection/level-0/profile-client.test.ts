import { expect, it, onTestFinished } from 'vitest'
import { PRESETS } from '../../../shared/protocol/presets.ts'
import { completeProfile, type ProfileDocument } from '../../../shared/protocol/profile.ts'
import { createTurnedClock } from '../../../shared/testkit/turned-clock.ts'
import { startLevel0Server, type Level0Server } from '../../testkit/level-0/server.ts'
import type { Switches } from '../../testkit/level-0/switches.ts'
import { answer, serve } from '../../testkit/served-http.ts'
import { createProfileClient, type ProfiledServer, type ProfileSession } from './profile-client.ts'
import { openSocket } from '../socket.ts'

const clock = createTurnedClock(Date.now())
const client = createProfileClient({ fetch, openSocket, clock })
const typed = { username: 'ada', password: 'engine-1843' }

async function start(switches: Partial<Switches> = {}): Promise<Level0Server> {
  const backend = await startLevel0Server({ switches })
  onTestFinished(() => backend.stop())
  backend.addUser({ ...typed, firstName: 'Ada', superuser: true })
  return backend
}

function at(origin: string, document: ProfileDocument = PRESETS.token): ProfiledServer {
  return { origin, profile: completeProfile(document) }
}

async function signedIn(server: ProfiledServer): Promise<ProfileSession> {
  const answer = await client.signIn(server, typed)
  if (!answer.ok) throw new Error(answer.code)
  return answer.value
}

it('signs in for a token, and learns who that is', async () => {
  const backend = await start()
  const session = await signedIn(at(backend.url))
  expect(session).toMatchObject({
    username: 'ada',
    cookies: {},
    user: { id: 1, firstName: 'Ada', isSuperuser: true }
  })
  expect(session.token).toMatch(/^[0-9a-f-]{36}$/)
  expect(session.refreshToken).toMatch(/^[0-9a-f-]{36}$/)
  const wrong = await client.signIn(at(backend.url), { ...typed, password: 'x' })
  expect(wrong).toEqual({ ok: false, code: 'wrong_credentials' })
})

it('signs in with Django’s own form: its cookie, its token against forgery, and where the request comes from', async () => {
  const backend = await start({ checksReferer: true })
  const server = at(backend.url, PRESETS.cookie)
  const session = await signedIn(server)
  expect(session).toMatchObject({ token: null, refreshToken: null, user: null })
  expect(Object.keys(session.cookies).toSorted()).toEqual(['csrftoken', 'sessionid'])
  const sent = backend.asked.find(({ method }) => method === 'POST')
  expect(sent?.headers).toMatchObject({ origin: backend.url, referer: `${backend.url}/accounts/login/` })
  expect(sent?.headers.cookie).toMatch(/^csrftoken=./)
  expect(sent?.headers['x-csrftoken']).toBe(sent?.headers.cookie?.slice('csrftoken='.length))
  const wrong = await client.signIn(server, { ...typed, password: 'x' })
  expect(wrong).toEqual({ ok: false, code: 'wrong_credentials' })
})

it('says that a form refused the request, not the password', async () => {
  const backend = await start()
  const without = at(backend.url, { ...PRESETS.cookie, csrf: null })
  expect(await client.signIn(without, typed)).toEqual({ ok: false, code: 'csrf_refused' })
  const elsewhere = at(backend.url, { ...PRESETS.cookie, csrf: { cookie: 'xsrf' } })
  expect(await client.signIn(elsewhere, typed)).toEqual({ ok: false, code: 'no_csrf_cookie' })
})

it('takes a pasted token as people paste one, and asks nobody', async () => {
  const server = at('http://127.0.0.1:1', {
    profile: 1,
    signIn: { by: 'token' },
    authorization: { scheme: 'JWT' }
  })
  for (const password of ['abc.def', ' abc.def\n', 'Bearer abc.def', 'token  abc.def', 'JWT abc.def']) {
    const answer = await client.signIn(server, { username: '', password })
    expect(answer).toMatchObject({ ok: true, value: { token: 'abc.def', username: '', cookies: {} } })
  }
  for (const password of ['', ' ', 'abc def', 'abc\ndef', 'été', 'x'.repeat(8193)]) {
    const answer = await client.signIn(server, { username: '', password })
    expect(answer).toEqual({ ok: false, code: 'no_token' })
  }
})

it('asks who is signed in, and knows when nobody is', async () => {
  const backend = await start()
  const server = at(backend.url, { profile: 1, me: {} })
  const session = await signedIn(server)
  expect(await client.me(server, session)).toMatchObject({ ok: true, value: { id: 1, username: 'ada' } })
  backend.expireTokens()
  expect(await client.me(server, session)).toEqual({ ok: false, code: 'signed_out' })
  backend.switches.me = false
  expect(await client.me(server, session)).toEqual({ ok: false, code: 'unavailable' })
  expect(await client.me(at(backend.url), session)).toEqual({ ok: false, code: 'unavailable' })
})

it.each([
  [
    'inside of something',
    '{"status":"ok","user":{"id":"7","username":"ada"}}',
    { ok: true, value: { id: 7 } }
  ],
  [
    'inside of data',
    '{"data":{"id":7,"username":"ada"}}',
    { ok: true, value: { id: 7, hasUnsaidRights: true } }
  ],
  ['without an id', '{"username":"ada"}', { ok: false, code: 'unavailable' }],
  ['as no JSON', '<html>', { ok: false, code: 'unavailable' }]
])('reads a person who is told %s', async (_, body, expected) => {
  const server = at(await serve(answer(200, body)), { profile: 1, me: {} })
  expect(await client.me(server, session())).toMatchObject(expected)
})

it.each([
  [302, '', { location: '/accounts/login/?next=/api/me/' }, 'signed_out'],
  [401, '', {}, 'signed_out'],
  [403, '{"detail":"Not signed in"}', {}, 'signed_out'],
  [403, '<html>The firewall lets nobody in.</html>', {}, 'unavailable'],
  [301, '', { location: '/api/me/' }, 'unavailable'],
  [503, '', {}, 'unavailable']
])('makes of %i and %j to who asks', async (status, body, headers, code) => {
  const server = at(await serve(answer(status, body, headers)), { profile: 1, me: {} })
  expect(await client.me(server, session())).toEqual({ ok: false, code })
  expect(await client.page(server, session(), null)).toEqual({ ok: false, code })
})

it('reads the history page by page, whoever it is asked as', async () => {
  const backend = await start()
  for (let n = 1; n <= 5; n++) backend.say('ada', `no ${n}`)
  for (const preset of [PRESETS.token, PRESETS.cookie]) {
    const server = at(backend.url, { ...preset, history: { size: 2 } })
    const own = await signedIn(server)
    expect(await client.page(server, own, null)).toMatchObject({
      ok: true,
      value: [{ id: 4 }, { id: 5, body: 'no 5' }]
    })
    expect(await client.page(server, own, 4)).toMatchObject({ ok: true, value: [{ id: 2 }, { id: 3 }] })
  }
  const queries = backend.asked
    .filter(({ path }) => path.startsWith('/api/chat'))
    .map(({ query }) => String(query))
  expect(queries.slice(0, 2)).toEqual(['limit=2', 'limit=2&before=4'])
})

it('adds to the query that a history has already', async () => {
  const asked: (string | undefined)[] = []
  const origin = await serve((request, response) => {
    asked.push(request.url)
    response.end('[]')
  })
  const history = { url: '/api/?room=1', limit: 'page size', before: 'max_id', size: 7 }
  const server = at(origin, { profile: 1, history })
  expect(await client.page(server, session(), 12)).toEqual({ ok: true, value: [] })
  expect(asked).toEqual(['/api/?room=1&page+size=7&max_id=12'])
})

it('reads a long page, and not one without an end', async () => {
  const long = JSON.stringify([{ id: 1, message: 'x'.repeat(1024 * 1024) }])
  expect(await client.page(at(await serve(answer(200, long))), session(), null)).toMatchObject({ ok: true })
  const endless = JSON.stringify([{ id: 1, message: 'x'.repeat(9 * 1024 * 1024) }])
  const ended = await client.page(at(await serve(answer(200, endless))), session(), null)
  expect(ended).toEqual({ ok: false, code: 'unavailable' })
})

it('exchanges an expired token, and knows when only a new sign-in helps', async () => {
  const backend = await start()
  const server = at(backend.url, { profile: 1, refresh: {}, me: {} })
  const first = await signedIn(server)
  backend.expireTokens()
  const renewed = await client.refresh(server, first)
  if (!renewed.ok) throw new Error(renewed.code)
  expect(renewed.value).toEqual({ ...first, token: renewed.value.token })
  expect(await client.me(server, renewed.value)).toMatchObject({ ok: true })
  expect(backend.asked.find(({ path }) => path.includes('refresh'))?.headers.authorization).toBeUndefined()
  backend.signEverybodyOut()
  expect(await client.refresh(server, renewed.value)).toEqual({ ok: false, code: 'signed_out' })
  expect(await client.refresh(at(backend.url), first)).toEqual({ ok: false, code: 'signed_out' })
  const without = { ...first, refreshToken: null }
  expect(await client.refresh(server, without)).toEqual({ ok: false, code: 'signed_out' })
})

it('takes the next token for a new token where a server changes it with each', async () => {
  const body = '{"access":"new","refresh":"next"}'
  const origin = await serve(answer(200, body, { 'set-cookie': ['node=2; Path=/'] }))
  const renewed = await client.refresh(at(origin, { profile: 1, refresh: {} }), session())
  expect(renewed).toMatchObject({
    ok: true,
    value: { token: 'new', refreshToken: 'next', cookies: { node: '2' } }
  })
})

it.each([
  [500, ''],
  [200, '<html>'],
  [200, '{"access":"a b"}'],
  [404, '']
])('keeps a session that could not be renewed: %i %s', async (status, body) => {
  const server = at(await serve(answer(status, body)), { profile: 1, refresh: {} })
  expect(await client.refresh(server, session())).toEqual({ ok: false, code: 'unavailable' })
})

it('gives up on a server that does not answer, or does not end its answer', async () => {
  const silent = await serve(() => clock.turn(10_000))
  expect(await client.signIn(at(silent), typed)).toEqual({ ok: false, code: 'unreachable' })
  const endless = await serve((_, response) => void response.writeHead(200).write('{'))
  const late: typeof fetch = async (...request) => {
    const response = await fetch(...request)
    setImmediate(() => clock.turn(10_000))
    return response
  }
  const patient = createProfileClient({ fetch: late, openSocket, clock })
  expect(await patient.signIn(at(endless), typed)).toEqual({ ok: false, code: 'unreachable' })
})

function session(): ProfileSession {
  return { token: 't', refreshToken: 'r', cookies: {}, user: null, username: 'ada' }
}
