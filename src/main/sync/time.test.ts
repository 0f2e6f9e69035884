import { describe, expect, it, vi } from 'vitest'
import { ada, clientId, makeHello, posted, said } from '../../shared/testkit/make.ts'
import { comesBack, openOnline, openSync, type OpenedSync } from '../testkit/opened-sync.ts'
import { openScriptedServer, type Visitor } from '../testkit/scripted-server.ts'
import { nearerOffset } from './server-time.ts'

const caughtUp = { type: 'caught-up' } as const
const DAY = 24 * 60 * 60 * 1000
const START = makeHello().time ?? 0

async function sentAt({ messages }: OpenedSync): Promise<number[]> {
  return (await messages()).map((message) => message.sentAt)
}

/** The name under which the next message leaves. */
async function sentName(visitor: Visitor): Promise<string> {
  return (await visitor.hear('send')).clientId ?? ''
}

it.each([
  ['a greeting that was quicker', 1000, 1400, 1400],
  ['one that was slower', 1000, -500, 1000],
  ['a clock that was set forward', 1000, 1000 - DAY, 1000 - DAY],
  ['a clock that was set back', 1000, 1000 + DAY, 1000 + DAY]
])(
  'takes for the offset of the clocks what is nearer to the truth, after %s',
  (_, known, measured, expected) => {
    expect(nearerOffset(known, measured)).toBe(expected)
  }
)

describe('what is typed', () => {
  it('has the time of the server’s clock as it is known, and the server’s own once it has its place', async () => {
    const { server, visitor, opened } = await openOnline()
    visitor.socket.terminate()
    await opened.until('connection.changed', ({ phase }) => phase === 'waiting')
    const next = server.visitor()
    opened.sync.retryConnection()
    const link = await next
    link.say(makeHello({ time: START + DAY }), caughtUp)
    await link.hear('resume')
    await opened.sync.send(1, 'from yesterday')
    expect(await sentAt(opened)).toEqual([START + DAY])
    const name = await sentName(link)
    link.say({ type: 'accepted', clientId: name, roomId: 1, id: 101, seq: 1, n: 1, sentAt: START + DAY + 7 })
    await vi.waitFor(async () => expect(await sentAt(opened)).toEqual([START + DAY + 7]))
  })

  it('has that time also after a restart, before any server has greeted', async () => {
    const server = await openScriptedServer()
    const opened = openSync(server.url)
    ;(await server.visitor()).say(makeHello({ time: START + DAY }))
    await vi.waitFor(() => expect(opened.store.identity.clockOffset()).toBe(DAY))
    opened.stop()
    const again = openSync('ws://127.0.0.1:1/', opened.folder)
    await again.sync.send(1, 'offline')
    expect(await sentAt(again)).toEqual([START + DAY])
  })
})

describe.each([
  ['forward', DAY],
  ['back', -DAY]
])('a clock that is set a day %s', (_, jump) => {
  it('changes no order, tells nothing again and sends nothing twice', async () => {
    const { server, visitor, opened } = await openOnline()
    visitor.say(said(posted(1)), caughtUp)
    await opened.until('reading.changed', ({ readN }) => readN === 1)
    visitor.say(said(posted(2)))
    await vi.waitFor(() => expect(opened.news).toHaveLength(1))
    await opened.sync.send(1, 'before')
    const first = await sentName(visitor)
    opened.clock.shift(jump)
    await opened.sync.send(1, 'after')
    opened.clock.turn(5_000)
    visitor.say(said(posted(3, { clientId: first, sender: ada, body: 'before' })))
    const second = await sentName(visitor)
    visitor.socket.terminate()
    const next = await comesBack(server, opened)
    next.say(said(posted(4, { clientId: second, sender: ada, body: 'after' })), caughtUp)
    await vi.waitFor(async () =>
      expect(await opened.bodies()).toEqual(['message 1', 'message 2', 'before', 'after'])
    )
    await vi.waitFor(() => expect(opened.sync.unsentCount()).toBe(0))
    expect([visitor.unheard('send'), opened.news.length]).toEqual([0, 1])
  })

  it('between two runs changes nothing either', async () => {
    const { server, visitor, opened } = await openOnline()
    visitor.say(said(posted(1)), caughtUp)
    await opened.until('reading.changed', ({ readN }) => readN === 1)
    visitor.say(said(posted(2)))
    await vi.waitFor(() => expect(opened.news).toHaveLength(1))
    await opened.sync.send(1, 'waits')
    const name = await sentName(visitor)
    opened.stop()
    const again = openSync(server.url, opened.folder)
    again.clock.shift(jump)
    const next = await server.visitor()
    next.say(makeHello(), said(posted(3, { clientId: clientId(77) })))
    expect(await sentName(next)).toBe(name)
    next.say(said(posted(4, { clientId: name, sender: ada, body: 'waits' })), caughtUp)
    await vi.waitFor(() => expect(again.news).toHaveLength(1))
    expect(again.news[0]?.messages.map(({ body }) => body)).toEqual(['message 3'])
    expect(await again.bodies()).toEqual(['message 1', 'message 2', 'message 3', 'waits'])
    expect(again.store.identity.clockOffset()).toBe(-jump)
  })
})
