import { once } from 'node:events'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, vi } from 'vitest'
import { ada, bob, clientId, deleted, makeHello, posted, said } from '../../shared/testkit/make.ts'
import { comesBack, diskFault, openOnline, openSync } from '../testkit/opened-sync.ts'
import { openScriptedServer } from '../testkit/scripted-server.ts'

describe('what arrives', () => {
  it('is applied in order, told with its senders, and known after a restart', async () => {
    const { visitor, opened } = await openOnline()
    visitor.say(said(posted(1)), said(posted(2, { sender: ada })), { type: 'caught-up' })
    await vi.waitFor(async () => expect(await opened.bodies()).toEqual(['message 1', 'message 2']))
    const told = opened.events.filter(({ name }) => name === 'messages.changed')
    expect(told).toHaveLength(1)
    expect(told[0]?.value).toMatchObject({ roomId: 1, users: [bob, ada] })
    opened.stop()

    const server = await openScriptedServer()
    const again = openSync(server.url, opened.folder)
    expect(await again.bodies()).toEqual(['message 1', 'message 2'])
    const next = await server.visitor()
    expect(next.authorization).toBe('Bearer a-token')
    next.say(makeHello())
    const cursors = { 'room:1': { seq: 2, event: 'event-2' } }
    expect(await next.hear('resume')).toEqual({ type: 'resume', cursors, onlineChanges: true })
  })

  it('is applied once, however often it is said', async () => {
    const { visitor, opened } = await openOnline()
    visitor.say(said(posted(1)), said(posted(1)), said(posted(2)), said(posted(1)))
    await vi.waitFor(async () => expect(await opened.bodies()).toEqual(['message 1', 'message 2']))
  })

  it('with a gap closes the link, applies nothing of that turn and resumes from disk', async () => {
    const { server, visitor, opened } = await openOnline()
    visitor.say(said(posted(1)))
    await vi.waitFor(async () => expect(await opened.bodies()).toHaveLength(1))
    visitor.say(said(posted(2)), said(posted(4)))
    const next = await comesBack(server, opened)
    expect((await next.hear('resume')).cursors['room:1']?.seq).toBe(1)
    expect(await opened.bodies()).toEqual(['message 1'])
    expect(opened.events.filter(({ name }) => name === 'messages.changed')).toHaveLength(1)
  })

  it('is on disk with its cursor or not at all, and told only then', async () => {
    const { server, visitor, opened } = await openOnline()
    const disk = new Database(join(opened.folder, 'account.sqlite'), { readonly: true })
    const rows = disk.prepare('SELECT count(*) FROM message').pluck()
    const rowsWhenTold: unknown[] = []
    opened.sync.events.subscribe(({ name }) => name === 'messages.changed' && rowsWhenTold.push(rows.get()))
    const setCursor = opened.store.cursors.set
    Object.assign(opened.store.cursors, { set: () => diskFault() })
    visitor.say(said(posted(1)))
    const next = await comesBack(server, opened)
    expect([rows.get(), rowsWhenTold]).toEqual([0, []])
    Object.assign(opened.store.cursors, { set: setCursor })
    expect((await next.hear('resume')).cursors).toEqual({})
    next.say(said(posted(1)))
    await vi.waitFor(() => expect(rowsWhenTold).toEqual([1]))
    disk.close()
  })

  it('in a stream that is not its room’s closes the link', async () => {
    const { server, visitor, opened } = await openOnline()
    visitor.say(said(posted(1, { roomId: 2 })))
    await (await comesBack(server, opened)).hear('resume')
    expect((await opened.sync.page(2, null)).messages).toEqual([])
  })

  it('that is no frame of the protocol closes the link; an unknown type is ignored', async () => {
    const { server, visitor, opened } = await openOnline()
    visitor.sayText('{"type":"a_frame_of_tomorrow"}')
    visitor.say(said(posted(1)))
    await vi.waitFor(async () => expect(await opened.bodies()).toHaveLength(1))
    visitor.sayText('{"type":"chat_message"}')
    await (await comesBack(server, opened)).hear('resume')
  })

  it('after a deletion is gone, and stays gone', async () => {
    const { visitor, opened } = await openOnline()
    visitor.say(said(posted(1)), said(posted(2)), said(deleted(3, 1)))
    await vi.waitFor(async () => expect(await opened.bodies()).toEqual(['message 2']))
    const last = opened.events.findLast(({ name }) => name === 'messages.changed')
    expect(last?.value).toMatchObject({ removed: [clientId(1)] })
  })
})

