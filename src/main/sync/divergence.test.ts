import { describe, expect, it, vi } from 'vitest'
import type { Down } from '../../shared/protocol/down.ts'
import { ada, clientId, deleted, posted, said } from '../../shared/testkit/make.ts'
import { comesBack, openOnline, openSync, type OpenedSync } from '../testkit/opened-sync.ts'
import { comesBackRestored, restored, wentBack } from '../testkit/scripted-restore.ts'
import type { Visitor } from '../testkit/scripted-server.ts'

const caughtUp = { type: 'caught-up' } as const

function accepted(name: string | null, seq: number): Down {
  return { type: 'accepted', clientId: name ?? '', roomId: 1, id: 100 + seq, seq, n: seq, sentAt: 5 }
}

function own(seq: number, change: Parameters<typeof posted>[1] = {}): Down {
  return said(posted(seq, { sender: ada, body: `own ${seq}`, ...change }))
}

async function has(opened: OpenedSync, bodies: string[]): Promise<void> {
  await vi.waitFor(async () => expect(await opened.bodies()).toEqual(bodies))
}

/** The texts of the next messages that leave, each accepted at its place. */
async function leaving(visitor: Visitor, from: number, count: number): Promise<string[]> {
  const bodies: string[] = []
  for (let seq = from; seq < from + count; seq++) {
    const sent = await visitor.hear('send')
    bodies.push(sent.body)
    visitor.say(accepted(sent.clientId, seq))
  }
  return bodies
}

