import { describe, expect, it, vi } from 'vitest'
import { ada, bob, clientId, deleted, makeHello, posted } from '../../shared/testkit/make.ts'
import type { StreamEvent } from '../../shared/protocol/event.ts'
import { openScriptedServer, type ScriptedServer, type Visitor } from '../testkit/scripted-server.ts'
import { openSync, type OpenedSync } from '../testkit/opened-sync.ts'

const event = (value: StreamEvent): { type: 'event'; event: StreamEvent } => ({ type: 'event', event: value })

/** An engine that has been greeted and has resumed. */
async function online(
  folder?: string
): Promise<{ server: ScriptedServer; visitor: Visitor; opened: OpenedSync }> {
  const server = await openScriptedServer()
  const opened = openSync(server.url, folder)
  const visitor = await server.visitor()
  visitor.say(makeHello())
  await visitor.hear('resume')
  return { server, visitor, opened }
}

/** The same engine on its next link. */
async function comesBack(server: ScriptedServer, opened: OpenedSync): Promise<Visitor> {
  await opened.until('connection.changed', ({ phase }) => phase === 'waiting')
  const next = server.visitor()
  opened.sync.retryConnection()
  const visitor = await next
  visitor.say(makeHello())
  return visitor
}

describe('what arrives', () => {
  it('is applied in order, told with its senders, and known after a restart', async () => {
    const { visitor, opened } = await online()
    visitor.say(event(posted(1)), event(posted(2, { sender: ada })), { type: 'caught-up' })
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
    expect((await next.hear('resume')).cursors).toEqual({ 'room:1': { seq: 2, event: 'event-2' } })
  })

  it('is applied once, however often it is said', async () => {
    const { visitor, opened } = await online()
    visitor.say(event(posted(1)), event(posted(1)), event(posted(2)), event(posted(1)))
    await vi.waitFor(async () => expect(await opened.bodies()).toEqual(['message 1', 'message 2']))
  })

  it('with a gap closes the link, applies nothing of that turn and resumes from disk', async () => {
    const { server, visitor, opened } = await online()
    visitor.say(event(posted(1)))
    await vi.waitFor(async () => expect(await opened.bodies()).toHaveLength(1))
    visitor.say(event(posted(3)))
    const next = await comesBack(server, opened)
    expect((await next.hear('resume')).cursors['room:1']?.seq).toBe(1)
    expect(await opened.bodies()).toEqual(['message 1'])
  })

  it('that is no frame of the protocol closes the link; an unknown type is ignored', async () => {
    const { server, visitor, opened } = await online()
    visitor.sayText('{"type":"a_frame_of_tomorrow"}')
    visitor.say(event(posted(1)))
    await vi.waitFor(async () => expect(await opened.bodies()).toHaveLength(1))
    visitor.sayText('{"type":"chat_message"}')
    await (await comesBack(server, opened)).hear('resume')
  })

  it('after a deletion is gone, and stays gone', async () => {
    const { visitor, opened } = await online()
    visitor.say(event(posted(1)), event(posted(2)), event(deleted(3, 1)))
    await vi.waitFor(async () => expect(await opened.bodies()).toEqual(['message 2']))
    const last = opened.events.findLast(({ name }) => name === 'messages.changed')
    expect(last?.value).toMatchObject({ removed: [clientId(1)] })
  })
})

describe('a hole that is too large', () => {
  it('is marked missing and fetched newest first until nothing is missing', async () => {
    const { visitor, opened } = await online()
    visitor.say({ type: 'limited', stream: 'room:1', from: 1, to: 700, deleted: [] })
    visitor.say(event(posted(701)), { type: 'caught-up' })
    const first = await visitor.hear('fetch')
    expect(first).toMatchObject({ stream: 'room:1', from: 201, to: 700 })
    expect(await opened.bodies()).toEqual(['message 701'])

    const page = (requestId: string, from: number, to: number): void => {
      const events = Array.from({ length: to - from + 1 }, (_, index) => posted(from + index))
      visitor.say({ type: 'page', requestId, stream: 'room:1', from, to, events })
    }
    page(first.requestId, 501, 700)
    const second = await visitor.hear('fetch')
    expect(second).toMatchObject({ from: 1, to: 500 })
    page(second.requestId, 1, 500)
    await vi.waitFor(() => expect(opened.store.missing.newest('room:1')).toBeNull())
    expect((await opened.sync.page(1, 101)).messages).toHaveLength(100)
    expect(visitor.unheard('fetch')).toBe(0)
  })

  it('is announced again when the link ends before the event after it', async () => {
    const { server, visitor, opened } = await online()
    visitor.say(event(posted(1)), { type: 'limited', stream: 'room:1', from: 2, to: 700, deleted: [] })
    await vi.waitFor(async () => expect(await opened.bodies()).toHaveLength(1))
    visitor.socket.terminate()
    const next = await comesBack(server, opened)
    expect((await next.hear('resume')).cursors['room:1']).toEqual({ seq: 1, event: 'event-1' })
  })

  it('brings the deletions of what is here', async () => {
    const { visitor, opened } = await online()
    visitor.say(event(posted(1)), event(posted(2)))
    visitor.say({ type: 'limited', stream: 'room:1', from: 3, to: 2000, deleted: [101] })
    await vi.waitFor(async () => expect(await opened.bodies()).toEqual(['message 2']))
  })
})

