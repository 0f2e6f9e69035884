import { expect, it, onTestFinished, vi } from 'vitest'
import { ada } from '../../../shared/testkit/make.ts'
import type { User } from '../../../shared/model/user.ts'
import { fail, ok, type Result } from '../../../shared/std/result.ts'
import { startLevel0Server, type Level0Server } from '../../testkit/level-0/server.ts'
import type { Switches } from '../../testkit/level-0/switches.ts'
import { openLevel0, type Level0Setup, type OpenedLevel0 } from '../../testkit/opened-level-0.ts'
import { answer, serve } from '../../testkit/served-http.ts'
import { createProfileClient, type ProfileSession } from './profile-client.ts'
import { completeProfile } from '../../../shared/protocol/profile.ts'
import { openSocket } from '../socket.ts'
import { createTurnedClock } from '../../../shared/testkit/turned-clock.ts'

const person = {
  username: 'ada',
  password: 'secret',
  superuser: true,
  firstName: 'Ada',
  lastName: 'Lovelace'
}
/** A profile whose server can be asked nothing. */
const mute = { history: null }

async function start(switches: Partial<Switches> = {}): Promise<Level0Server> {
  const server = await startLevel0Server({ switches })
  onTestFinished(server.stop)
  server.addUser(person)
  return server
}

/** A session as the sign-in gives it. */
async function signIn(server: Level0Server): Promise<ProfileSession> {
  const client = createProfileClient({ fetch, openSocket, clock: createTurnedClock() })
  const profile = completeProfile({ profile: 1 })
  const session = await client.signIn({ origin: server.url, profile }, person)
  if (!session.ok) throw new Error(session.code)
  return session.value
}

async function enter(server: Level0Server, setup: Level0Setup = {}): Promise<OpenedLevel0> {
  const opened = openLevel0(server.url, { ...setup, session: await signIn(server) })
  await opened.until('online')
  return opened
}

/** Lets the next try come, and waits until it has failed. */
async function failOnce({ connection, clock, heard, until }: OpenedLevel0): Promise<void> {
  await until('waiting')
  const before = heard.length
  clock.turn(30_000)
  await vi.waitFor(() => expect(heard.length).toBeGreaterThan(before + 1))
  expect(['waiting', 'signed-out']).toContain(connection.state.phase)
}

it('brings a token in the query, the server’s own origin, and nothing else', async () => {
  const server = await start()
  const token = 'a b&c=é/+#'
  openLevel0(server.url, { session: { token } })
  await vi.waitFor(() => expect(server.opened).toHaveLength(1))
  expect(server.opened[0]).toEqual({
    url: `/ws/notifications/?${new URLSearchParams({ token }).toString()}`,
    origin: server.url,
    cookie: undefined,
    authorization: undefined,
    subprotocol: undefined,
    extensions: undefined,
    status: 403,
    username: null
  })
})

it('brings cookies, or a header, and the origin that the profile names', async () => {
  const server = await start()
  const cookies = { sessionid: 's', csrftoken: 'c' }
  openLevel0(server.url, { profile: { socket: { identity: 'cookie' } }, session: { cookies } })
  const origin = 'https://localhost'
  openLevel0(server.url, { profile: { socket: { identity: 'header', origin } } })
  const authorization = { scheme: '' }
  openLevel0(server.url, { profile: { socket: { identity: 'header' }, authorization } })
  await vi.waitFor(() => expect(server.opened).toHaveLength(3))
  expect(server.opened).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        url: '/ws/notifications/',
        cookie: 'sessionid=s; csrftoken=c',
        authorization: undefined
      }),
      expect.objectContaining({ url: '/ws/notifications/', origin, authorization: 'Bearer a-token' }),
      expect.objectContaining({ cookie: undefined, origin: server.url, authorization: 'a-token' })
    ])
  )
})