describe('a room of a server that went back', () => {
  it('goes back with it on the same link: own messages leave again in their order, others’ are gone', async () => {
    const { server, visitor, opened } = await openOnline()
    visitor.say(said(posted(1)), own(2), said(posted(3)), own(4), own(5), said(deleted(6, 5)), caughtUp)
    await has(opened, ['message 1', 'own 2', 'message 3', 'own 4'])
    await opened.sync.markRead(1, 5)
    visitor.socket.terminate()
    await opened.until('connection.changed', ({ phase }) => phase === 'waiting')
    await opened.sync.send(1, 'waits')

    const next = await comesBackRestored(server, opened)
    expect(next.unheard('send'), 'nothing leaves before it is known what the server has').toBe(0)
    next.say(wentBack(1), said(posted(2, { id: 102, body: 'another 2' })))
    await has(opened, ['message 1', 'another 2', 'own 2', 'own 4', 'waits'])
    expect(opened.store.cursors.get('room:1')).toEqual({ seq: 2, event: 'event-2' })
    expect(next.unheard('send')).toBe(0)
    expect(opened.sync.unsentCount()).toBe(3)
    const waiting = (await opened.messages()).slice(2)
    expect(waiting.map(({ delivery }) => delivery.state)).toEqual(['handed-over', 'handed-over', 'waiting'])
    expect(await opened.sync.cancel(waiting[0]?.clientId ?? '', false)).toMatchObject({ ok: false })
    next.say(caughtUp)
    expect(waiting.slice(0, 2).map(({ clientId: name }) => name)).toEqual([clientId(2), clientId(4)])
    expect(await leaving(next, 3, 3)).toEqual(['own 2', 'own 4', 'waits'])
    await vi.waitFor(() => expect(opened.sync.unsentCount()).toBe(0))
    expect(opened.sync.incidents()).toMatchObject([{ kind: 'server-restored', resent: 2, lost: 1 }])
    expect(opened.sync.reading(1)).toEqual({ roomId: 1, readN: 1, unread: 1 })
    expect(opened.traces.filter(({ facts }) => facts['phase'] === 'online')).toHaveLength(2)
  })

  it('has again what was deleted since, as the server has it', async () => {
    const { visitor, opened } = await openOnline()
    visitor.say(said(posted(1)), said(posted(2)), said(posted(3)), said(deleted(4, 1)), said(deleted(5, 2)))
    await has(opened, ['message 3'])
    visitor.say(wentBack(3), said(deleted(4, 2)), caughtUp)
    const { requestId, from, to } = await visitor.hear('fetch')
    expect([from, to]).toEqual([1, 2])
    const events = [posted(1), posted(2, { body: null, rev: 4 })]
    visitor.say({ type: 'page', requestId, stream: 'room:1', from: 1, to: 2, events })
    await has(opened, ['message 1', 'message 3'])
    expect(opened.store.missing.all('room:1')).toEqual([])
    expect(opened.sync.incidents()).toMatchObject([{ resent: 0, lost: 0 }])
  })

  it('forgets what was missing beyond, and still fetches what was missing before', async () => {
    const { visitor, opened } = await openOnline()
    visitor.say({ type: 'limited', stream: 'room:1', from: 1, to: 900, deleted: [] }, said(posted(901)))
    await has(opened, ['message 901'])
    visitor.say(wentBack(600))
    await has(opened, [])
    expect(opened.store.missing.all('room:1')).toEqual([{ from: 1, to: 600 }])
    expect(opened.store.cursors.get('room:1')).toEqual({ seq: 600, event: 'event-600' })
  })

  it('of which nothing is left begins anew; what was typed stays', async () => {
    const { server, visitor, opened } = await openOnline()
    visitor.say(said(posted(1)))
    await has(opened, ['message 1'])
    await opened.sync.send(1, 'typed')
    await visitor.hear('send')
    visitor.say(wentBack(0), said(posted(1, { body: 'another' })))
    await has(opened, ['another', 'typed'])
    visitor.socket.terminate()
    const next = await comesBack(server, opened)
    expect((await next.hear('resume')).cursors['room:1']).toEqual({ seq: 1, event: 'event-1' })
    expect((await next.hear('send')).body).toBe('typed')
  })

  it('no longer waits for a page of what is there no longer', async () => {
    const { visitor, opened } = await openOnline()
    visitor.say({ type: 'limited', stream: 'room:1', from: 1, to: 90, deleted: [] }, said(posted(91)))
    await has(opened, ['message 91'])
    void opened.sync.fill(1, { from: 60, to: 90 })
    const { requestId, from } = await visitor.hear('fetch')
    const events = Array.from({ length: 80 - from + 1 }, (_, index) => posted(from + index))
    visitor.say(wentBack(70), { type: 'page', requestId, stream: 'room:1', from, to: 80, events }, caughtUp)
    expect(await visitor.hear('fetch')).toMatchObject({ from: 60, to: 70 })
    expect(opened.sync.connection.phase).toBe('online')
  })

  it.each([
    ['ahead of the copy', wentBack(2)],
    ['at the copy’s own event', wentBack(1)],
    ['in a stream of somebody else', wentBack(0, 'user:77')]
  ])('that says it has something in common %s breaks the protocol', async (_, diverged) => {
    const { server, visitor, opened } = await openOnline()
    visitor.say(said(posted(1)), diverged)
    await (await comesBack(server, opened)).hear('resume')
    expect(opened.sync.incidents()).toEqual([])
  })

  it('and an answer in a place that is taken here: the message’s own event settles it', async () => {
    const { visitor, opened } = await openOnline()
    visitor.say(said(posted(1)), said(posted(2)))
    await has(opened, ['message 1', 'message 2'])
    await opened.sync.send(1, 'typed')
    const { clientId: name } = await visitor.hear('send')
    visitor.say(
      accepted(name, 2),
      wentBack(1),
      said(posted(2, { clientId: name ?? '', sender: ada, body: 'typed' }))
    )
    await has(opened, ['message 1', 'typed'])
    expect(opened.sync.unsentCount()).toBe(0)
  })
})

