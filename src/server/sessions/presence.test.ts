import { afterEach, beforeEach, expect, test } from 'vitest'
import type { TestClient } from '../testkit/test-client.ts'
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

test('who comes gets the whole list at once, and the others soon, at both levels', async () => {
  const tokens = await Promise.all(['ada', 'bob', 'eve'].map((name) => server.addUser(name)))
  const ada = await server.connect(tokens[0]!)
  const bob = await server.connect(tokens[1]!, { level: 0 })
  const eve = await server.connect(tokens[2]!)
  await expect.poll(() => lists(bob)[0]).toEqual(['ada', 'bob'])
  await expect.poll(() => lists(eve)[0]).toEqual(['ada', 'bob', 'eve'])
  await expect.poll(() => lists(ada).at(-1)).toEqual(['ada', 'bob', 'eve'])
  await expect.poll(() => lists(bob).at(-1)).toEqual(['ada', 'bob', 'eve'])
  bob.ws.close()
  eve.ws.terminate()
  await expect.poll(() => lists(ada).at(-1)).toEqual(['ada'])
})
