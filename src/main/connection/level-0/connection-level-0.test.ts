import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished, vi } from 'vitest'
import { clientId } from '../../../shared/testkit/make.ts'
import { fail, ok } from '../../../shared/std/result.ts'
import { openLevel0, type Level0Setup, type OpenedLevel0 } from '../../testkit/opened-level-0.ts'
import { openScriptedServer, type ScriptedServer, type Visitor } from '../../testkit/scripted-server.ts'

const HOUR = 3_600_000
const BEAT = 20_000
const said = '{"type":"chat_message","data":{"id":1,"message":"cc","expediteur":{"id":2,"username":"bob"}}}'

interface Met {
  readonly server: ScriptedServer
  readonly opened: OpenedLevel0
  readonly visitor: Visitor
}

async function meet(setup: Level0Setup = {}): Promise<Met> {
  const server = await openScriptedServer()
  const opened = openLevel0(`http://${new URL(server.url).host}`, setup)
  const visitor = await server.visitor()
  await isOpen(visitor)
  return { server, opened, visitor }
}

/** Whoever answers a ping has seen the socket open. */
async function isOpen({ socket }: Visitor): Promise<void> {
  socket.ping()
  await once(socket, 'pong')
}

async function meetOnline(setup: Level0Setup = {}): Promise<Met> {
  const met = await meet(setup)
  met.visitor.sayText('{"type":"online_users_update","users":[]}')
  await met.opened.until('online')
  return met
}

it('counts the first frame as the greeting, and passes it on after that', async () => {
  const { opened, visitor } = await meet()
  expect(opened.connection.send({ type: 'send', body: 'cc', clientId: null, roomId: null })).toBe(false)
  visitor.sayText(said)
  await vi.waitFor(() => expect(opened.frames).toHaveLength(1))
  expect(
    opened.heard.map((one) => (typeof one === 'string' ? one : 'type' in one ? one.type : 'greeting'))
  ).toEqual(['connecting', 'online', 'greeting', 'heard'])
  expect(opened.greetings[0]).toEqual({
    server: { name: '127.0.0.1', epoch: '' },
    user: {
      id: 0,
      username: 'ada',
      firstName: '',
      lastName: '',
      isSuperuser: false,
      hasUnsaidRights: true
    },
    rooms: [{ id: 1, name: 'Général' }],
    messageLimit: 4000,
    time: null
  })
})

it('is greeted by a frame of a type that it does not know', async () => {
  const { opened, visitor } = await meet({ profile: { name: 'Labo', room: 'Salon', messageLimit: 500 } })
  visitor.sayText('{"type":"welcome"}')
  await opened.until('online')
  expect(opened.frames).toEqual([])
  expect(opened.greetings).toMatchObject([
    { server: { name: 'Labo' }, rooms: [{ id: 1, name: 'Salon' }], messageLimit: 500 }
  ])
})

it('is greeted by three seconds of silence on an open socket', async () => {
  const { opened } = await meet()
  opened.clock.turn(2_999)
  expect(opened.connection.state.phase).toBe('connecting')
  opened.clock.turn(1)
  expect(opened.connection.state.phase).toBe('online')
  expect(opened.greetings).toHaveLength(1)
})

it('gives up a socket that does not open', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const came = once(server, 'connection')
  const opened = openLevel0(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  await came
  opened.clock.turn(9_999)
  expect(opened.connection.state.phase).toBe('connecting')
  opened.clock.turn(1)
  await opened.until('waiting')
})

it('overlooks nonsense and binary frames, before the greeting and after it', async () => {
  const { opened, visitor } = await meet()
  const babble = async (): Promise<void> => {
    for (const text of ['sphaigne', '[]', '"sphaigne"', '{"type":']) visitor.sayText(text)
    visitor.socket.send(Buffer.from(said))
    await isOpen(visitor)
  }
  await babble()
  expect(opened.connection.state.phase).toBe('connecting')
  visitor.sayText(said)
  await babble()
  expect(opened.connection.state.phase).toBe('online')
  expect(opened.frames).toHaveLength(1)
  expect(JSON.stringify(opened.written)).not.toMatch(/sphaigne|bob|a-token/)
})

it('says only what level 0 knows, word for word', async () => {
  const { opened, visitor } = await meetOnline()
  const texts: string[] = []
  visitor.socket.on('message', (data, isBinary) => texts.push(isBinary ? 'binary' : String(data)))
  const { connection } = opened
  expect(connection.send({ type: 'resume', cursors: {}, onlineChanges: true })).toBe(false)
  expect(connection.send({ type: 'announce', clientId: clientId(1), title: '', body: 'cc' })).toBe(false)
  expect(connection.send({ type: 'send', body: 'sphaigne', clientId: clientId(1), roomId: 1 })).toBe(true)
  expect(connection.send({ type: 'delete', messageId: 7, requestId: 'r' })).toBe(true)
  await vi.waitFor(() => expect(texts).toHaveLength(2))
  expect(texts).toEqual([
    '{"type":"chat_message","message":"sphaigne"}',
    '{"type":"delete_message","message_id":7}'
  ])
  expect(JSON.stringify(opened.written)).not.toContain('sphaigne')
})

