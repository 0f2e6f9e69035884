import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { startLevel0Server, type Level0Server } from '../../src/main/testkit/level-0/server.ts'
import { SEED_NAMES, type Switches } from '../../src/main/testkit/level-0/switches.ts'
import type { Store } from '../../src/server/store/store.ts'
import { clientId } from '../../src/server/testkit/test-client.ts'
import { PASSWORD, startTestServer } from '../../src/server/testkit/test-server.ts'
import { PRESETS } from '../../src/shared/protocol/presets.ts'
import type { ProfileDocument } from '../../src/shared/protocol/profile.ts'
import { runConformance } from './run.ts'

const people = {
  user: { username: 'ada', password: PASSWORD },
  superuser: { username: 'root', password: PASSWORD }
}
/** For two slow cores: a run waits a few times for a silence. */
const LIMIT = 180_000

interface Asked {
  readonly profile?: ProfileDocument
  readonly level?: 0 | 1 | null
}

async function lookAt(origin: string, { profile = PRESETS.token, level = null }: Asked = {}) {
  const lines: string[] = []
  const tally = await runConformance({ origin, ...people, profile, level }, (line) => lines.push(line))
  expect(lines.filter((line) => line.startsWith('FAIL'))).toHaveLength(tally.failed)
  expect(lines.filter((line) => line.startsWith('ok'))).toHaveLength(tally.passed)
  return { ...tally, lines, skipped: lines.filter((line) => line.startsWith('skip')) }
}

async function startDjango(switches: Partial<Switches> = {}): Promise<Level0Server> {
  const server = await startLevel0Server({ switches })
  onTestFinished(() => server.stop())
  server.addUser(people.user)
  server.addUser({ ...people.superuser, superuser: true })
  return server
}

it.each([
  [0, 0],
  [1, null]
] as const)(
  'our server keeps every promise of level %s',
  async (_level, asked) => {
    const server = await startTestServer()
    onTestFinished(() => server.dispose())
    await server.addUser('ada')
    const root = await server.addUser('root', true)
    await server.restart(makeLargeHole)
    const { broken, skipped } = await lookAt(server.url, { level: asked, profile: { profile: 1, me: {} } })
    expect(broken).toEqual([])
    expect(skipped).toEqual([])
    const headers = { authorization: `Bearer ${root}` }
    const left = await fetch(`${server.url}/api/chat/messages/`, { headers })
    expect(await left.json()).toEqual({ results: [] })
  },
  LIMIT
)

/** So much happens in the room that it is not all sent to whoever comes; of what was said nothing is left. */
async function makeLargeHole(store: Store): Promise<void> {
  const posts = Array.from({ length: 600 }, () => {
    return { kind: 'post', authorId: 2, clientId: clientId(), roomId: 1, body: 'cc', at: 1 } as const
  })
  const outcomes = await store.append(posts)
  await store.append(
    outcomes.map((outcome) => {
      const messageId = outcome.kind === 'posted' ? outcome.receipt.id : null
      return { kind: 'delete', actorId: 2, messageId, at: 2 } as const
    })
  )
}

it.each(Object.entries(PRESETS))(
  'a Django Channels backend keeps every promise of level 0, by %s',
  async (_preset, profile) => {
    const server = await startDjango()
    expect((await lookAt(server.url, { profile: { ...profile, me: {} } })).broken).toEqual([])
    expect(server.messages()).toEqual([])
  },
  LIMIT
)

it(
  'so does one that spells everything differently, and one without a history',
  async () => {
    const server = await startDjango({
      refusal: '4401',
      trims: true,
      idsAsStrings: true,
      onlineUnder: 'data',
      historyUnder: null,
      historyNames: { ...SEED_NAMES, message: 'contenu' },
      me: false
    })
    const { broken, lines, skipped } = await lookAt(server.url)
    expect(broken).toEqual([])
    expect(skipped).toHaveLength(1)
    expect(lines.join('\n')).toContain('closed with 4401')
    expect(lines.join('\n')).toContain('it comes back trimmed')

    const without = await lookAt(server.url, { profile: { profile: 1, history: null } })
    expect(without.broken).toEqual([])
    // The nonsense of the first run left its author online for ever.
    expect(without.skipped.join('\n')).toContain('ada is online already')
    expect(without.skipped.join('\n')).toContain(
      'the profile has no history; heard live: 100 by their author'
    )
    expect(server.messages()).toEqual([])
  },
  LIMIT
)

