import { once } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openBareClient, type BareClient, type Door } from './bare-client.ts'
import { startLevel0Server, type Level0Options, type Level0Server } from './server.ts'
import { everyNth, SEED_NAMES, type Switches } from './switches.ts'

async function start(switches: Partial<Switches> = {}, options: Level0Options = {}): Promise<Level0Server> {
  const server = await startLevel0Server({ ...options, switches })
  onTestFinished(server.stop)
  server.addUser({ username: 'alice', password: 'a', superuser: true, firstName: 'Alice' })
  server.addUser({ username: 'bob', password: 'b' })
  return server
}

function open(server: Level0Server, username: string, door: Door = {}): Promise<BareClient> {
  return openBareClient(server.url, { token: server.tokenOf(username), ...door })
}

/** Returns once the server has dealt with all that the client sent, and the client with all that was sent to it. */
async function settled(client: BareClient): Promise<void> {
  client.socket.ping()
  await once(client.socket, 'pong')
}

/** A session as the sign-in form gives one. */
async function sessionOf(server: Level0Server, username: string, password: string): Promise<string> {
  server.switches.csrf = false
  const body = new URLSearchParams({ username, password })
  const answer = await fetch(`${server.url}/accounts/login/`, { method: 'POST', body, redirect: 'manual' })
  return /sessionid=[^;]+/.exec(answer.headers.getSetCookie().join())?.[0] ?? ''
}

test('identity is a token in the query or a session cookie, and a header only where the switch says so', async () => {
  const server = await start()
  const authorization = `Bearer ${server.tokenOf('bob')}`
  const cookie = await sessionOf(server, 'bob', 'b')
  await expect(openBareClient(server.url, { headers: { authorization } })).rejects.toThrow('403')
  await openBareClient(server.url, { headers: { cookie } })
  await open(server, 'alice')
  server.switches.identity = ['header']
  await openBareClient(server.url, { headers: { authorization } })
  await expect(openBareClient(server.url, { headers: { cookie } })).rejects.toThrow('403')
  await expect(open(server, 'alice')).rejects.toThrow('403')
  expect(server.opened.map(({ status, username }) => [status, username])).toEqual([
    [403, null],
    [101, 'bob'],
    [101, 'alice'],
    [101, 'bob'],
    [403, null],
    [403, null]
  ])
  expect(server.opened[1]).toMatchObject({ cookie, origin: server.url, url: '/ws/notifications/' })
})

test.each([null, 'null', 'file://', 'https://elsewhere.example'])('origin %s is refused', async (origin) => {
  const server = await start()
  await expect(open(server, 'bob', { origin })).rejects.toThrow('403')
})

test.each(['localhost', '', 'http://localhost:99999'])(
  'origin “%s”, which is no URL, is a 400',
  async (origin) => {
    const server = await start()
    await expect(open(server, 'bob', { origin })).rejects.toThrow('400')
  }
)

test('an origin counts by its host alone', async () => {
  const server = await start()
  await open(server, 'bob', { origin: 'https://localhost:1' })
})

test.each(['/ws/notifications', '/ws/other/'])('the wrong path %s is a 500', async (path) => {
  const server = await start()
  await expect(open(server, 'bob', { path })).rejects.toThrow('500')
})

test('no subprotocol is picked', async () => {
  const server = await start()
  const opening = open(server, 'bob', { subprotocols: ['causerie'] })
  await expect(opening).rejects.toThrow('Server sent no subprotocol')
  expect(server.opened[0]).toMatchObject({ subprotocol: 'causerie', status: 101 })
})

test('compression is offered and not negotiated', async () => {
  const server = await start()
  const bob = await open(server, 'bob')
  expect(server.opened[0]?.extensions).toContain('permessage-deflate')
  expect(bob.socket.extensions).toBe('')
})

test('a bad token is a 403, or by the switch an open socket that says nothing and closes with 4401', async () => {
  const server = await start()
  await expect(openBareClient(server.url, { token: 'bad' })).rejects.toThrow('403')
  server.switches.refusal = '4401'
  const client = await openBareClient(server.url, { token: 'bad' })
  expect(await client.closed()).toBe(4401)
  expect(client.frames).toEqual([])
  expect(server.connections()).toEqual([])
})