describe('what was acknowledged and not seen when the server went back', () => {
  async function acknowledged(): Promise<Awaited<ReturnType<typeof openOnline>>> {
    const all = await openOnline()
    all.visitor.say(said(posted(1)), caughtUp)
    await has(all.opened, ['message 1'])
    await all.opened.sync.send(1, 'one')
    await all.opened.sync.send(1, 'two')
    expect(await leaving(all.visitor, 2, 2)).toEqual(['one', 'two'])
    await vi.waitFor(() => expect(all.opened.sync.unsentCount()).toBe(0))
    all.visitor.socket.terminate()
    await all.opened.until('connection.changed', ({ phase }) => phase === 'waiting')
    return all
  }

  it('leaves again, once the server has said that it has caught up', async () => {
    const { server, opened } = await acknowledged()
    await opened.sync.send(1, 'three')
    const next = await comesBackRestored(server, opened)
    expect(opened.sync.unsentCount()).toBe(3)
    expect(await opened.sync.delete(clientId(1))).toEqual({ ok: false, code: 'offline' })
    next.say(said(posted(2, { body: 'bob was faster' })))
    await has(opened, ['message 1', 'bob was faster', 'one', 'two', 'three'])
    expect(next.unheard('send')).toBe(0)
    next.say(caughtUp)
    expect(await leaving(next, 3, 3)).toEqual(['one', 'two', 'three'])
    expect(opened.sync.incidents()).toMatchObject([{ resent: 2, lost: 0 }])
  })

  it('leaves again after a crash before the server had said it', async () => {
    const { server, opened } = await acknowledged()
    await opened.sync.send(1, 'three')
    await comesBackRestored(server, opened)
    opened.stop()
    const again = openSync(server.url, opened.folder)
    const next = await server.visitor()
    next.say(restored)
    await next.hear('resume')
    await has(again, ['message 1', 'one', 'two', 'three'])
    expect(next.unheard('send')).toBe(0)
    next.say(caughtUp)
    expect(await leaving(next, 2, 3)).toEqual(['one', 'two', 'three'])
    await vi.waitFor(() => expect(again.sync.unsentCount()).toBe(0))
    expect(again.sync.incidents()).toMatchObject([{ resent: 2, lost: 0 }])
    again.stop()

    const settled = openSync(server.url, opened.folder)
    const last = await server.visitor()
    last.say(restored)
    await last.hear('resume')
    expect(settled.sync.unsentCount(), 'the same epoch again is no other one').toBe(0)
  })

  it('stays where it is when the server is the one that acknowledged it', async () => {
    const { server, opened } = await acknowledged()
    const next = await comesBack(server, opened)
    await next.hear('resume')
    await has(opened, ['message 1', 'one', 'two'])
    expect(opened.sync.unsentCount()).toBe(0)
    expect(opened.sync.incidents()).toEqual([])
  })

  it('gives way to what comes in its place, though the server says nothing of a restore', async () => {
    const { server, opened } = await acknowledged()
    const next = await comesBack(server, opened)
    next.say(said(posted(2, { body: 'another' })), caughtUp)
    expect(await leaving(next, 3, 2)).toEqual(['one', 'two'])
    next.say(own(3, { clientId: (await opened.messages())[2]?.clientId ?? '', body: 'one' }))
    await has(opened, ['message 1', 'another', 'one', 'two'])
  })

  it('gives way under its number too, and is no other message for that', async () => {
    const { server, opened } = await acknowledged()
    const next = await comesBack(server, opened)
    next.say(said(posted(2, { id: 103, body: 'with the number of two' })), caughtUp)
    await has(opened, ['message 1', 'with the number of two', 'one', 'two'])
    expect(opened.sync.unsentCount()).toBe(2)
  })

  it('is undone as a deletion that a hole named and whose event never came', async () => {
    const { server, visitor, opened } = await openOnline()
    visitor.say(said(posted(1)), said(posted(2)))
    visitor.say({ type: 'limited', stream: 'room:1', from: 3, to: 2000, deleted: [101] })
    await has(opened, ['message 2'])
    visitor.socket.terminate()
    const next = await comesBackRestored(server, opened)
    next.say(caughtUp)
    expect(await next.hear('fetch')).toMatchObject({ from: 1, to: 1 })
  })
})
