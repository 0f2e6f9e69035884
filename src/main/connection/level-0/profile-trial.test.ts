import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { WebSocketServer, type WebSocket } from 'ws'
import type { ProfileReport, ProfileStepName } from '../../../shared/ipc/profile-report.ts'
import { PRESETS } from '../../../shared/protocol/presets.ts'
import { completeProfile, type ProfileDocument } from '../../../shared/protocol/profile.ts'
import { createTurnedClock } from '../../../shared/testkit/turned-clock.ts'
import { startLevel0Server, type Level0Server } from '../../testkit/level-0/server.ts'
import type { Switches } from '../../testkit/level-0/switches.ts'
import { answer, serve } from '../../testkit/served-http.ts'
import { createProfileClient } from './profile-client.ts'
import { openSocket } from '../socket.ts'

const clock = createTurnedClock(Date.now())
const client = createProfileClient({ fetch, openSocket, clock })
const typed = { username: 'ada', password: 'engine-1843' }
const pasting = { profile: 1, signIn: { by: 'token' } } as const satisfies ProfileDocument

async function start(switches: Partial<Switches> = {}): Promise<Level0Server> {
  const backend = await startLevel0Server({ switches })
  onTestFinished(() => backend.stop())
  backend.addUser(typed)
  return backend
}

function test(origin: string, document: ProfileDocument, person = typed): Promise<ProfileReport> {
  return client.test({ origin, profile: completeProfile(document) }, person)
}

/** Each step in a word: what came of it, or why it failed. */
function outcomes({ steps }: ProfileReport): Readonly<Record<string, string>> {
  return Object.fromEntries(steps.map(({ name, outcome, code }) => [name, code ?? outcome]))
}

function detailOf({ steps }: ProfileReport, name: ProfileStepName): string | undefined {
  return steps.find((step) => step.name === name)?.detail
}

it('passes each preset at a server as it is usually set up, and leaves nothing behind', async () => {
  const backend = await start()
  const byToken = await test(backend.url, { ...PRESETS.token, me: {} })
  expect(byToken.steps).toEqual([
    { name: 'address', outcome: 'passed', code: null, detail: 'GET / → 404' },
    { name: 'csrf', outcome: 'absent', code: null, detail: '' },
    {
      name: 'signIn',
      outcome: 'passed',
      code: null,
      detail: 'POST /api/login/ → 200 {token, refresh, user}'
    },
    {
      name: 'me',
      outcome: 'passed',
      code: null,
      detail: 'GET /api/me/ → 200 {id, username, first_name, last_name, is_superuser}'
    },
    { name: 'socket', outcome: 'passed', code: null, detail: 'GET /ws/notifications/ → 101, then a frame' },
    {
      name: 'history',
      outcome: 'passed',
      code: null,
      detail: 'GET /api/chat/messages/?limit=100 → 200 {results}'
    }
  ])
  const byCookie = await test(backend.url, PRESETS.cookie)
  expect(outcomes(byCookie)).toEqual({
    address: 'passed',
    csrf: 'passed',
    signIn: 'passed',
    me: 'absent',
    socket: 'passed',
    history: 'passed'
  })
  await expect.poll(() => backend.connections()).toHaveLength(0)
})

it('names each part that does not fit, and goes on with those that do not need it', async () => {
  const backend = await start({ history: false, me: false })
  const report = await test(backend.url, { ...PRESETS.token, me: {} })
  expect(outcomes(report)).toMatchObject({
    me: 'path_not_found',
    socket: 'passed',
    history: 'path_not_found'
  })
  const none = await test(backend.url, { ...PRESETS.token, history: null })
  expect(outcomes(none)).toMatchObject({ me: 'absent', history: 'absent' })
})

