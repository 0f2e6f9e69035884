import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTurnedClock } from '../../shared/testkit/turned-clock.ts'
import type { Frame, TestClient } from '../testkit/test-client.ts'
import { startTestServer, type TestServer } from '../testkit/test-server.ts'

let server: TestServer

beforeEach(async () => {
  server = await startTestServer()
})
afterEach(() => server.dispose())

function lists(client: TestClient): string[][] {
  const frames = client.frames.filter(({ type }) => type === 'online_users_update')
  return frames.map((frame) => (frame['users'] as { username: string }[]).map(({ username }) => username))
}

test('who comes gets the whole list, and so do the others, at both levels', async () => {
  const tokens = await Promise.all(['ada', 'bob', 'eve'].map((name) => server.addUser(name)))
  const ada = await server.connect(tokens[0]!)
  const bob = await server.connect(tokens[1]!, { level: 0 })
  await expect.poll(() => lists(bob)[0]).toEqual(['ada', 'bob'])
  const eve = await server.connect(tokens[2]!)
  await expect.poll(() => lists(eve)[0]).toEqual(['ada', 'bob', 'eve'])
  await expect.poll(() => lists(ada).at(-1)).toEqual(['ada', 'bob', 'eve'])
  await expect.poll(() => lists(bob).at(-1)).toEqual(['ada', 'bob', 'eve'])
  bob.ws.close()
  eve.ws.terminate()
  await expect.poll(() => lists(ada).at(-1)).toEqual(['ada'])
})

test('of those who come at once the first gets a list of their own, the others the one for all', async () => {
  await server.dispose()
  const clock = createTurnedClock()
  server = await startTestServer({ clock })
  const tokens = await Promise.all(['ada', 'bob', 'eve'].map((name) => server.addUser(name)))
  const ada = await server.connect(tokens[0]!)
  await ada.next('online_users_update')
  const others = [await server.connect(tokens[1]!), await server.connect(tokens[2]!, { level: 0 })]
  for (const client of others) {
    client.send({ type: 'delete_message' })
    await client.next('error')
    expect(lists(client)).toEqual([])
  }
  clock.turn(100)
  for (const client of others) {
    await client.next('online_users_update')
    expect(lists(client)).toEqual([['ada', 'bob', 'eve']])
  }
  await ada.next('online_users_update')
  expect(lists(ada)).toEqual([['ada'], ['ada', 'bob', 'eve']])
})

test('who asks for changes gets the list once, and from then on who comes and who goes', async () => {
  await server.dispose()
  const clock = createTurnedClock()
  server = await startTestServer({ clock })
  const [ada, bob] = [await server.addUser('ada'), await server.addUser('bob')]
  const watcher = await server.connect(ada)
  watcher.send({ type: 'resume', cursors: {}, online_changes: true })
  await watcher.next('caught_up')
  /** A moment later, as often as it is asked. */
  const changes = (): Frame[] => {
    clock.turn(100)
    return watcher.frames.filter(({ type }) => type === 'online_changed')
  }
  await expect.poll(changes).toMatchObject([{ joined: [{ username: 'ada' }], left: [] }])
  const guest = await server.connect(bob, { level: 0 })
  await expect.poll(() => changes()[1]).toMatchObject({ joined: [{ username: 'bob', id: 2 }], left: [] })
  guest.ws.close()
  await expect.poll(() => changes()[2]).toEqual({ type: 'online_changed', joined: [], left: [2] })
  expect(lists(watcher)).toEqual([['ada']])
})