it('hears and says what people do', async () => {
  const server = await start()
  const opened = await enter(server)
  await vi.waitFor(() => expect(opened.frames).toHaveLength(2))
  opened.connection.send({ type: 'send', body: 'sphaigne', clientId: null, roomId: 1 })
  await vi.waitFor(() => expect(opened.frames).toHaveLength(3))
  expect(opened.frames).toMatchObject([
    { type: 'unread', count: 0 },
    { type: 'online', users: [{ username: 'ada' }] },
    { type: 'heard', change: { message: { body: 'sphaigne', sender: { firstName: 'Ada' } } } }
  ])
  expect(await opened.connection.page(null)).toMatchObject({ ok: true, value: [{ body: 'sphaigne' }] })
})

it('takes a list of people online that is megabytes long', async () => {
  const server = await start()
  for (let id = 0; id < 3; id++) server.addUser({ ...person, username: `${id}`.repeat(700_000) })
  const opened = await enter(server)
  const others = ['0', '1', '2'].map((id) => server.tokenOf(id.repeat(700_000)))
  for (const token of others) openLevel0(server.url, { session: { token } })
  await vi.waitFor(() => expect(opened.frames.at(-1)).toMatchObject({ type: 'online', users: { length: 4 } }))
  expect(opened.connection.state.phase).toBe('online')
})

it('knows who is in from the server, else from the sign-in', async () => {
  const server = await start()
  const asked = await enter(server, { profile: { me: {} } })
  expect(asked.greetings[0]?.user).toEqual({ ...ada, id: expect.any(Number) as number })
  const token = server.tokenOf('ada')
  server.switches.me = false
  const told = openLevel0(server.url, { profile: { me: {} }, session: { token, user: ada } })
  await told.until('online')
  expect(told.greetings[0]?.user).toEqual(ada)
})

it('waits for who is in before the first link, and for no later one', async () => {
  const server = await start()
  const answers: ((user: Result<User, 'unavailable'>) => void)[] = []
  const me = (): Promise<Result<User, 'unavailable'>> => new Promise((resolve) => answers.push(resolve))
  const session = { token: server.tokenOf('ada') }
  const opened = openLevel0(server.url, { profile: { me: {} }, session, client: { me } })
  await vi.waitFor(() => expect(answers).toHaveLength(1))
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(server.opened).toHaveLength(0)
  answers[0]?.(ok(ada))
  await opened.until('online')
  opened.connection.renew('deaf')
  await vi.waitFor(() => expect(opened.greetings).toHaveLength(2))
  expect(opened.greetings[1]?.user).toEqual(ada)
})

it('asks for its session once there is one, and then keeps it', async () => {
  const server = await start()
  const opened = openLevel0(server.url, { session: { token: server.tokenOf('ada') } })
  await opened.until('online')
  opened.kept.answer = fail('locked')
  server.closeAll(1000)
  await opened.until('waiting')
  opened.clock.turn(30_000)
  await opened.until('online')
})

it.each(['4401', '403'] as const)('is signed out by %s where nothing else can be asked', async (refusal) => {
  const server = await start({ refusal })
  const opened = openLevel0(server.url, { profile: mute })
  await opened.until('signed-out')
  expect(opened.heard).not.toContain('online')
})

it('is not signed out by a 403 while the server takes the session elsewhere', async () => {
  const server = await start({ allowedHosts: [] })
  const opened = openLevel0(server.url, { session: { token: server.tokenOf('ada') } })
  await failOnce(opened)
  await failOnce(opened)
  server.switches.allowedHosts = ['127.0.0.1']
  opened.clock.turn(30_000)
  await opened.until('online')
  server.switches.allowedHosts = []
  server.expireTokens()
  server.closeAll(1000)
  await failOnce(opened)
  await opened.until('signed-out')
})

it('is not signed out by a 403 where the session was good before and nothing can be asked', async () => {
  const server = await start()
  const opened = openLevel0(server.url, { profile: mute, session: { token: server.tokenOf('ada') } })
  await opened.until('online')
  server.switches.allowedHosts = []
  server.closeAll(1000)
  await failOnce(opened)
  await failOnce(opened)
  expect(opened.connection.state.phase).toBe('waiting')
})

it('is not signed out by 4401 while the server still knows who it is', async () => {
  const server = await start({ refusal: '4401', identity: ['cookie'] })
  const opened = openLevel0(server.url, { profile: { me: {} }, session: { token: server.tokenOf('ada') } })
  await failOnce(opened)
  expect(opened.connection.state.phase).toBe('waiting')
  server.expireTokens()
  opened.clock.turn(30_000)
  await opened.until('signed-out')
})