it('says where a missing slash leads', async () => {
  const backend = await start()
  const login = await test(backend.url, { profile: 1, signIn: { url: '/api/login' }, me: {} })
  expect(outcomes(login)).toEqual({
    address: 'passed',
    csrf: 'absent',
    signIn: 'redirected',
    me: 'skipped',
    socket: 'skipped',
    history: 'skipped'
  })
  expect(detailOf(login, 'signIn')).toBe('POST /api/login → 301, Location: /api/login/')
  const history = await test(backend.url, { profile: 1, history: { url: '/api/chat/messages' } })
  expect(outcomes(history)).toMatchObject({ history: 'redirected' })
  const socket = await test(backend.url, { profile: 1, socket: { url: '/ws/notifications' } })
  expect(outcomes(socket)).toMatchObject({ socket: 'server_failed', history: 'passed' })
  expect(detailOf(socket, 'socket')).toBe('GET /ws/notifications → 500')
})

it('tells a socket that refuses the origin or the person from one that opens and closes', async () => {
  const backend = await start()
  const foreign = await test(backend.url, { profile: 1, socket: { origin: 'https://elsewhere.example' } })
  expect(outcomes(foreign)).toMatchObject({ socket: 'socket_refused', history: 'passed' })
  const person = { username: '', password: 'no-such-token' }
  expect(outcomes(await test(backend.url, pasting, person))).toEqual({
    address: 'passed',
    csrf: 'absent',
    signIn: 'passed',
    me: 'absent',
    socket: 'socket_refused',
    history: 'identity_refused'
  })
  backend.switches.refusal = '4401'
  const closed = await test(backend.url, pasting, person)
  expect(outcomes(closed)).toMatchObject({ socket: 'socket_signed_out' })
  expect(detailOf(closed, 'socket')).toBe('GET /ws/notifications/ → 101, then closed with 4401')
})

it('tries what can be tried without a name and a password', async () => {
  const backend = await start()
  for (const person of [
    { ...typed, username: '' },
    { ...typed, password: '' }
  ]) {
    const report = await test(backend.url, { ...PRESETS.cookie, me: {} }, person)
    expect(outcomes(report)).toEqual({
      address: 'passed',
      csrf: 'passed',
      signIn: 'skipped',
      me: 'skipped',
      socket: 'skipped',
      history: 'skipped'
    })
    expect(detailOf(report, 'signIn')).toContain('/accounts/login/')
  }
  const nothing = await test(backend.url, pasting, { username: '', password: ' ' })
  expect(outcomes(nothing)).toMatchObject({ csrf: 'absent', signIn: 'skipped', socket: 'skipped' })
  const odd = await test(backend.url, pasting, { username: '', password: 'a b' })
  expect(outcomes(odd)).toMatchObject({ signIn: 'no_token', socket: 'skipped' })
})

it('stops where nobody answers, or the form cannot be had', async () => {
  const nobody = await test('http://127.0.0.1:1', PRESETS.cookie)
  expect(nobody.steps[0]).toMatchObject({ code: 'unreachable', detail: expect.stringContaining('GET / → ') })
  expect(outcomes(nobody)).toMatchObject({
    csrf: 'skipped',
    signIn: 'skipped',
    me: 'absent',
    history: 'skipped'
  })
  const backend = await start()
  const other = await test(backend.url, { ...PRESETS.cookie, csrf: { cookie: 'xsrf' } })
  expect(outcomes(other)).toMatchObject({ csrf: 'no_csrf_cookie', signIn: 'skipped', socket: 'skipped' })
})

it('says that the server does not go by its address', async () => {
  const backend = await start({ knowsHost: false, allowedHosts: [] })
  expect(outcomes(await test(backend.url, PRESETS.token))).toMatchObject({ signIn: 'host_refused' })
  expect(outcomes(await test(backend.url, PRESETS.cookie))).toMatchObject({ csrf: 'host_refused' })
  const report = await test(backend.url, pasting, { username: '', password: 'token' })
  expect(outcomes(report)).toMatchObject({ socket: 'socket_refused', history: 'host_refused' })
})

