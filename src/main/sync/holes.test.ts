import { describe, expect, it, vi } from 'vitest'
import type { Missing } from '../../shared/ipc/contract.ts'
import type { Up } from '../../shared/protocol/up.ts'
import { clientId, makeHello, postedIn, said } from '../../shared/testkit/make.ts'
import { comesBack, openSync, type Online, type OpenedSync } from '../testkit/opened-sync.ts'
import { openScriptedServer, type Visitor } from '../testkit/scripted-server.ts'

const rooms = [1, 2, 3].map((id) => ({ id, name: `room ${id}` }))
type Fetch = Extract<Up, { type: 'fetch' }>

/** An engine at a server of three rooms. */
async function openThree(): Promise<Online> {
  const server = await openScriptedServer()
  const opened = openSync(server.url)
  const visitor = await server.visitor()
  visitor.say(makeHello({ rooms }))
  await visitor.hear('resume')
  return { server, visitor, opened }
}

/** Everything up to a place is left out, then so many events follow. */
function leaveOut(visitor: Visitor, { roomId = 1, upTo = 300, events = 1 }): void {
  visitor.say({ type: 'limited', stream: `room:${roomId}`, from: 1, to: upTo, deleted: [] })
  visitor.say(...Array.from({ length: events }, (_, index) => said(postedIn(roomId, upTo + 1 + index))))
}

function answer(visitor: Visitor, { requestId, stream, from, to }: Fetch): void {
  const roomId = Number(stream.split(':')[1])
  const events = Array.from({ length: to - from + 1 }, (_, index) => postedIn(roomId, from + index))
  visitor.say({ type: 'page', requestId, stream, from, to, events })
}

function told({ events }: OpenedSync): Missing[] {
  return events.flatMap((event) => (event.name === 'missing.changed' ? [event.value] : []))
}

const until = (opened: OpenedSync, roomId: number, seq: number): Promise<void> =>
  vi.waitFor(() => expect(opened.store.cursors.get(`room:${roomId}`)?.seq).toBe(seq))

describe('a page over a hole', () => {
  it('is fetched first, and answered whole; the end of the room is not waited for', async () => {
    const { visitor, opened } = await openThree()
    leaveOut(visitor, { upTo: 700, events: 40 })
    await until(opened, 1, 740)
    const end = await opened.sync.page(1, null)
    expect(end.messages.map(({ placement }) => placement?.seq)[0]).toBe(701)
    expect(end.hasOlder).toBe(true)
    const older = opened.sync.page(1, 701)
    const fetch = await visitor.hear('fetch')
    expect(fetch).toMatchObject({ stream: 'room:1', from: 501, to: 700 })
    answer(visitor, fetch)
    const page = await older
    expect(page.messages.map(({ placement }) => placement?.seq)).toEqual(range(601, 700))
    expect(page.hasOlder).toBe(true)
    // What is nearer to the end than the hole needs nothing.
    expect((await opened.sync.page(1, 740)).messages).toHaveLength(100)
    expect(visitor.unheard('fetch')).toBe(0)
  })

  it('without a server is answered over the hole, which is told', async () => {
    const { visitor, opened } = await openThree()
    visitor.say(...range(1, 10).map((seq) => said(postedIn(1, seq))))
    visitor.say({ type: 'limited', stream: 'room:1', from: 11, to: 300, deleted: [] })
    visitor.say(...range(301, 305).map((seq) => said(postedIn(1, seq))))
    await until(opened, 1, 305)
    visitor.socket.terminate()
    await opened.until('connection.changed', ({ phase }) => phase === 'waiting')
    const page = await opened.sync.page(1, 301)
    expect(page.messages.map(({ placement }) => placement?.seq)).toEqual(range(1, 10))
    expect(page.hasOlder).toBe(false)
    expect(opened.sync.missing(1).ranges).toEqual([{ from: 11, to: 300 }])
  })

  it('of a server that says nothing is answered after a while, and still fetched first later', async () => {
    const { server, visitor, opened } = await openThree()
    leaveOut(visitor, { upTo: 900 })
    leaveOut(visitor, { roomId: 2, upTo: 900 })
    await until(opened, 2, 901)
    const older = opened.sync.page(2, 500)
    await visitor.hear('fetch')
    opened.clock.turn(5000)
    expect(await older).toMatchObject({ messages: [], hasOlder: true })
    visitor.socket.terminate()
    const next = await comesBack(server, opened, { rooms })
    next.say({ type: 'caught-up' })
    expect(await next.hear('fetch')).toMatchObject({ stream: 'room:2', from: 300, to: 499 })
  })

  it('waits no longer than the link', async () => {
    const { visitor, opened } = await openThree()
    leaveOut(visitor, { upTo: 900 })
    await until(opened, 1, 901)
    const older = opened.sync.page(1, 901)
    await visitor.hear('fetch')
    visitor.socket.terminate()
    expect(await older).toMatchObject({ messages: [], hasOlder: true })
  })
})

