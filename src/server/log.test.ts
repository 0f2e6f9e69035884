import { afterEach, expect, test } from 'vitest'
import { createJsonLog } from './log.ts'
import { clientId } from './testkit/test-client.ts'
import { startTestServer, type TestServer } from './testkit/test-server.ts'

let server: TestServer
afterEach(() => server.dispose())

/** Part of everything that somebody types or that lets somebody in. */
const CANARY = 'sphaigne'

test('through everything that can happen, no password, token or word of anybody is in the log', async () => {
  const lines: string[] = []
  const log = createJsonLog((line) => lines.push(line), Date.now)
  server = await startTestServer({ log }, { name: `Chez ${CANARY}` })
  const wrongCode = { code: CANARY, username: CANARY, password: CANARY }
  expect((await server.post('/api/setup/', wrongCode)).status).toBe(403)
  const root = await server.addUser('root', true)
  const ada = await server.addUser('ada')
  const secrets = [CANARY, 'correct horse', root, ada, server.setupCode ?? CANARY]

  // Bodies and addresses that are right, wrong, malformed and too large.
  for (const body of [
    { username: CANARY, password: CANARY },
    `{"${CANARY}`,
    { [CANARY]: CANARY.repeat(5000) }
  ]) {
    expect((await server.post('/api/login/', body)).ok).toBe(false)
  }
  // Somebody who is in the wrong field.
  for (let i = 0; i < 12; i++) await server.post('/api/login/', { username: CANARY, password: 'ada' })
  await fetch(`${server.url}/${CANARY}?${CANARY}`)
  await fetch(`${server.url}/api/chat/messages/?limit=${CANARY}`, {
    headers: { authorization: `Bearer ${ada}` }
  })
  await fetch(`${server.url}/api/me/`, { headers: { authorization: `Bearer ${CANARY}`, cookie: CANARY } })

  // Handshakes.
  await server.connect(CANARY).catch(() => null)
  await server.connect(CANARY, { level: 0 }).catch(() => null)
  await server.connect(ada, { origin: `https://${CANARY}.example` }).catch(() => null)

  // Words over both levels, of every kind of frame.
  const [client, old] = [await server.connect(root), await server.connect(ada, { level: 0 })]
  client.send({ type: 'resume', cursors: {} })
  await client.next('caught_up')
  client.send({ type: 'chat_message', message: CANARY, client_id: clientId() })
  const { id } = (await client.next('accepted')) as unknown as { id: number }
  client.send({ type: 'announce', title: CANARY, message: CANARY, client_id: clientId() })
  await server.notify('ada', CANARY)
  client.send({ type: 'delete_message', message_id: id, request_id: CANARY })
  client.send({ type: CANARY, [CANARY]: CANARY })
  client.send({ type: 'fetch', request_id: CANARY, stream: CANARY, from: 1, to: 2 })
  client.ws.send(CANARY)
  old.send({ type: 'chat_message', message: CANARY })
  await client.all('error', 3)
  await old.next('chat_message')
  old.ws.send(CANARY.repeat(200_000))
  expect(await old.closed).toBe(1009)
  await server.post('/api/logout/', {}, { authorization: `Bearer ${root}` })
  expect(await client.closed).toBe(4401)
  await server.restart()

  for (const secret of secrets) expect(lines.join('')).not.toContain(secret)
  const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  const names = entries.map(({ event }) => event)
  for (const name of ['server.started', 'server.stopped', 'signin.done', 'signin.failed', 'refusals']) {
    expect(names).toContain(name)
  }
  const user = { level: 'info', session: 1, user: 1, protocol: 1, address: 'this computer' }
  expect(entries).toContainEqual(expect.objectContaining({ event: 'session.opened', ...user }))
  expect(entries).toContainEqual(expect.objectContaining({ event: 'session.closed', ...user, code: 4401 }))
  expect(entries.find(({ event }) => event === 'server.started')).toMatchObject({
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    node: process.versions.node,
    protocol: 1
  })
})
