import { afterEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { createTurnedClock } from '../shared/testkit/turned-clock.ts'
import { type Limits, USUAL_LIMITS } from './limits.ts'
import { clientId, type TestClient, wrap } from './testkit/test-client.ts'
import { PASSWORD, startTestServer, type TestServer } from './testkit/test-server.ts'
import type { World } from './world.ts'

let server: TestServer
afterEach(() => server.dispose())

const OFFICE = '192.0.2.1'

/** A server behind a proxy on this computer. */
async function start(limits: Partial<Limits>, world: Partial<World> = {}): Promise<void> {
  server = await startTestServer(world, {
    limits: { ...USUAL_LIMITS, ...limits },
    trustedProxies: ['127.0.0.1']
  })
}

function comeFrom(address: string, token: string): Promise<TestClient> {
  const headers = { authorization: `Bearer ${token}`, 'x-forwarded-for': address }
  return wrap(new WebSocket(`ws://127.0.0.1:${server.port}/ws/notifications/`, { headers }))
}

async function refusals(code: string): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text()
  return Number(new RegExp(`^causerie_refusals_total{code="${code}"} (\\d+)$`, 'm').exec(text)?.[1] ?? 0)
}

describe('too many', () => {
  test('commands of one person, over all their connections: rate_limited', async () => {
    // On a clock that stands still nothing flows back.
    await start({ commandsInABurst: 3, commandsInABurstOfUser: 4 }, { clock: createTurnedClock() })
    const [ada, bob] = [await server.addUser('ada'), await server.addUser('bob')]
    const clients = [await server.connect(ada), await server.connect(ada), await server.connect(bob)]
    const answers: string[][] = []
    for (const client of clients) {
      for (let i = 0; i < 3; i++) client.send({ type: 'chat_message', message: 'cc', client_id: clientId() })
      const three = [1, 2, 3].map(() => client.next('accepted', 'error'))
      answers.push((await Promise.all(three)).map(({ type, code }) => String(code ?? type)))
    }
    expect(answers).toEqual([
      ['accepted', 'accepted', 'accepted'],
      ['accepted', 'rate_limited', 'rate_limited'],
      ['accepted', 'accepted', 'accepted']
    ])
    expect(await refusals('rate_limited')).toBe(2)
  })

  test('connections from one address: closed with 1013, and others still come', async () => {
    await start({ connectionsPerAddress: 2 })
    const token = await server.addUser('ada')
    const first = await comeFrom(OFFICE, token)
    await comeFrom(OFFICE, token)
    expect(await (await comeFrom(OFFICE, token)).closed).toBe(1013)
    await (await comeFrom('192.0.2.2', token)).next('hello')
    expect(await refusals('too_many_connections')).toBe(1)
    first.ws.close()
    await first.closed
    await expect
      .poll(async () => {
        const client = await comeFrom(OFFICE, token)
        return Promise.race([client.next('hello').then(() => 'in'), client.closed])
      })
      .toBe('in')
  })

  test('handshakes from one address: 429 with when to come back', async () => {
    await start({ handshakesPerMinuteOfAddress: 2 })
    const token = await server.addUser('ada')
    for (const one of [token, 'nonsense']) await comeFrom(OFFICE, one).catch(() => null)
    await expect(comeFrom(OFFICE, token)).rejects.toThrow('429')
    await (await comeFrom('192.0.2.2', token)).next('hello')
    await (await server.connect(token)).next('hello')
    const headers = { authorization: `Bearer ${token}`, 'x-forwarded-for': OFFICE }
    const ws = new WebSocket(`ws://127.0.0.1:${server.port}/ws/notifications/`, { headers })
    const seconds = new Promise((resolve) =>
      ws.on('unexpected-response', (request, response) => {
        resolve(Number(response.headers['retry-after']))
        request.destroy()
      })
    )
    ws.on('error', () => {})
    expect(await seconds).toBeGreaterThan(0)
    expect([await refusals('rate_limited'), await refusals('unauthorized')]).toEqual([2, 1])
  })

  test('tries to sign in from one address: 429 for that address alone', async () => {
    await start({})
    await server.addUser('ada')
    const signIn = (address: string, password: string) =>
      server.post('/api/login/', { username: 'ada', password }, { 'x-forwarded-for': address })
    for (let i = 0; i < 10; i++) expect((await signIn(OFFICE, 'wrong')).status).toBe(401)
    expect((await signIn(OFFICE, PASSWORD)).status).toBe(429)
    // What the client itself writes in front changes nothing.
    expect((await signIn(`198.51.100.1, ${OFFICE}`, PASSWORD)).status).toBe(429)
    expect((await signIn('192.0.2.2', PASSWORD)).status).toBe(200)
    expect([await refusals('rate_limited'), await refusals('wrong_credentials')]).toEqual([2, 10])
  })
})

test('who comes directly, or is not a trusted proxy, is not believed about addresses', async () => {
  server = await startTestServer({}, { limits: { ...USUAL_LIMITS, connectionsPerAddress: 1 } })
  const token = await server.addUser('ada')
  const warnings = () => server.log.entries.filter(({ event }) => event === 'proxy.not_trusted')
  expect(warnings()).toEqual([])
  for (let i = 0; i < 3; i++) await (await comeFrom(OFFICE, token)).next('hello')
  expect(warnings()).toHaveLength(1)
})
