import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { wrap } from '../testkit/test-client.ts'
import { startTestServer, type TestServer } from '../testkit/test-server.ts'

let server: TestServer
let token: string

beforeAll(async () => {
  server = await startTestServer()
  token = await server.addUser('ada')
})
afterAll(() => server.dispose())

describe('who may open a socket', () => {
  test.each(['http://evil.example', 'null', 'file://', 'https://127.0.0.1:1', 'http://localhost:1'])(
    'a page from %j may not',
    async (origin) => {
      await expect(server.connect(token, { origin })).rejects.toThrow('403')
      await expect(server.connect(token, { origin, level: 0 })).rejects.toThrow('403')
    }
  )

  test('no origin, or the server’s own, may', async () => {
    for (const origin of [undefined, server.url, `http://localhost:${server.port}`]) {
      const client = await server.connect(token, { level: 0, ...(origin === undefined ? {} : { origin }) })
      await client.next('online_users_update')
    }
  })

  test('an origin counts as the server’s own through a tunnel, not by another site’s name', async () => {
    const open = (host: string) =>
      wrap(
        new WebSocket(`ws://127.0.0.1:${server.port}/ws/notifications/?token=${token}`, {
          origin: `http://${host}`,
          headers: { host }
        })
      )
    await expect(open('rebound.example')).rejects.toThrow('403')
    const client = await open('localhost:9000')
    client.ws.terminate()
  })

  test('the origin of the public address is the server’s own too, and no other because of it', async () => {
    const origin = 'https://chat.example.org'
    const proxied = await startTestServer({}, { publicUrl: origin })
    const ada = await proxied.addUser('ada')
    await (await proxied.connect(ada, { level: 0, origin })).next('online_users_update')
    for (const other of [
      'https://example.org',
      'http://chat.example.org',
      `${origin}.evil.example`,
      `${origin}:8443`
    ]) {
      await expect(proxied.connect(ada, { level: 0, origin: other })).rejects.toThrow('403')
    }
    await proxied.dispose()
  })

  test('without a token, or with one that is not known, nobody may', async () => {
    await expect(server.connect('nonsense')).rejects.toThrow('401')
    await expect(server.connect('nonsense', { level: 0 })).rejects.toThrow('401')
    await expect(server.connect('', { level: 0 })).rejects.toThrow('401')
    const bare = new WebSocket(`ws://127.0.0.1:${server.port}/ws/notifications/`)
    await expect(wrap(bare)).rejects.toThrow('401')
  })

  test.each(['/ws/notifications', '/ws/other/', '/', '//'])('nothing is at %s', async (path) => {
    const ws = new WebSocket(`ws://127.0.0.1:${server.port}${path}?token=${token}`)
    await expect(wrap(ws)).rejects.toThrow('404')
  })

  test('no subprotocol is picked, and nothing is compressed', async () => {
    const refusal = server.connect(token, { protocols: ['graphql-ws'] })
    await expect(refusal).rejects.toThrow('Server sent no subprotocol')
    const client = await wrap(
      new WebSocket(`ws://127.0.0.1:${server.port}/ws/notifications/?token=${token}`, {
        perMessageDeflate: true
      })
    )
    expect(client.ws.extensions).toBe('')
    client.ws.terminate()
  })
})