it('applies much at once in parts, each of a few milliseconds, and all of it', async () => {
  const { visitor, opened } = await openOnline()
  const { addPosted } = opened.store.messages
  const slowly: typeof addPosted = (...message) => {
    opened.clock.shift(1)
    return addPosted(...message)
  }
  Object.assign(opened.store.messages, { addPosted: slowly })
  const places = Array.from({ length: 60 }, (_, index) => index + 1)
  visitor.say(...places.map((place) => said(posted(place))), { type: 'caught-up' })
  await vi.waitFor(() => expect(opened.store.cursors.get('room:1')?.seq).toBe(60))
  expect(opened.store.messages.countPlaced()).toBe(60)
  const changes = opened.events.filter(({ name }) => name === 'messages.changed')
  expect(changes.length, 'in parts').toBeGreaterThanOrEqual(10)
})

describe('a hole that is too large', () => {
  it('is marked missing and fetched newest first until nothing is missing', async () => {
    const { visitor, opened } = await openOnline()
    visitor.say({ type: 'limited', stream: 'room:1', from: 1, to: 300, deleted: [] })
    visitor.say(said(posted(301)), { type: 'caught-up' })
    const first = await visitor.hear('fetch')
    expect(first).toMatchObject({ stream: 'room:1', from: 101, to: 300 })
    expect(await opened.bodies()).toEqual(['message 301'])

    const page = (requestId: string, from: number, to: number): void => {
      const events = Array.from({ length: to - from + 1 }, (_, index) => posted(from + index))
      visitor.say({ type: 'page', requestId, stream: 'room:1', from, to, events })
    }
    page(first.requestId, 201, 300)
    const second = await visitor.hear('fetch')
    expect(second).toMatchObject({ from: 1, to: 200 })
    page(second.requestId, 1, 200)
    await vi.waitFor(() => expect(opened.store.missing.newest('room:1')).toBeNull())
    expect((await opened.sync.page(1, 101)).messages).toHaveLength(100)
    expect(visitor.unheard('fetch')).toBe(0)
  })

  it('is asked for on before a page of it is written, and again where the disk did not take that', async () => {
    const { server, visitor, opened } = await openOnline()
    const end = [said(posted(301)), { type: 'caught-up' } as const]
    visitor.say({ type: 'limited', stream: 'room:1', from: 1, to: 300, deleted: [] }, ...end)
    const { requestId } = await visitor.hear('fetch')
    const { transaction } = opened.store
    Object.assign(opened.store, {
      transaction: (work: () => unknown) =>
        transaction(() => {
          work()
          diskFault()
        })
    })
    const events = Array.from({ length: 200 }, (_, index) => posted(101 + index))
    visitor.say({ type: 'page', requestId, stream: 'room:1', from: 101, to: 300, events })
    expect(await visitor.hear('fetch')).toMatchObject({ from: 1, to: 100 })
    await opened.until('connection.changed', ({ phase }) => phase === 'waiting')
    expect(opened.store.missing.all('room:1')).toEqual([{ from: 1, to: 300 }])
    Object.assign(opened.store, { transaction })
    const next = await comesBack(server, opened)
    await next.hear('resume')
    next.say({ type: 'caught-up' })
    expect(await next.hear('fetch')).toMatchObject({ from: 101, to: 300 })
  })

  it('is announced again when the link ends before the event after it', async () => {
    const { server, visitor, opened } = await openOnline()
    visitor.say(said(posted(1)), { type: 'limited', stream: 'room:1', from: 2, to: 700, deleted: [] })
    await vi.waitFor(async () => expect(await opened.bodies()).toHaveLength(1))
    visitor.socket.terminate()
    const next = await comesBack(server, opened)
    expect((await next.hear('resume')).cursors['room:1']).toEqual({ seq: 1, event: 'event-1' })
    next.say(said(posted(2)))
    await vi.waitFor(async () => expect(await opened.bodies()).toEqual(['message 1', 'message 2']))
  })

  it('is asked for again when the server was too busy', async () => {
    const { visitor, opened } = await openOnline()
    visitor.say({ type: 'limited', stream: 'room:1', from: 1, to: 700, deleted: [] }, said(posted(701)), {
      type: 'caught-up'
    })
    const { requestId } = await visitor.hear('fetch')
    visitor.say({ type: 'error', code: 'rate_limited', message: '', requestId }, said(posted(702)))
    await vi.waitFor(async () => expect(await opened.bodies()).toContain('message 702'))
    opened.clock.turn(2000)
    expect(await visitor.hear('fetch')).toMatchObject({ from: 501, to: 700 })
  })

  it('is not filled by a page that was not asked for', async () => {
    const { server, visitor, opened } = await openOnline()
    visitor.say({ type: 'limited', stream: 'room:1', from: 1, to: 700, deleted: [] }, said(posted(701)), {
      type: 'caught-up'
    })
    const { requestId } = await visitor.hear('fetch')
    visitor.say({ type: 'page', requestId, stream: 'room:1', from: 2, to: 1, events: [] })
    await (await comesBack(server, opened)).hear('resume')
  })

  it('does not bring back what was deleted while its page was on its way', async () => {
    const { visitor, opened } = await openOnline()
    visitor.say({ type: 'limited', stream: 'room:1', from: 1, to: 3, deleted: [] }, said(posted(4)), {
      type: 'caught-up'
    })
    const { requestId } = await visitor.hear('fetch')
    const events = [posted(1), posted(2), posted(3)]
    visitor.say(said(deleted(5, 2)), { type: 'page', requestId, stream: 'room:1', from: 1, to: 3, events })
    await vi.waitFor(() => expect(opened.store.missing.newest('room:1')).toBeNull())
    expect(await opened.bodies()).toEqual(['message 1', 'message 3', 'message 4'])
  })

  it('brings the deletions of what is here', async () => {
    const { visitor, opened } = await openOnline()
    visitor.say(said(posted(1)), said(posted(2)))
    visitor.say({ type: 'limited', stream: 'room:1', from: 3, to: 2000, deleted: [101] })
    await vi.waitFor(async () => expect(await opened.bodies()).toEqual(['message 2']))
  })
})