it('says what else answers in the place of a history or of who is signed in', async () => {
  const pasted = { username: '', password: 'token' }
  const document: ProfileDocument = { ...pasting, me: {} }
  const odd = await test(await serve(answer(200, '{"detail":"hello"}')), document, pasted)
  expect(outcomes(odd)).toMatchObject({ me: 'unexpected_answer', history: 'unexpected_answer' })
  const login = await serve(answer(302, '', { location: '/login/?next=/api/me/' }))
  const sent = await test(login, document, pasted)
  expect(outcomes(sent)).toMatchObject({ address: 'passed', me: 'redirected', socket: 'redirected' })
  expect(detailOf(sent, 'me')).toBe('GET /api/me/ → 302, Location: /login/')
  const fallen = await test(await serve(answer(500, '<h1>Server Error (500)</h1>')), document, pasted)
  expect(outcomes(fallen)).toMatchObject({ address: 'passed', me: 'server_failed', history: 'server_failed' })
  const busy = await test(await serve(answer(429, '')), document, pasted)
  expect(outcomes(busy)).toMatchObject({ me: 'rate_limited', history: 'rate_limited' })
})

it.each([
  [101, 'silent', 'passed', '101, then silence'],
  [101, 1011, 'socket_closed', '101, then closed with 1011'],
  [401, '', 'identity_refused', '401'],
  [404, '', 'path_not_found', '404'],
  [302, '', 'redirected', '302'],
  [503, '', 'server_failed', '503'],
  [0, '', 'unreachable', 'no answer']
])('makes of a socket that answers %i %s: %s', async (status, then, outcome, detail) => {
  const origin = await serveSocket((socket) => {
    if (typeof then === 'number') socket.close(then)
  }, status)
  const hurried = createProfileClient({
    fetch,
    clock,
    openSocket: (opening, events) =>
      openSocket(opening, {
        ...events,
        onOpen() {
          events.onOpen()
          if (then === 'silent') clock.turn(3000)
        }
      })
  })
  const profile = completeProfile({ ...pasting, history: null })
  const report = await hurried.test({ origin, profile }, { username: '', password: 'token' })
  expect(outcomes(report)).toMatchObject({ socket: outcome })
  expect(detailOf(report, 'socket')).toBe(`GET /ws/notifications/ → ${detail}`)
})

it('never says a password, a token or a cookie', async () => {
  const backend = await start()
  const reports = [
    await test(backend.url, { ...PRESETS.token, me: {} }),
    await test(backend.url, { ...PRESETS.cookie, me: {} }),
    await test(backend.url, pasting, { username: '', password: backend.tokenOf('ada') })
  ]
  const secrets = backend.opened.flatMap(({ url, cookie = '' }) => [
    url.split('=')[1],
    ...cookie.split(/; |=/)
  ])
  const values = secrets.filter((value) => value !== undefined && value.length > 20)
  expect(values.length).toBeGreaterThanOrEqual(4)
  for (const secret of [...values, typed.password]) expect(JSON.stringify(reports)).not.toContain(secret)
})

/** A server that answers every handshake with one status; 101 opens, 0 hangs up. */
async function serveSocket(onOpen: (socket: WebSocket) => void, status: number): Promise<string> {
  const http = createServer((_, response) => void response.end()).listen(0, '127.0.0.1')
  const sockets = new WebSocketServer({ noServer: true })
  http.on('upgrade', (request, stream, head) => {
    if (status === 101) sockets.handleUpgrade(request, stream, head, onOpen)
    else if (status === 0) stream.destroy()
    else stream.end(`HTTP/1.1 ${status} Whatever\r\n\r\n`)
  })
  await once(http, 'listening')
  onTestFinished(() => {
    for (const socket of sockets.clients) socket.terminate()
    http.closeAllConnections()
    http.close()
  })
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`
}
