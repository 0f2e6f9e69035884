import { afterEach, beforeEach, expect, test } from 'vitest'
import { clientId, type Frame, type TestClient } from '../testkit/test-client.ts'
import { startTestServer, type TestServer } from '../testkit/test-server.ts'

let server: TestServer

beforeEach(async () => {
  server = await startTestServer()
})
afterEach(() => server.dispose())

const bodies = (client: TestClient): string[] =>
  client.frames
    .filter(({ type }) => type === 'chat_message')
    .map((frame: Frame) => (frame['data'] as { message: string }).message)

/** The last whole list that came. */
const onlineFor = (client: TestClient): unknown =>
  client.frames.findLast(({ type }) => type === 'online_users_update')?.['users']

test('who stops reading stops nobody, and then gets everything in order; presence only as it is then', async () => {
  const [ada, bob] = [await server.addUser('ada'), await server.addUser('bob')]
  const fast = await server.connect(ada)
  fast.send({ type: 'resume', cursors: {} })
  const slow = [await server.connect(bob), await server.connect(bob, { level: 0 })]
  slow[0]!.send({ type: 'resume', cursors: {}, online_changes: true })
  await slow[0]!.next('caught_up')
  for (const { ws } of slow) ws.pause()

  // 16 MB: more than the kernel's buffers and the budget together.
  const count = 1000
  const senders = await Promise.all(Array.from({ length: 5 }, () => server.connect(ada)))
  for (const sender of senders) {
    for (let i = 0; i < count / senders.length; i++) {
      sender.send({ type: 'chat_message', message: '😀'.repeat(3950) + Math.random(), client_id: clientId() })
    }
  }
  await fast.all('chat_message', count)
  for (const sender of senders) sender.ws.close()
  const eve = await server.connect(await server.addUser('eve'))
  // They are passed over when all are told, which is a moment after eve is: who drains before would be told as well.
  await expect.poll(() => onlineFor(fast)).toHaveLength(3)
  for (const { ws, frames } of slow) {
    expect(frames.length).toBeLessThan(count)
    ws.resume()
  }
  for (const client of slow) {
    await client.all('chat_message', count)
    expect(bodies(client)).toEqual(bodies(fast))
    await expect.poll(() => onlineFor(client)).toHaveLength(3)
  }
  eve.ws.close()
  // Nothing is missing any more: a change will do.
  const { id } = (await eve.next('hello'))['user'] as { id: number }
  await expect.poll(() => slow[0]!.frames.at(-1)).toMatchObject({ type: 'online_changed', left: [id] })
})

test('who asks for much and reads nothing waits for their own answers, and gets every one of them', async () => {
  const ada = await server.addUser('ada')
  await server.restart(async (store) => {
    const body = 'x'.repeat(4000)
    await store.append(
      Array.from({ length: 130 }, () => {
        return { kind: 'post', authorId: 1, clientId: clientId(), roomId: 1, body, at: 0 } as const
      })
    )
  })
  const client = await server.connect(ada)
  await client.next('hello')
  client.ws.pause()
  for (let i = 0; i < 150; i++) {
    client.send({ type: 'fetch', request_id: `${i}`, stream: 'room:1', from: 1, to: 130 })
  }
  const other = await server.connect(ada)
  other.send({ type: 'chat_message', message: 'cc', client_id: clientId() })
  await other.next('accepted')
  client.ws.resume()
  const answers: string[] = []
  while (answers.length < 150) answers.push((await client.next('page', 'error')).type)
  expect(answers.filter((type) => type === 'page').length).toBeGreaterThanOrEqual(32)
})
