import { chmodSync, mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { openSqliteStore } from './store/sqlite.ts'
import type { Store } from './store/store.ts'
import { clientId, wrap } from './testkit/test-client.ts'
import { createTurnedClock } from '../shared/testkit/turned-clock.ts'
import { createTestFolder, startTestServer, type TestServer } from './testkit/test-server.ts'
import { createServer } from './index.ts'
import { systemWorld } from './world.ts'
import { DataFolderError } from './data-folder.ts'

let started: TestServer | null = null
afterEach(async () => {
  await started?.dispose()
  started = null
})

/** A server whose store does what a test says instead of what it is asked. */
async function startWithFaults(): Promise<{ server: TestServer; faults: Partial<Store> }> {
  const faults: Partial<Store> = {}
  started = await startTestServer({
    openStore(...args) {
      const store = openSqliteStore(...args)
      return {
        ...store,
        append: (batch) => (faults.append ?? store.append)(batch),
        eventsAfter: (...query) => (faults.eventsAfter ?? store.eventsAfter)(...query)
      }
    }
  })
  return { server: started, faults }
}

describe('when the disk fails', () => {
  test('nobody is told of success, the sender hears busy, and the server lives', async () => {
    const { server, faults } = await startWithFaults()
    const client = await server.connect(await server.addUser('ada'))
    client.send({ type: 'resume', cursors: {} })
    await client.next('caught_up')
    faults.append = () => Promise.reject(new Error('disk full'))
    const frame = { type: 'chat_message', message: 'cc', client_id: clientId() }
    client.send(frame)
    expect(await client.next('error')).toMatchObject({ code: 'busy', request_id: frame.client_id })
    delete faults.append
    client.send(frame)
    expect(await client.next('accepted')).toMatchObject({ seq: 1 })
    expect(await client.all('chat_message', 1)).toHaveLength(1)
    expect(server.log.entries).toContainEqual({
      level: 'error',
      event: 'store.commit_failed',
      fields: { commands: 1, error: 'Error: disk full' }
    })
  })

  test('a log that cannot be read closes that connection, and no other', async () => {
    const { server, faults } = await startWithFaults()
    const ada = await server.addUser('ada')
    const author = await server.connect(ada)
    author.send({ type: 'chat_message', message: 'cc', client_id: clientId() })
    await author.next('accepted')
    // After a restart there is only the log to read from.
    await server.restart()
    faults.eventsAfter = () => Promise.reject(new Error('unreadable'))
    const reader = await server.connect(ada)
    reader.send({ type: 'resume', cursors: {} })
    const other = await server.connect(ada)
    expect(await reader.closed).toBe(1011)
    other.send({ type: 'chat_message', message: 'cc', client_id: clientId() })
    await other.next('accepted')
  })
})

test('a client that lets two pings pass is let go; one that answers stays', async () => {
  const clock = createTurnedClock()
  const server = (started = await startTestServer({ clock }))
  const token = await server.addUser('ada')
  const address = `ws://127.0.0.1:${server.port}/ws/notifications/?token=${token}`
  const deaf = await wrap(new WebSocket(address, { autoPong: false }))
  const alive = await wrap(new WebSocket(address))
  for (let beat = 0; beat < 4; beat++) {
    const pinged = new Promise((resolve) => alive.ws.once('ping', resolve))
    clock.turn(20_000)
    await pinged
    // The pong has left; whatever is asked now the server reads after it.
    await fetch(server.url)
  }
  expect(await deaf.closed).toBe(1006)
  expect(alive.ws.readyState).toBe(WebSocket.OPEN)
  alive.ws.terminate()
})

test('a stop answers what was asked, closes with 1012, and keeps all of it', async () => {
  const server = (started = await startTestServer())
  const token = await server.addUser('ada')
  const client = await server.connect(token)
  for (let i = 0; i < 100; i++) client.send({ type: 'chat_message', message: `${i}`, client_id: clientId() })
  await client.next('accepted')
  await server.restart()
  expect(await client.closed).toBe(1012)
  const accepted = client.frames.filter(({ type }) => type === 'accepted').length
  const after = await server.connect(token)
  after.send({ type: 'resume', cursors: {} })
  await after.next('caught_up')
  expect(after.frames.filter(({ type }) => type === 'chat_message').length).toBeGreaterThanOrEqual(accepted)
})

test('before a stop everyone is told when to come back, each at another time; level 0 has no word for it', async () => {
  const server = (started = await startTestServer())
  const token = await server.addUser('ada')
  const clients = await Promise.all(Array.from({ length: 10 }, () => server.connect(token)))
  const old = await server.connect(token, { level: 0 })
  await server.restart()
  for (const client of [...clients, old]) expect(await client.closed).toBe(1012)
  const delays = clients.map(({ frames }) => {
    const last = frames.at(-1)
    expect(last?.type).toBe('reconnect')
    return last?.['after_ms'] as number
  })
  expect(new Set(delays).size).toBeGreaterThan(5)
  for (const delay of delays) expect(delay).toSatisfy((ms: number) => ms >= 1000 && ms <= 2000)
  expect(old.frames.map(({ type }) => type)).not.toContain('reconnect')
})

test('no token, password or text of a message is in the log', async () => {
  const server = (started = await startTestServer())
  const token = await server.addUser('ada')
  const client = await server.connect(token, { level: 0 })
  client.send({ type: 'chat_message', message: 'un secret' })
  client.ws.send('un secret, mal écrit')
  await client.next('error')
  client.ws.send('x'.repeat(1024 * 1024 + 1))
  await client.closed
  expect(JSON.stringify(server.log.entries)).not.toMatch(new RegExp(`secret|xxx|correct horse|${token}`))
})

describe('the data folder', () => {
  test('is its owner’s alone, also when it was there before', async () => {
    const parent = createTestFolder()
    const folder = path.join(parent.path, 'data')
    mkdirSync(folder, { mode: 0o755 })
    const running = await createServer({ dataFolder: folder, port: 0, name: null }, quietWorld())
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    for (const file of ['causerie.db', 'causerie.db-wal', 'lock', 'control.sock']) {
      expect([file, statSync(path.join(folder, file)).mode & 0o777]).toEqual([file, 0o600])
    }
    await running.close()
    parent.remove()
  })

  test('that cannot be used is refused with what to do', async () => {
    const parent = createTestFolder()
    const start = (dataFolder: string) => createServer({ dataFolder, port: 0, name: null }, quietWorld())
    const long = path.join(parent.path, 'x'.repeat(100))
    await expect(start(long)).rejects.toThrow(/too long .* choose a shorter one with --data/)
    chmodSync(parent.path, 0o1777)
    await expect(start(parent.path)).rejects.toThrow('choose a folder of its own with --data')
    const foreign = path.join(parent.path, 'srv')
    mkdirSync(path.join(foreign, 'www'), { recursive: true, mode: 0o755 })
    await expect(start(foreign)).rejects.toThrow('choose a folder of its own with --data')
    expect(statSync(foreign).mode & 0o777).toBe(0o755)
    await expect(start('/dev/null/data')).rejects.toThrow(DataFolderError)
    parent.remove()
  })
})

test('without a port the usual one is taken, or another when it is not free', async () => {
  const folders = [createTestFolder(), createTestFolder()]
  const servers = []
  for (const folder of folders) {
    servers.push(await createServer({ dataFolder: folder.path, port: null, name: null }, quietWorld()))
  }
  expect(servers[0]?.url).not.toBe(servers[1]?.url)
  for (const running of servers) await running.close()
  for (const folder of folders) folder.remove()
})

test('a start that fails leaves the folder free', async () => {
  const server = (started = await startTestServer())
  const other = createTestFolder()
  const start = (port: number) => createServer({ dataFolder: other.path, port, name: null }, quietWorld())
  await expect(start(server.port)).rejects.toThrow(`Port ${server.port} is taken`)
  await (await start(0)).close()
  other.remove()
})

function quietWorld() {
  const silent = (): void => undefined
  return { ...systemWorld(), log: { info: silent, warn: silent, error: silent } }
}