it.each(['4401', '403'] as const)('gets a new token where %s means that it expired', async (refusal) => {
  const server = await start({ refusal })
  const opened = await enter(server, { profile: { refresh: {} } })
  server.expireTokens()
  server.closeAll(1000)
  await failOnce(opened)
  opened.clock.turn(30_000)
  await opened.until('online')
  expect(opened.renewed).toHaveLength(1)
  // And again, the next time.
  server.expireTokens()
  server.closeAll(1006)
  await failOnce(opened)
  opened.clock.turn(30_000)
  await opened.until('online')
  expect(opened.renewed).toHaveLength(2)
  const { token, refreshToken } = opened.renewed[1] ?? {}
  const written = JSON.stringify(opened.written)
  expect(written).not.toContain(token)
  expect(written).not.toContain(refreshToken)
  server.signEverybodyOut()
  server.closeAll(1000)
  await failOnce(opened)
  await opened.until('signed-out')
})

it('is signed out where a new token does not help either, after one try', async () => {
  const server = await start({ refusal: '4401' })
  const session = { ...(await signIn(server)), token: 'old' }
  const refresh = vi.fn(async () => ok({ ...session, token: 'useless' }))
  const opened = openLevel0(server.url, { profile: { refresh: {} }, session, client: { refresh } })
  await failOnce(opened)
  await opened.until('signed-out')
  expect(refresh).toHaveBeenCalledTimes(1)
})

it('waits while no new token can be had for now', async () => {
  const server = await start({ refusal: '4401' })
  const session = { ...(await signIn(server)), token: 'old' }
  const refresh = vi.fn(async () => fail('unavailable'))
  const opened = openLevel0(server.url, { profile: { refresh: {} }, session, client: { refresh } })
  await failOnce(opened)
  await failOnce(opened)
  expect(opened.connection.state.phase).toBe('waiting')
  expect(refresh).toHaveBeenCalledTimes(3)
})

it('outlasts a proxy that refuses everybody for longer than a token lives', async () => {
  const server = await start()
  const opened = await enter(server, { profile: { refresh: {} } })
  server.switches.allowedHosts = []
  server.closeAll(1000)
  for (let round = 0; round < 4; round++) {
    server.expireTokens()
    await failOnce(opened)
    expect(opened.connection.state.phase).toBe('waiting')
  }
  server.switches.allowedHosts = ['127.0.0.1']
  opened.clock.turn(30_000)
  await opened.until('online')
})

it.each([{}, { me: {} }, { refresh: {} }])(
  'outlasts a wall that answers everything with a page that says 403: %j',
  async (profile) => {
    const server = await start()
    const session = await signIn(server)
    const wall = await serve(answer(403, '<html>Forbidden</html>', { 'content-type': 'text/html' }))
    const opened = openLevel0(wall, { profile, session })
    for (let round = 0; round < 8; round++) await failOnce(opened)
    expect(opened.connection.state.phase).toBe('waiting')
  }
)

it('reads history with a new token where the old one expired, and gets one for all who ask', async () => {
  const server = await start()
  server.say('ada', 'sphaigne')
  const opened = await enter(server, { profile: { refresh: {} } })
  server.expireTokens()
  const pages = await Promise.all([opened.connection.page(null), opened.connection.page(null)])
  expect(pages).toMatchObject([{ value: [{ body: 'sphaigne' }] }, { value: [{ body: 'sphaigne' }] }])
  expect(opened.renewed).toHaveLength(1)
  // The link was opened with the old one: what became of it is no doubt about the new one.
  server.closeAll(4401)
  await opened.until('waiting')
  opened.clock.turn(30_000)
  await opened.until('online')
  expect(opened.renewed).toHaveLength(1)
  server.signEverybodyOut()
  expect(await opened.connection.page(null)).toEqual(fail('signed_out'))
})

it('survives the server', async () => {
  const server = await start()
  const opened = await enter(server)
  await server.stop()
  await failOnce(opened)
  await server.restart()
  opened.clock.turn(30_000)
  await opened.until('online')
})