it.each([1000, 1001, 1011, 1012, 1006])('comes back after the closing code %i', async (code) => {
  const { server, opened, visitor } = await meetOnline()
  if (code === 1006) visitor.socket.terminate()
  else visitor.socket.close(code)
  await opened.until('waiting')
  opened.clock.turn(30_000)
  ;(await server.visitor()).sayText(said)
  await opened.until('online')
})

it('keeps a link that answers pings, and cuts one that does not', async () => {
  const { opened, visitor } = await meetOnline()
  for (let beat = 0; beat < 5; beat++) {
    const pinged = once(visitor.socket, 'ping')
    opened.clock.turn(BEAT)
    await pinged
    await isOpen(visitor)
  }
  expect(opened.connection.state.phase).toBe('online')
  visitor.socket.pause()
  opened.clock.turn(BEAT)
  opened.clock.turn(BEAT)
  opened.clock.turn(BEAT)
  await opened.until('waiting')
})

it('renews a link before the server forgets it, though the computer slept', async () => {
  const { server, opened, visitor } = await meetOnline()
  opened.sleep(23 * HOUR - BEAT - 1)
  opened.clock.turn(BEAT)
  expect(opened.connection.state.phase).toBe('online')
  await isOpen(visitor)
  opened.sleep(1)
  const closed = once(visitor.socket, 'close')
  const next = server.visitor()
  opened.clock.turn(BEAT)
  expect(opened.connection.state).toMatchObject({ phase: 'connecting', failures: 0 })
  expect((await closed)[0]).toBe(1000)
  ;(await next).sayText(said)
  await opened.until('online')
  expect(opened.heard).not.toContain('waiting')
})

it('renews an old link at once when the computer wakes', async () => {
  const { server, opened } = await meetOnline()
  opened.sleep(23 * HOUR)
  const next = server.visitor()
  opened.connection.retry()
  expect(opened.connection.state.phase).toBe('connecting')
  ;(await next).sayText(said)
  await opened.until('online')
  // It is young again.
  opened.clock.turn(BEAT)
  expect(opened.connection.state.phase).toBe('online')
})

it('renews a link when it is told to, as no failure, and only one that is there', async () => {
  const { server, opened, visitor } = await meetOnline()
  const next = server.visitor()
  opened.connection.renew('deaf')
  const { connection } = opened
  expect(connection.state).toEqual({ phase: 'connecting', lostAt: opened.clock.now(), failures: 0 })
  expect(connection.send({ type: 'send', body: 'cc', clientId: null, roomId: null })).toBe(false)
  connection.renew('deaf')
  // What the old link still says is not heard.
  visitor.sayText(said)
  const second = await next
  await isOpen(second)
  expect(opened.frames).toHaveLength(1)
  second.sayText(said)
  await opened.until('online')
  expect(opened.heard.filter((one) => one === 'connecting')).toHaveLength(2)
  second.socket.terminate()
  await opened.until('waiting')
  connection.renew('deaf')
  expect(connection.state.phase).toBe('waiting')
})

it('is not online while it asks what an end meant, and a late answer begins nothing', async () => {
  const answers: ((isSignedOut: boolean) => void)[] = []
  const isSignedOut = (): Promise<boolean> => new Promise((resolve) => answers.push(resolve))
  const { opened, visitor } = await meetOnline({ dialect: { isSignedOut } })
  visitor.socket.close(4401)
  await vi.waitFor(() => expect(answers).toHaveLength(1))
  expect(opened.connection.state.phase).toBe('connecting')
  expect(opened.connection.send({ type: 'send', body: 'cc', clientId: null, roomId: null })).toBe(false)
  opened.connection.stop()
  answers[0]?.(true)
  await new Promise(setImmediate)
  expect(opened.connection.state.phase).toBe('connecting')
})

it('goes by what its opening says: none, locked, or later', async () => {
  const open = vi.fn().mockResolvedValueOnce(fail('unreachable')).mockResolvedValueOnce(fail('locked'))
  open.mockResolvedValue(fail('none'))
  const opened = openLevel0('http://127.0.0.1:9', { dialect: { open } })
  await opened.until('waiting')
  expect(opened.connection.state).toMatchObject({ failures: 1 })
  opened.clock.turn(30_000)
  await opened.until('locked')
  opened.connection.retry()
  await opened.until('signed-out')
})

it('asks its dialect for pages, and tells what the server can do', async () => {
  const page = vi.fn(async () => ok([]))
  const { opened } = await meetOnline({ dialect: { page } })
  expect(await opened.connection.page(7)).toEqual(ok([]))
  expect(page).toHaveBeenCalledWith(7)
  expect(opened.connection.capabilities).toMatchObject({ answers: false, numbers: false, history: 'pages' })
})
