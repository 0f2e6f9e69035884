import { afterEach, beforeEach, expect, test } from 'vitest'
import { aMoment, type TestClient } from '../testkit/test-client.ts'
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

test('who comes gets the whole list at once; the others get it once for several who come and go', async () => {
  const tokens = await Promise.all(['ada', 'bob', 'eve'].map((name) => server.addUser(name)))
  const ada = await server.connect(tokens[0]!)
  await aMoment()
  const before = lists(ada).length
  const bob = await server.connect(tokens[1]!, { level: 0 })
  const eve = await server.connect(tokens[2]!)
  await expect.poll(() => lists(bob)[0]).toEqual(['ada', 'bob'])
  await expect.poll(() => lists(eve)[0]).toEqual(['ada', 'bob', 'eve'])
  await aMoment()
  expect(lists(ada).slice(before)).toEqual([['ada', 'bob', 'eve']])
  bob.ws.close()
  eve.ws.terminate()
  await expect.poll(() => lists(ada).at(-1)).toEqual(['ada'])
})

test('a user is online until the last of their sockets is gone', async () => {
  const ada = await server.addUser('ada')
  const bob = await server.addUser('bob')
  const [first, second, watcher] = [
    await server.connect(ada),
    await server.connect(ada, { level: 0 }),
    await server.connect(bob)
  ]
  first.ws.close()
  await aMoment()
  expect(lists(watcher).at(-1)).toEqual(['ada', 'bob'])
  second.ws.close()
  await expect.poll(() => lists(watcher).at(-1)).toEqual(['bob'])
})