it('a server with another history is copied anew, and what was typed stays', async () => {
  const { server, visitor, opened } = await online()
  visitor.say(event(posted(1)))
  await vi.waitFor(async () => expect(await opened.bodies()).toHaveLength(1))
  await opened.sync.send(1, 'typed')
  await visitor.hear('send')
  visitor.say({ type: 'diverged', stream: 'room:1', common: 0 }, event(posted(1, { body: 'another' })))
  const next = await comesBack(server, opened)
  expect((await next.hear('resume')).cursors).toEqual({})
  expect((await next.hear('send')).body).toBe('typed')
  next.say(event(posted(1, { body: 'another' })))
  await vi.waitFor(async () => expect(await opened.bodies()).toEqual(['another', 'typed']))
})

describe('what is typed', () => {
  it('is on disk before it leaves, keeps its name, and settles once accepted', async () => {
    const { visitor, opened } = await online()
    expect(await opened.sync.send(1, '  salut  ')).toEqual({ ok: true, value: undefined })
    const sent = await visitor.hear('send')
    expect(sent).toMatchObject({ body: 'salut', roomId: 1 })
    expect((await opened.messages())[0]).toMatchObject({
      clientId: sent.clientId,
      delivery: { state: 'handed-over' },
      placement: null
    })
    const own = posted(1, { id: 7, clientId: sent.clientId ?? '', sender: ada, body: 'salut' })
    visitor.say({
      type: 'accepted',
      clientId: sent.clientId ?? '',
      roomId: 1,
      id: 7,
      seq: 1,
      n: 1,
      sentAt: 5
    })
    await vi.waitFor(async () => expect((await opened.messages())[0]?.delivery.state).toBe('sent'))
    expect(opened.store.cursors.get('room:1')).toBeNull()
    visitor.say(event(own))
    await vi.waitFor(() => expect(opened.store.cursors.get('room:1')?.seq).toBe(1))
    expect(await opened.bodies()).toEqual(['salut'])
  })

  it('is settled as well by its own event coming first', async () => {
    const { visitor, opened } = await online()
    await opened.sync.send(1, 'salut')
    const { clientId: name } = await visitor.hear('send')
    visitor.say(event(posted(1, { clientId: name ?? '', sender: ada, body: 'salut' })))
    await vi.waitFor(async () => expect((await opened.messages())[0]?.delivery.state).toBe('sent'))
    visitor.say({ type: 'accepted', clientId: name ?? '', roomId: 1, id: 101, seq: 1, n: 1, sentAt: 5 })
    await opened.sync.send(1, 'next')
    expect((await visitor.hear('send')).body).toBe('next')
    expect(await opened.bodies()).toEqual(['salut', 'next'])
  })

  it('leaves one by one, oldest first, and again under the same name after a cut', async () => {
    const { server, visitor, opened } = await online()
    await opened.sync.send(1, 'one')
    await opened.sync.send(1, 'two')
    const first = await visitor.hear('send')
    expect(first.body).toBe('one')
    expect(visitor.unheard('send')).toBe(0)
    visitor.socket.terminate()
    const next = await comesBack(server, opened)
    expect(await next.hear('send')).toEqual(first)
    next.say({ type: 'accepted', clientId: first.clientId ?? '', roomId: 1, id: 7, seq: 1, n: 1, sentAt: 5 })
    expect((await next.hear('send')).body).toBe('two')
  })

  it('waits on disk without a connection, through a restart', async () => {
    const { opened } = await online()
    const offline = await openScriptedServer()
    opened.stop()
    await offline.close()
    const alone = openSync(offline.url, opened.folder)
    await alone.sync.send(1, 'typed offline')
    expect((await alone.messages())[0]?.delivery).toEqual({ state: 'waiting' })
    alone.stop()

    const server = await openScriptedServer()
    openSync(server.url, opened.folder)
    const visitor = await server.visitor()
    visitor.say(makeHello())
    expect((await visitor.hear('send')).body).toBe('typed offline')
  })

  it('and refused for good is kept with its reason; the next one leaves; it can be sent again or taken back', async () => {
    const { visitor, opened } = await online()
    await opened.sync.send(1, 'refused')
    await opened.sync.send(1, 'fine')
    const { clientId: name } = await visitor.hear('send')
    visitor.say({ type: 'error', code: 'unknown_room', message: '', requestId: name })
    expect((await visitor.hear('send')).body).toBe('fine')
    expect((await opened.messages())[0]?.delivery).toEqual({ state: 'failed', code: 'unknown_room' })
    await opened.sync.retry(name ?? '')
    expect((await opened.messages())[0]?.delivery.state).toBe('waiting')
    expect(await opened.sync.cancel(name ?? '')).toEqual({ ok: true, value: { body: 'refused' } })
    expect(await opened.bodies()).toEqual(['fine'])
  })

  it('and refused for the moment is sent again by itself, in its order', async () => {
    const { visitor, opened } = await online()
    await opened.sync.send(1, 'one')
    await opened.sync.send(1, 'two')
    const { clientId: name } = await visitor.hear('send')
    visitor.say({ type: 'error', code: 'busy', message: '', requestId: name })
    visitor.say(event(posted(1)))
    await vi.waitFor(async () => expect(await opened.bodies()).toContain('message 1'))
    expect(visitor.unheard('send')).toBe(0)
    opened.clock.turn(5000)
    expect((await visitor.hear('send')).body).toBe('one')
  })

  it('cannot be taken back once it was handed over', async () => {
    const { visitor, opened } = await online()
    await opened.sync.send(1, 'gone')
    const { clientId: name } = await visitor.hear('send')
    expect(await opened.sync.cancel(name ?? '')).toEqual({ ok: false, code: 'not_cancellable' })
  })

  it('is refused here when it is blank or too long, in code points', async () => {
    const { visitor, opened } = await online()
    visitor.say(event(posted(1)))
    expect(await opened.sync.send(1, ' \n ')).toEqual({ ok: false, code: 'blank' })
    expect(await opened.sync.send(1, '🌱'.repeat(4001))).toEqual({ ok: false, code: 'too_long' })
    expect(await opened.sync.send(1, '🌱'.repeat(4000))).toMatchObject({ ok: true })
  })
})