test('expired tokens leave sockets open and open no new one', async () => {
  const server = await start()
  const token = server.tokenOf('bob')
  const bob = await openBareClient(server.url, { token })
  server.expireTokens()
  await expect(openBareClient(server.url, { token })).rejects.toThrow('403')
  bob.send({ type: 'chat_message', message: 'still here' })
  await bob.heard('chat_message')
})

test.each([
  ['binary', Buffer.from('{}')],
  ['no JSON', '{'],
  ['no object', '[]'],
  ['a text that is no text', '{"type":"chat_message","message":1}']
])('a frame that is %s is a 1011, and a ghost', async (_, frame) => {
  const server = await start()
  const alice = await open(server, 'alice')
  const bob = await open(server, 'bob')
  await alice.heard('online_users_update', 2)
  bob.socket.send(frame)
  expect(await bob.closed()).toBe(1011)
  await settled(alice)
  expect(server.online()).toEqual(['alice', 'bob'])
  expect(server.connections()).toHaveLength(1)
  expect(await alice.heard('online_users_update')).toHaveLength(2)
})

test('what comes between the death of a consumer and its 1011 is lost', async () => {
  const server = await start()
  const bob = await open(server, 'bob')
  bob.socket.send('{')
  bob.send({ type: 'chat_message', message: 'into the void' })
  await settled(bob)
  server.say('alice', 'not heard')
  expect(await bob.closed()).toBe(1011)
  expect(bob.frames.some(({ type }) => type === 'chat_message')).toBe(false)
  expect(server.messages().map(({ text }) => text)).toEqual(['not heard'])
})

test('a person who comes hears what they have not read, then everybody hears the whole online list', async () => {
  const server = await start()
  server.notify({ kind: 'general', text: 'to all' })
  server.notify({ kind: 'personal', to: 'bob', text: 'to bob' })
  const alice = await open(server, 'alice')
  const bob = await open(server, 'bob')
  await bob.heard('online_users_update')
  expect(bob.frames.map(({ type }) => type)).toEqual(['notifications_non_lues', 'online_users_update'])
  expect(bob.frames[0]).toMatchObject({
    count: 2,
    notifications: [{ message: 'to all' }, { message: 'to bob' }]
  })
  expect((await alice.heard('notifications_non_lues'))[0]).toMatchObject({ count: 1 })
  bob.socket.close()
  const lists = (await alice.heard('online_users_update', 3)).map(({ users }) =>
    (users as { username: string }[]).map(({ username }) => username)
  )
  expect(lists).toEqual([['alice'], ['alice', 'bob'], ['alice']])
})

test('the server pings', async () => {
  const server = await start({ pingEvery: 5 })
  const bob = await open(server, 'bob')
  await once(bob.socket, 'ping')
})

test('the server does not ping who talks', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const server = await start({ pingEvery: 200 })
  const bob = await open(server, 'bob')
  let pings = 0
  bob.socket.on('ping', () => pings++)
  const pinged = once(bob.socket, 'ping')
  for (let said = 1; said <= 5; said++) {
    vi.advanceTimersByTime(150)
    bob.send({ type: 'typing' })
    while (server.received.length < said) await setImmediate()
  }
  vi.advanceTimersByTime(200)
  await pinged
  expect(pings, 'only when nothing was said for so long').toBe(1)
})

test('a message is stored and goes to everyone, its author included, without its extra fields', async () => {
  const server = await start({}, { now: () => Date.UTC(2026, 0, 2, 3, 4, 5, 6) })
  const alice = await open(server, 'alice')
  const bob = await open(server, 'bob')
  bob.send({ type: 'chat_message', message: ' hello ', client_id: 'x' })
  const expediteur = { id: 2, username: 'bob', first_name: '', last_name: '', is_superuser: false }
  const data = { id: 1, message: ' hello ', expediteur, date_creation: '2026-01-02T03:04:05.006000+00:00' }
  expect(await alice.heard('chat_message')).toEqual([{ type: 'chat_message', data }])
  expect(await bob.heard('chat_message')).toEqual([{ type: 'chat_message', data }])
  server.switches.trims = true
  bob.send({ type: 'chat_message', message: ' hello ' })
  expect((await bob.heard('chat_message', 2))[1]).toMatchObject({ data: { id: 2, message: 'hello' } })
  server.say('alice', 'from elsewhere')
  await bob.heard('chat_message', 3)
  expect(server.messages().map(({ id, author, text }) => [id, author.username, text])).toEqual([
    [1, 'bob', ' hello '],
    [2, 'bob', 'hello'],
    [3, 'alice', 'from elsewhere']
  ])
  expect(JSON.parse(server.received[0]?.text ?? '')).toMatchObject({ client_id: 'x' })
})