describe('what is missing', () => {
  it('is told when it changes, of the rooms before the page alone', async () => {
    const { visitor, opened } = await openThree()
    leaveOut(visitor, { upTo: 300 })
    leaveOut(visitor, { roomId: 2, upTo: 100 })
    visitor.say({ type: 'caught-up' })
    const first = await visitor.hear('fetch')
    visitor.say(said(postedIn(1, 302)))
    await until(opened, 1, 302)
    expect(told(opened)).toEqual([{ roomId: 1, ranges: [{ from: 1, to: 300 }] }])
    answer(visitor, first)
    await visitor.hear('fetch')
    expect(told(opened).slice(1)).toEqual([{ roomId: 1, ranges: [{ from: 1, to: 100 }] }])
    await opened.sync.page(2, null)
    visitor.say(said(postedIn(2, 102)))
    await until(opened, 2, 102)
    expect(told(opened).slice(2)).toEqual([{ roomId: 2, ranges: [{ from: 1, to: 100 }] }])
  })

  it('is fetched where the person looks, then every end, then the past of their room, then the rest', async () => {
    const { visitor, opened } = await openThree()
    leaveOut(visitor, { upTo: 300, events: 250 })
    leaveOut(visitor, { roomId: 2, upTo: 300 })
    leaveOut(visitor, { roomId: 3, upTo: 300, events: 250 })
    await until(opened, 3, 550)
    await opened.sync.page(3, null)
    visitor.say({ type: 'caught-up' })
    const asked: Pick<Fetch, 'stream' | 'from' | 'to'>[] = []
    const serve = async (): Promise<void> => {
      const fetch = await visitor.hear('fetch')
      asked.push({ stream: fetch.stream, from: fetch.from, to: fetch.to })
      answer(visitor, fetch)
    }
    await serve()
    await serve()
    const first = await visitor.hear('fetch')
    const looked = opened.sync.fill(1, { from: 50, to: 60 })
    answer(visitor, first)
    await serve()
    await looked
    for (let left = 0; left < 4; left++) await serve()
    await vi.waitFor(() => expect(rooms.flatMap(({ id }) => opened.sync.missing(id).ranges)).toEqual([]))
    expect(asked).toEqual([
      { stream: 'room:2', from: 101, to: 300 },
      { stream: 'room:3', from: 101, to: 300 },
      { stream: 'room:1', from: 50, to: 60 },
      // The room that was looked at last.
      { stream: 'room:1', from: 101, to: 300 },
      { stream: 'room:1', from: 61, to: 100 },
      { stream: 'room:1', from: 1, to: 49 },
      { stream: 'room:2', from: 1, to: 100 }
    ])
  })

  it('is asked for again when no page comes; one that comes late is ignored', async () => {
    const { visitor, opened } = await openThree()
    leaveOut(visitor, { upTo: 100 })
    visitor.say({ type: 'caught-up' })
    const first = await visitor.hear('fetch')
    opened.clock.turn(9999)
    visitor.say(said(postedIn(1, 102)))
    await until(opened, 1, 102)
    expect(visitor.unheard('fetch')).toBe(0)
    opened.clock.turn(1)
    const second = await visitor.hear('fetch')
    expect(second).toEqual({ ...first, requestId: second.requestId })
    answer(visitor, first)
    visitor.say(said(postedIn(1, 103)))
    await until(opened, 1, 103)
    expect(opened.sync.missing(1).ranges).toHaveLength(1)
    answer(visitor, second)
    await vi.waitFor(() => expect(opened.sync.missing(1).ranges).toEqual([]))
  })

  it('of a stream that the server does not give is left, and nobody waits for it', async () => {
    const { visitor, opened } = await openThree()
    leaveOut(visitor, { upTo: 300 })
    leaveOut(visitor, { roomId: 2, upTo: 100 })
    visitor.say({ type: 'caught-up' })
    const { requestId, stream } = await visitor.hear('fetch')
    expect(stream).toBe('room:1')
    const looked = opened.sync.fill(1, { from: 1, to: 9 })
    visitor.say({ type: 'error', code: 'unknown_stream', message: '', requestId })
    await looked
    const other = await visitor.hear('fetch')
    expect(other.stream).toBe('room:2')
    answer(visitor, other)
    await vi.waitFor(() => expect(opened.sync.missing(2).ranges).toEqual([]))
    expect(visitor.unheard('fetch')).toBe(0)
  })

  it('that is much is fetched with pauses, which whoever looks does not wait for', async () => {
    const { visitor, opened } = await openThree()
    leaveOut(visitor, { upTo: 20_400 })
    visitor.say({ type: 'caught-up' })
    for (let pages = 0; pages < 100; pages++) answer(visitor, await visitor.hear('fetch'))
    await vi.waitFor(() => expect(opened.sync.missing(1).ranges).toEqual([{ from: 1, to: 400 }]))
    expect(visitor.unheard('fetch')).toBe(0)
    const looked = opened.sync.fill(1, { from: 1, to: 10 })
    answer(visitor, await visitor.hear('fetch'))
    await looked
    expect(visitor.unheard('fetch')).toBe(0)
    opened.clock.turn(25)
    expect(await visitor.hear('fetch')).toMatchObject({ from: 201, to: 400 })
  })
})

it('a room that the page has not before it tells only what is gone', async () => {
  const { visitor, opened } = await openThree()
  visitor.say(said(postedIn(2, 1)), said(postedIn(2, 2)), said(postedIn(1, 1)))
  await until(opened, 1, 1)
  const change = { kind: 'deleted', roomId: 2, messageId: 2_000_001 } as const
  visitor.say(said({ stream: 'room:2', seq: 3, id: 'event-3', change }))
  await until(opened, 2, 3)
  const changes = opened.events.flatMap((event) => (event.name === 'messages.changed' ? [event.value] : []))
  expect(changes).toMatchObject([
    { roomId: 1, upserted: [{ body: 'message 1' }] },
    { roomId: 2, upserted: [], removed: [clientId(2_000_001)], reset: false }
  ])
})

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}