describe('the connection', () => {
  it('shows who is online', async () => {
    const { visitor, opened } = await openOnline()
    visitor.say({ type: 'online', users: [ada, bob] })
    await opened.until('people.changed', ({ online }) => online.length === 2)
    visitor.say({ type: 'online-changed', joined: [], left: [ada.id] })
    await opened.until('people.changed', ({ online }) => online.length === 1)
    expect(opened.sync.people).toEqual({ online: [bob] })
  })

  it('comes back by itself', async () => {
    const { server, visitor, opened } = await openOnline()
    visitor.socket.terminate()
    await opened.until('connection.changed', ({ phase }) => phase === 'waiting')
    const next = server.visitor()
    opened.clock.turn(1000)
    ;(await next).say(makeHello())
    await opened.until('connection.changed', ({ phase }) => phase === 'online')
  })

  it('is dropped when two heartbeats are missed, not before', async () => {
    const { visitor, opened } = await openOnline()
    visitor.socket.pause()
    opened.clock.turn(20_000)
    expect(opened.sync.connection.phase).toBe('online')
    opened.clock.turn(20_000)
    await opened.until('connection.changed', ({ phase }) => phase === 'waiting')
  })

  it('is closed when the engine stops', async () => {
    const { visitor, opened } = await openOnline()
    opened.stop()
    await once(visitor.socket, 'close')
  })

  it('stays ended when the server signs us out', async () => {
    const { visitor, opened } = await openOnline()
    visitor.socket.close(4401)
    await opened.until('connection.changed', ({ phase }) => phase === 'signed-out')
  })
})