test('a blank message and an unknown type are errors', async () => {
  const server = await start()
  const bob = await open(server, 'bob')
  bob.send({ type: 'chat_message', message: ' \n' })
  bob.send({ type: 'chat_message' })
  bob.send({ type: 'typing' })
  expect((await bob.heard('error', 3)).map(({ message }) => message)).toEqual([
    'Le message est vide',
    'Le message est vide',
    'Type de message inconnu'
  ])
  expect(server.messages()).toEqual([])
})

test('a deletion is refused in the order and the words of the seed, and succeeds for everyone', async () => {
  const server = await start()
  server.say('bob', 'one')
  server.say('bob', 'two')
  const alice = await open(server, 'alice')
  const bob = await open(server, 'bob')
  for (const message_id of [undefined, null, '', 0, 1, 'x']) bob.send({ type: 'delete_message', message_id })
  const missing = 'ID du message manquant'
  const forbidden = 'Seuls les super utilisateurs peuvent supprimer des messages'
  expect((await bob.heard('error', 6)).map(({ message }) => message)).toEqual([
    missing,
    missing,
    missing,
    missing,
    forbidden,
    forbidden
  ])
  for (const message_id of [99, 'x', '0x1', ' 1 ', 2, 2]) alice.send({ type: 'delete_message', message_id })
  const unknown = 'Message non trouvé ou erreur de suppression'
  expect((await alice.heard('error', 4)).map(({ message }) => message)).toEqual([
    unknown,
    unknown,
    unknown,
    unknown
  ])
  expect(await bob.heard('message_deleted', 2)).toEqual([
    { type: 'message_deleted', message_id: ' 1 ' },
    { type: 'message_deleted', message_id: 2 }
  ])
  expect(server.messages()).toEqual([])
})

test('a lossy layer drops broadcasts of messages, for each connection by itself, and stores them', async () => {
  const server = await start({ loses: (index, username) => username === 'bob' && everyNth(3)(index) })
  const alice = await open(server, 'alice')
  const bob = await open(server, 'bob')
  for (let index = 1; index <= 30; index++) bob.send({ type: 'chat_message', message: `${index}` })
  await alice.heard('chat_message', 30)
  await settled(bob)
  const heard = (await bob.heard('chat_message')).map(({ data }) =>
    Number((data as { message: string }).message)
  )
  expect(heard).toHaveLength(20)
  expect(heard.some((number) => number % 3 === 0)).toBe(false)
  expect(server.messages()).toHaveLength(30)
})

test('messages of several senders change places, those of one do not, and a deletion overtakes', async () => {
  const server = await start({ reorders: true })
  const bob = await open(server, 'bob')
  server.say('bob', 'one')
  server.say('bob', 'two')
  server.say('alice', 'three')
  server.say('alice', 'four')
  server.remove(4)
  await bob.heard('chat_message', 4)
  const heard = bob.frames.slice(2).map(({ type, data }) => (data as { message: string })?.message ?? type)
  expect(heard).toEqual(['one', 'three', 'two', 'message_deleted', 'four'])
  server.say('alice', 'alone')
  await bob.heard('chat_message', 5)
})

test('a deaf socket answers errors and pongs and gets no broadcast', async () => {
  let time = 0
  const server = await start({ deafAfter: 1000 }, { now: () => time })
  const bob = await open(server, 'bob')
  await bob.heard('online_users_update')
  time = 1000
  const alice = await open(server, 'alice')
  bob.send({ type: 'chat_message', message: 'anyone?' })
  bob.send({ type: 'chat_message', message: '' })
  server.notify({ kind: 'general', text: 'to all' })
  await bob.heard('error')
  await settled(bob)
  expect(bob.frames.slice(2)).toMatchObject([{ type: 'error' }])
  await alice.heard('chat_message')
  server.makeDeaf('alice')
  server.say('bob', 'not heard')
  await settled(alice)
  expect(await alice.heard('chat_message')).toHaveLength(1)
  const again = await open(server, 'bob')
  server.say('bob', 'heard')
  await again.heard('chat_message')
})