describe('a deletion', () => {
  async function withMessage(): Promise<{ server: ScriptedServer; visitor: Visitor; opened: OpenedSync }> {
    const all = await online()
    all.visitor.say(event(posted(1)))
    await vi.waitFor(async () => expect(await all.opened.bodies()).toHaveLength(1))
    return all
  }

  it('is answered once the message is gone from the copy', async () => {
    const { visitor, opened } = await withMessage()
    const answer = opened.sync.delete(clientId(1))
    expect((await visitor.hear('delete')).messageId).toBe(101)
    visitor.say(event(deleted(2, 1)))
    expect(await answer).toEqual({ ok: true, value: undefined })
    expect(await opened.bodies()).toEqual([])
  })

  it('tells the server’s reason', async () => {
    const { visitor, opened } = await withMessage()
    const answer = opened.sync.delete(clientId(1))
    const { requestId } = await visitor.hear('delete')
    visitor.say({ type: 'error', code: 'not_superuser', message: '', requestId })
    expect(await answer).toEqual({ ok: false, code: 'not_superuser' })
    expect(await opened.bodies()).toEqual(['message 1'])
  })

  it('without an answer, a connection or a place says so', async () => {
    const { visitor, opened } = await withMessage()
    const unanswered = opened.sync.delete(clientId(1))
    await visitor.hear('delete')
    opened.clock.turn(10_000)
    expect(await unanswered).toEqual({ ok: false, code: 'no_answer' })
    const cut = opened.sync.delete(clientId(1))
    await visitor.hear('delete')
    visitor.socket.terminate()
    expect(await cut).toEqual({ ok: false, code: 'no_answer' })
    expect(await opened.sync.delete(clientId(1))).toEqual({ ok: false, code: 'offline' })
    expect(await opened.sync.delete('nothing')).toEqual({ ok: false, code: 'not_placed' })
  })
})

describe('the connection', () => {
  it('shows who is online', async () => {
    const { visitor, opened } = await online()
    visitor.say({ type: 'online', users: [ada, bob] })
    await opened.until('people.changed', ({ online }) => online.length === 2)
  })

  it('comes back by itself', async () => {
    const { server, visitor, opened } = await online()
    visitor.socket.terminate()
    await opened.until('connection.changed', ({ phase }) => phase === 'waiting')
    const next = server.visitor()
    opened.clock.turn(500)
    ;(await next).say(makeHello())
    await opened.until('connection.changed', ({ phase }) => phase === 'online')
  })

  it('is dropped when two heartbeats are missed', async () => {
    const { opened } = await online()
    opened.clock.turn(60_000)
    await opened.until('connection.changed', ({ phase }) => phase === 'waiting')
  })

  it('stays ended when the server signs us out', async () => {
    const { visitor, opened } = await online()
    visitor.socket.close(4401)
    await opened.until('connection.changed', ({ phase }) => phase === 'signed-out')
  })
})
