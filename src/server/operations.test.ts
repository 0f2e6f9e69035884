import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { USUAL_LIMITS } from './limits.ts'
import { HEARTBEAT_MS } from './sessions/pulse.ts'
import { EXAMPLE, type Nginx, startNginx } from './testkit/nginx.ts'
import { clientId, type TestClient, wrap } from './testkit/test-client.ts'
import { createTestFolder, PASSWORD, startTestServer, type TestServer } from './testkit/test-server.ts'

const HOST = 'chat.example.org'
const PUBLIC_URL = `https://${HOST}`

describe('behind nginx, as in the example', () => {
  let server: TestServer
  let nginx: Nginx
  let token: string
  const folder = createTestFolder()

  beforeAll(async () => {
    const limits = { ...USUAL_LIMITS, connectionsPerAddress: 2 }
    server = await startTestServer({}, { publicUrl: PUBLIC_URL, trustedProxies: ['127.0.0.1'], limits })
    nginx = await startNginx(folder.path, server.port)
    token = await server.addUser('ada')
  })
  afterAll(async () => {
    await nginx.stop()
    await server.dispose()
    folder.remove()
  })

  /** The certificate is one for this computer, whatever the host is called. */
  const tls = () => ({ ca: nginx.certificate, checkServerIdentity: () => undefined })

  async function ask(method: string, to: string, body = '') {
    const headers = { host: HOST, 'content-type': 'application/json', 'content-length': body.length }
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const options = { host: '127.0.0.1', port: nginx.httpsPort, method, path: to, headers, ...tls() }
      requestHttps(options, resolve).on('error', reject).end(body)
    })
    return { status: answer.statusCode, headers: answer.headers, body: await text(answer) }
  }

  function open(headers: Record<string, string>, from = '127.0.0.1', query = ''): Promise<TestClient> {
    const address = `wss://127.0.0.1:${nginx.httpsPort}/ws/notifications/${query}`
    return wrap(new WebSocket(address, { headers: { host: HOST, ...headers }, localAddress: from, ...tls() }))
  }
  const bearer = () => ({ authorization: `Bearer ${token}` })

  test('people sign in, and their messages go through', async () => {
    const credentials = JSON.stringify({ username: 'ada', password: PASSWORD })
    const answer = await ask('POST', '/api/login/', credentials)
    expect(answer.status).toBe(200)
    expect(answer.headers['strict-transport-security']).toMatch(/^max-age=\d+$/)
    const { token: own } = JSON.parse(answer.body) as { token: string }
    const client = await open({ authorization: `Bearer ${own}` })
    client.send({ type: 'resume', cursors: {} })
    await client.next('caught_up')
    const id = clientId()
    client.send({ type: 'chat_message', message: 'À travers', client_id: id })
    expect(await client.next('accepted')).toMatchObject({ client_id: id })
    expect(await client.next('chat_message')).toMatchObject({ data: { message: 'À travers' } })
    client.ws.terminate()
  })

  test('a browser page comes from the public address, or not at all', async () => {
    const client = await open({ origin: PUBLIC_URL }, '127.0.0.1', `?token=${token}`)
    await client.next('online_users_update')
    client.ws.terminate()
    await expect(open({ ...bearer(), origin: 'https://evil.example' })).rejects.toThrow('403')
    await expect(open({ ...bearer(), origin: 'http://127.0.0.1:8470' })).rejects.toThrow('403')
  })

  test('limits count the client’s own address, whatever it says of itself', async () => {
    const lies = { ...bearer(), 'x-forwarded-for': '192.0.2.1' }
    const clients = [await open(lies, '127.0.0.2'), await open(lies, '127.0.0.2')]
    expect(await (await open(lies, '127.0.0.2')).closed).toBe(1013)
    const elsewhere = await open(bearer(), '127.0.0.3')
    await elsewhere.next('hello')
    const opened = server.log.entries.filter(({ event }) => event === 'session.opened').slice(-3)
    expect(opened.map(({ fields }) => fields['address'])).toEqual(['127.0.0.2', '127.0.0.2', '127.0.0.3'])
    for (const { ws } of [...clients, elsewhere]) ws.terminate()
  })

  test('figures are not for the world, and a body that is too large goes no further', async () => {
    for (const to of ['/metrics', '/metrics/', '//metrics', '/%6detrics', '/readyz']) {
      expect([to, (await ask('GET', to)).status]).toEqual([to, 404])
    }
    expect(await ask('GET', '/healthz')).toMatchObject({ status: 200 })
    const { status, body } = await ask('POST', '/api/login/', 'x'.repeat(17 * 1024))
    expect(status).toBe(413)
    expect(body).toContain('nginx')
  })

  test('who comes without TLS is sent to it', async () => {
    const answer = await new Promise<IncomingMessage>((resolve) => {
      requestHttp(
        { port: nginx.httpPort, host: '127.0.0.1', path: '/a?b', headers: { host: HOST } },
        resolve
      ).end()
    })
    expect(answer.statusCode).toBe(301)
    expect(answer.headers.location).toBe(`${PUBLIC_URL}/a?b`)
    answer.resume()
  })

  test('no token of an address is in a log of nginx, and its patience is longer than two heartbeats', () => {
    const logs = ['access.log', 'error.log'].map((name) => readFileSync(path.join(folder.path, name), 'utf8'))
    expect(logs.join('')).not.toContain(token)
    const seconds = [...readFileSync(EXAMPLE, 'utf8').matchAll(/proxy_(?:read|send)_timeout (\d+)s;/g)]
    expect(seconds).toHaveLength(2)
    for (const [, one] of seconds) expect(Number(one) * 1000).toBeGreaterThan(2 * HEARTBEAT_MS)
  })
})

test('the unit of systemd is one that systemd understands', async () => {
  const folder = createTestFolder()
  const unit = path.join(import.meta.dirname, '../../packaging/server/causerie-server.service')
  const program = path.join(folder.path, 'opt/node')
  mkdirSync(path.dirname(program))
  writeFileSync(program, '#!/bin/sh\n', { mode: 0o755 })
  const copy = path.join(folder.path, 'causerie-server.service')
  // It looks for the program, which is not installed here.
  const written = readFileSync(unit, 'utf8')
  expect(written).toContain('/opt/causerie/node_modules/.bin/node ')
  // Else a server with a wrong setting is started every two seconds for ever.
  expect(written).toMatch(/^RestartPreventExitStatus=2$/m)
  writeFileSync(copy, written.replace('/opt/causerie/node_modules/.bin/node ', `${program} `))
  const verify = (file: string) => promisify(execFile)('systemd-analyze', ['verify', file])
  expect(await verify(copy)).toEqual({ stdout: '', stderr: '' })
  writeFileSync(copy, written)
  await expect(verify(copy)).rejects.toThrow('/opt/causerie/node_modules/.bin/node is not executable')
  folder.remove()
})
