import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, test } from 'vitest'
import { openSqliteStore } from '../store/sqlite.ts'
import { freePort } from '../testkit/free-port.ts'
import { clientId } from '../testkit/test-client.ts'
import { startTestServer, type TestServer } from '../testkit/test-server.ts'

let server: TestServer
afterEach(() => server.dispose())

/** `fetch` does not let a Host be chosen. */
async function get(path: string, headers: Record<string, string> = {}, port = server.port) {
  const answer = await new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers }, resolve).on('error', reject).end()
  })
  return { status: answer.statusCode, type: answer.headers['content-type'], body: await text(answer) }
}

describe('health', () => {
  test('it lives, and is ready while its store answers', async () => {
    let isBroken = false
    server = await startTestServer({
      openStore(...args) {
        const store = openSqliteStore(...args)
        return {
          ...store,
          identity: () => (isBroken ? Promise.reject(new Error('disk')) : store.identity())
        }
      }
    })
    expect(await get('/healthz')).toMatchObject({ status: 200, body: '{"live":true}' })
    expect(await get('/readyz')).toMatchObject({ status: 200, body: '{"ready":true}' })
    isBroken = true
    expect(await get('/healthz')).toMatchObject({ status: 200 })
    expect(await get('/readyz')).toMatchObject({ status: 503, body: '{"ready":false}' })
  })
})

test('while it stops it says that it is not ready, where it is watched', async () => {
  const port = await freePort()
  let goOn = (): void => undefined
  const mayWrite = new Promise<void>((resolve) => (goOn = resolve))
  const openStore: typeof openSqliteStore = (...args) => {
    const store = openSqliteStore(...args)
    return { ...store, append: (batch) => mayWrite.then(() => store.append(batch)) }
  }
  server = await startTestServer({ openStore }, { metrics: `127.0.0.1:${port}` })
  const client = await server.connect(await server.addUser('ada'))
  // What was asked is answered first, and so long it stops.
  client.send({ type: 'chat_message', message: 'cc', client_id: clientId() })
  client.send({ type: 'fetch', request_id: 'r', stream: 'room:1', from: 1, to: 1 })
  await client.next('error')
  const restarted = server.restart()
  await expect.poll(async () => (await get('/readyz', {}, port)).status).toBe(503)
  goOn()
  await restarted
})

describe('the figures', () => {
  test('count what happens', async () => {
    server = await startTestServer()
    const ada = await server.addUser('ada')
    const [client, old] = [await server.connect(ada), await server.connect(ada, { level: 0 })]
    await old.next('notifications_non_lues')
    client.send({ type: 'resume', cursors: {} })
    await client.next('caught_up')
    client.send({ type: 'chat_message', message: 'cc', client_id: clientId() })
    await client.next('chat_message')
    await old.next('chat_message')
    client.send({ type: 'nonsense' })
    await client.next('error')
    const { body, type } = await get('/metrics')
    expect(type).toBe('text/plain; version=0.0.4; charset=utf-8')
    const lines = body.split('\n')
    for (const line of [
      'causerie_connections{level="0"} 1',
      'causerie_connections{level="1"} 1',
      'causerie_connections_opened_total 2',
      'causerie_people_online 1',
      'causerie_delivered_events_total 2',
      'causerie_slow_readers_total 0',
      'causerie_sign_ins_total 1',
      'causerie_refusals_total{code="unknown_type"} 1',
      'causerie_commit_commands_bucket{le="1"} 1',
      'causerie_commit_commands_sum 1',
      'causerie_commit_seconds_count 1'
    ]) {
      expect(lines).toContain(line)
    }
    const value = (name: string): number =>
      Number(lines.find((line) => line.startsWith(`${name} `))?.split(' ')[1])
    expect(value('causerie_delivered_bytes_total')).toBeGreaterThan(100)
    expect(value('process_resident_memory_bytes')).toBeGreaterThan(1e7)
    expect(body).toMatch(/^causerie_event_loop_delay_seconds{quantile="0.99"} [\d.e-]+$/m)
    // Every line is one that Prometheus reads.
    for (const line of lines.slice(0, -1))
      expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+({.+})? [\d.e+-]+)$/)
    client.ws.terminate()
    await expect
      .poll(async () => (await get('/metrics')).body)
      .toContain('causerie_connections{level="1"} 0\n')
  })

  test('are for this computer alone, not for those who come through it', async () => {
    server = await startTestServer()
    const answers: [Record<string, string>, number][] = [
      [{}, 200],
      [{ host: 'localhost' }, 200],
      [{ host: 'chat.example.org' }, 404],
      [{ 'x-forwarded-for': '127.0.0.1' }, 404],
      [{ forwarded: 'for=127.0.0.1' }, 404],
      [{ via: '1.1 proxy' }, 404]
    ]
    for (const [headers, status] of answers) expect(await get('/metrics', headers)).toMatchObject({ status })
  })

  test('have an address of their own when one is set, and only there', async () => {
    const port = await freePort()
    server = await startTestServer({}, { metrics: `127.0.0.1:${port}` })
    const anybody = { host: 'prometheus.example.org', 'x-forwarded-for': '192.0.2.1' }
    expect(await get('/metrics', anybody, port)).toMatchObject({ status: 200 })
    expect(await get('/readyz', anybody, port)).toMatchObject({ status: 200 })
    expect(await get('/.well-known/causerie', anybody, port)).toMatchObject({ status: 404 })
    expect(await get('/metrics')).toMatchObject({ status: 404 })
    const start = startTestServer({}, { metrics: `127.0.0.1:${port}` })
    await expect(start).rejects.toThrow(
      /cannot be served at .*EADDRINUSE.*choose another place with --metrics/
    )
  })
})