it(
  'what is lost live in a burst is told, and breaks no promise',
  async () => {
    // A connection that carries little loses nothing, as on the backend that was measured.
    const server = await startDjango({ loses: (index) => index > 40 && index % 3 === 0 })
    const { broken, lines } = await lookAt(server.url)
    expect(broken).toEqual([])
    expect(lines.join('\n')).toContain('(heard live: 80 by their author, 80 by another)')
    expect(server.messages()).toEqual([])
  },
  LIMIT
)

it(
  'a history that goes back from nowhere, and a door that is open to every page, are found, and nothing else',
  async () => {
    const allowedHosts = ['127.0.0.1', 'elsewhere.example']
    const server = await startDjango({ historyIgnoresBefore: true, allowedHosts })
    expect((await lookAt(server.url)).broken).toEqual([
      'A page whose Origin is http://elsewhere.example is refused before the socket opens',
      'A page before a message holds the ones below it, the newest of them, and not itself'
    ])
  },
  LIMIT
)

it(
  'other words for a refused deletion are found, and nothing else',
  async () => {
    const server = await startDjango()
    const url = await relay(server, (text) => text.replace('Message non trouvé', 'Rien trouvé'))
    expect((await lookAt(url)).broken).toEqual([
      'An unknown id is refused with “Message non trouvé ou erreur de suppression”',
      'What a superuser deletes is gone for everyone, and cannot be deleted again'
    ])
  },
  LIMIT
)

it(
  'another code, and a frame that is not told, are found at level 1, and nothing else',
  async () => {
    const server = await startTestServer()
    onTestFinished(() => server.dispose())
    await server.addUser('ada')
    await server.addUser('root', true)
    const url = await relay(server, (text) =>
      text.replace('"conflict"', '"blank"').replace('"diverged"', '"parted"')
    )
    expect((await lookAt(url)).broken).toEqual([
      'The same client_id with another content is a conflict',
      'A cursor of another history is told where both part'
    ])
  },
  LIMIT
)

it('nobody who can sign in is two broken promises, not thirty', async () => {
  const server = await startLevel0Server()
  onTestFinished(() => server.stop())
  const { broken, passed, skipped } = await lookAt(server.url)
  expect(broken).toEqual(['The user can sign in', 'The superuser can sign in'])
  expect(passed).toBe(1)
  expect(skipped.at(-1)).toContain('because root could not sign in')
})

/** A server that says something else than the one behind it, whose sign-in and history it passes on. */
async function relay({ url }: { readonly url: string }, change: (text: string) => string): Promise<string> {
  const http = createServer((request, response) => {
    const pass = async (): Promise<void> => {
      const { authorization, 'content-type': contentType } = request.headers
      const headers = {
        ...(authorization && { authorization }),
        ...(contentType && { 'content-type': contentType })
      }
      const body = (await request.toArray()).join('') || null
      const answer = await fetch(url + request.url, { method: request.method ?? 'GET', headers, body })
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
      response.end(await answer.text())
    }
    void pass()
  })
  const sockets = new WebSocketServer({ noServer: true })
  http.on('upgrade', (request, socket, head) => {
    const { origin, authorization } = request.headers
    const headers = { ...(origin && { origin }), ...(authorization && { authorization }) }
    const behind = new WebSocket(url.replace('http', 'ws') + request.url, { headers })
    behind.on('error', () => socket.destroy())
    behind.on('unexpected-response', (_request, { statusCode }) =>
      socket.end(`HTTP/1.1 ${statusCode} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
    )
    behind.once('upgrade', () =>
      sockets.handleUpgrade(request, socket, head, (front) => {
        front.on('message', (data: Buffer) => behind.send(data.toString()))
        behind.on('message', (data: Buffer) => front.send(change(data.toString())))
        front.on('close', () => behind.close())
        behind.on('close', (code) => front.close(code === 1006 ? 1011 : code))
      })
    )
  })
  await once(http.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => void http.close())
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`
}