test.each([1000, 1011, 1006])('all sockets close with %i', async (code) => {
  const server = await start()
  const alice = await open(server, 'alice')
  const bob = await open(server, 'bob')
  server.closeAll(code, 'bob')
  expect(await bob.closed()).toBe(code)
  await alice.heard('online_users_update', 3)
  expect(server.online()).toEqual(['alice'])
  server.closeAll(code)
  expect(await alice.closed()).toBe(code)
})

test('a muted person is not told', async () => {
  const server = await start({ muted: ['bob'] })
  const bob = await open(server, 'bob')
  bob.send({ type: 'chat_message', message: 'cc' })
  await settled(bob)
  expect(bob.frames.map(({ type }) => type)).toEqual(['notifications_non_lues', 'online_users_update'])
  expect(server.messages()).toEqual([])
})

test('notifications go to everyone or to one', async () => {
  const server = await start()
  const alice = await open(server, 'alice')
  const bob = await open(server, 'bob')
  server.notify({ kind: 'personal', to: 'bob', text: 'p', title: 't', from: 'alice' })
  server.notify({ kind: 'general', text: 'g' })
  expect(await bob.heard('notification_personal')).toMatchObject([
    { data: { id: 1, titre: 't', message: 'p', expediteur: { username: 'alice' } } }
  ])
  await bob.heard('notification_general')
  await alice.heard('notification_general')
  expect(alice.frames.some(({ type }) => type === 'notification_personal')).toBe(false)
})

test('frames under other names', async () => {
  const server = await start({
    onlineUnder: 'online_users',
    notificationUnder: 'flat',
    unread: 'list',
    idsAsStrings: true,
    frameNames: { ...SEED_NAMES, id: 'pk', sender: 'auteur' }
  })
  const bob = await open(server, 'bob')
  expect(await bob.heard('online_users_update')).toMatchObject([{ online_users: [{ id: '2' }] }])
  expect(await bob.heard('notifications_non_lues')).toEqual([
    { type: 'notifications_non_lues', notifications: [] }
  ])
  server.say('bob', 'cc')
  expect(await bob.heard('chat_message')).toMatchObject([{ data: { pk: '1', auteur: { id: '2' } } }])
  server.notify({ kind: 'general', text: 'g' })
  expect(await bob.heard('notification_general')).toMatchObject([{ id: '1', message: 'g' }])
  Object.assign(server.switches, { onlineUnder: 'data', notificationUnder: 'notification', unread: 'count' })
  const alice = await open(server, 'alice')
  expect((await bob.heard('online_users_update', 2))[1]).toMatchObject({ data: [{ id: '2' }, { id: '1' }] })
  expect(await alice.heard('notifications_non_lues')).toEqual([{ type: 'notifications_non_lues', count: 1 }])
  server.notify({ kind: 'general', text: 'again' })
  await alice.heard('notification_general')
  expect(alice.frames.at(-1)).toMatchObject({ notification: { message: 'again' } })
})

test('a restart cuts the sockets, and keeps the port, the accounts, the tokens and the messages', async () => {
  const server = await start()
  const token = server.tokenOf('bob')
  const bob = await openBareClient(server.url, { token })
  server.say('bob', 'one')
  const ghost = await open(server, 'alice')
  ghost.socket.send(Buffer.from('{}'))
  expect(await ghost.closed()).toBe(1011)
  await server.stop()
  expect(await bob.closed()).toBe(1006)
  await expect(openBareClient(server.url, { token })).rejects.toThrow('ECONNREFUSED')
  await server.restart()
  expect(server.online()).toEqual([])
  const again = await openBareClient(server.url, { token })
  server.say('bob', 'two')
  expect(await again.heard('chat_message')).toMatchObject([{ data: { id: 2 } }])
})
