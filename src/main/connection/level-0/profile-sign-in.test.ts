import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { PRESETS } from '../../../shared/protocol/presets.ts'
import { completeProfile, type ProfileDocument } from '../../../shared/protocol/profile.ts'
import { createTurnedClock } from '../../../shared/testkit/turned-clock.ts'
import { answer, serve } from '../../testkit/served-http.ts'
import { createProfileClient, type ProfileClient } from './profile-client.ts'
import { openSocket } from '../socket.ts'

const client = createProfileClient({ fetch, openSocket, clock: createTurnedClock(Date.now()) })
const typed = { username: 'ada', password: 'engine-1843' }
const html = { 'content-type': 'text/html; charset=utf-8' }
const form = '<form><input name="username"><input type="password" name="password"></form>'
const session = { 'set-cookie': ['sessionid=s; HttpOnly; Path=/'] }
/** The session's cookie without a part for CSRF, so that one answer is all that is asked. */
const byCookie: ProfileDocument = { profile: 1, signIn: { url: '/in/' }, socket: { identity: 'cookie' } }

function signIn(origin: string, document: ProfileDocument): ReturnType<ProfileClient['signIn']> {
  return client.signIn({ origin, profile: completeProfile(document) }, typed)
}

it('writes the request as the profile says', async () => {
  const asked: { type: string | undefined; body: string }[] = []
  const origin = await serve((request, response) => {
    void text(request).then((body) => {
      asked.push({ type: request.headers['content-type'], body })
      response.end('{"data":{"key":"k"},"next":"r","who":{"pk":3,"login":"ada"}}')
    })
  })
  const names = {
    username: 'email',
    password: 'pass word',
    token: 'data.key',
    refreshToken: 'next',
    user: 'who'
  }
  for (const encoding of ['json', 'form'] as const) {
    const answer = await signIn(origin, { profile: 1, signIn: { ...names, encoding } })
    expect(answer).toMatchObject({
      ok: true,
      value: { token: 'k', refreshToken: 'r', user: { id: 3, username: 'ada' } }
    })
  }
  expect(asked).toEqual([
    { type: 'application/json', body: '{"email":"ada","pass word":"engine-1843"}' },
    { type: 'application/x-www-form-urlencoded', body: 'email=ada&pass+word=engine-1843' }
  ])
})

it('sends the token against forgery in the form too, as a form of Django does', async () => {
  const bodies: string[] = []
  const origin = await serve((request, response) => {
    void text(request).then((body) => {
      bodies.push(body)
      response.writeHead(200, { 'set-cookie': ['csrftoken=c', ...session['set-cookie']] }).end(form)
    })
  })
  await signIn(origin, PRESETS.cookie)
  expect(bodies).toEqual(['', 'username=ada&password=engine-1843&csrfmiddlewaretoken=c'])
})

it.each([
  [400, '{"non_field_errors":["…"]}', {}, 'wrong_credentials'],
  [400, '<h1>Bad Request (400)</h1>', {}, 'host_refused'],
  [401, '{"detail":"…"}', {}, 'wrong_credentials'],
  [403, '{"detail":"Incorrect"}', {}, 'wrong_credentials'],
  [403, '{"detail":"CSRF Failed: CSRF token missing."}', {}, 'csrf_refused'],
  [403, '<h1>CSRF verification failed.</h1>', html, 'csrf_refused'],
  [404, '', html, 'path_not_found'],
  [405, '', {}, 'path_not_found'],
  [301, '', { location: '/api/login' }, 'redirected'],
  [302, '', { location: '/elsewhere/' }, 'redirected'],
  [307, '', { location: '/api/login' }, 'redirected'],
  [308, '', { location: '/api/login' }, 'redirected'],
  [500, '<h1>Server Error (500)</h1>', html, 'server_failed'],
  [200, form, html, 'unexpected_answer'],
  [200, '[]', {}, 'unexpected_answer'],
  [415, '{}', {}, 'unexpected_answer'],
  [200, '{"access":"t"}', {}, 'no_token'],
  [200, '{"token":"a b"}', {}, 'no_token'],
  [200, '{"token":""}', {}, 'no_token'],
  [200, '{"token":7}', {}, 'no_token']
])('says why there is no token: %i %s', async (status, body, headers, code) => {
  expect(await signIn(await serve(answer(status, body, headers)), PRESETS.token)).toEqual({ ok: false, code })
})

it.each([
  [200, form, html, 'wrong_credentials'],
  // A session for whoever fails is no proof of anything.
  [200, form, { ...html, ...session }, 'wrong_credentials'],
  [302, '', { ...session, location: '/in/?error=1' }, 'wrong_credentials'],
  [302, '', { location: '/home/' }, 'redirected'],
  [301, '', { location: 'https://elsewhere.example/in/' }, 'redirected'],
  [200, '{"ok":true}', {}, 'no_session_cookie'],
  [200, '{"ok":true}', { 'set-cookie': ['sessionid=""; Max-Age=0'] }, 'no_session_cookie'],
  [401, '{}', session, 'wrong_credentials'],
  [500, '', session, 'server_failed']
])('says why there is no session: %i %s %j', async (status, body, headers, code) => {
  expect(await signIn(await serve(answer(status, body, headers)), byCookie)).toEqual({ ok: false, code })
})

it.each([
  [302, '', { ...session, location: '/accounts/profile/' }],
  [200, '{"id":3,"username":"ada"}', session],
  [200, '{"token":"t","refresh":"r"}', session],
  [204, '', session],
  [200, '<h1>Welcome</h1>', { ...html, ...session }]
])('takes a new cookie for a session: %i %s', async (status, body, headers) => {
  const answered = await signIn(await serve(answer(status, body, headers)), byCookie)
  expect(answered).toMatchObject({
    ok: true,
    value: { token: null, refreshToken: null, cookies: { sessionid: 's' } }
  })
})

it('takes only another value for a new session where one came with the form', async () => {
  let next = 'sessionid=anonymous'
  const origin = await serve((request, response) => {
    const cookies = request.method === 'GET' ? ['csrftoken=c', 'sessionid=anonymous'] : ['csrftoken=d', next]
    response.writeHead(200, { 'set-cookie': cookies }).end('{}')
  })
  const document: ProfileDocument = { ...byCookie, csrf: {} }
  expect(await signIn(origin, document)).toEqual({ ok: false, code: 'no_session_cookie' })
  next = 'sessionid=ada'
  expect(await signIn(origin, document)).toMatchObject({
    ok: true,
    value: { cookies: { sessionid: 'ada', csrftoken: 'd' } }
  })
})

it('says how long to wait, on the way to the form and after it', async () => {
  const busy = await serve(answer(429, '', { 'retry-after': '42' }))
  const expected = { ok: false, code: 'rate_limited', retryAfter: 42 }
  expect(await signIn(busy, PRESETS.token)).toEqual(expected)
  expect(await signIn(busy, PRESETS.cookie)).toEqual(expected)
})

it('never takes a password elsewhere', async () => {
  let hits = 0
  const elsewhere = await serve((_, response) => void (hits++, response.end('{"token":"t"}')))
  for (const status of [301, 302, 303, 307, 308]) {
    const origin = await serve(answer(status, '', { location: `${elsewhere}/api/login/` }))
    expect(await signIn(origin, PRESETS.token)).toEqual({ ok: false, code: 'redirected' })
  }
  expect(hits).toBe(0)
})

it('sees the form again at the end of a long page, beside a session that begins for whoever fails', async () => {
  const page = `${'<p>news</p>'.repeat(20_000)}${form}`
  const origin = await serve(answer(200, page, { ...html, ...session }))
  expect(await signIn(origin, byCookie)).toEqual({ ok: false, code: 'wrong_credentials' })
})

it('names the page of the form as headers can, whatever letters its path has', async () => {
  const referers: (string | undefined)[] = []
  const origin = await serve((request, response) => {
    referers.push(request.headers.referer)
    if (request.method === 'GET') response.writeHead(200, { 'set-cookie': 'csrftoken=c' }).end(form)
    else response.writeHead(302, { ...session, location: '/' }).end()
  })
  const document: ProfileDocument = { ...PRESETS.cookie, csrf: { url: '/登录/' } }
  expect(await signIn(origin, document)).toMatchObject({ ok: true })
  expect(referers).toEqual([undefined, `${origin}/%E7%99%BB%E5%BD%95/`])
})
