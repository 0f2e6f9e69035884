import { describe, expect, it, vi } from 'vitest'
import type { ReadPosition } from '../../shared/protocol/down.ts'
import { ada, deleted, makeHello, posted, postedIn, said } from '../../shared/testkit/make.ts'
import { comesBack, openOnline, openSync, type Online, type OpenedSync } from '../testkit/opened-sync.ts'
import { openScriptedServer, type Visitor } from '../testkit/scripted-server.ts'

const caughtUp = { type: 'caught-up' } as const

function standsAt(n: number, change: Partial<ReadPosition> = {}) {
  return { type: 'read-positions', positions: [{ roomId: 1, n, unread: 0, newestN: n, ...change }] } as const
}

/** Bob's messages with these ordinals. */
function messages(from: number, to: number) {
  return Array.from({ length: to - from + 1 }, (_, index) => said(posted(from + index)))
}

/** Online with ten messages, read up to `n` here and at the server. */
async function openAt(n: number): Promise<Online> {
  const online = await openOnline()
  online.visitor.say(...messages(1, 10), standsAt(n), caughtUp)
  await vi.waitFor(() => expect(online.opened.store.readings.position(1)?.serverN).toBe(n))
  return online
}

async function readsUpTo({ sync }: OpenedSync, n: number): Promise<void> {
  await vi.waitFor(() => expect(sync.reading(1).readN).toBe(n))
}

/** Waits until the link has carried what was on it, both ways. */
async function settles(visitor: Visitor): Promise<void> {
  const pong = new Promise((resolve) => visitor.socket.once('pong', resolve))
  visitor.socket.ping()
  await pong
  await new Promise((resolve) => setTimeout(resolve, 20))
}

async function hears(visitor: Visitor): Promise<[number, boolean]> {
  const { n, back } = await visitor.hear('move-read-position')
  return [n, back]
}

describe('what was read here', () => {
  it('is told at once, then together: reading through many is not many frames', async () => {
    const { visitor, opened } = await openAt(0)
    for (let n = 1; n <= 5; n++) await opened.sync.markRead(1, n)
    expect(await hears(visitor)).toEqual([1, false])
    await settles(visitor)
    expect(visitor.unheard('move-read-position')).toBe(0)
    opened.clock.turn(1_000)
    expect(await hears(visitor)).toEqual([5, false])
    visitor.say(standsAt(1), standsAt(5))
    opened.clock.turn(1_000)
    await settles(visitor)
    expect([visitor.unheard('move-read-position'), opened.sync.reading(1).readN]).toEqual([0, 5])
    expect(opened.store.readings.position(1)).toEqual({ readN: 5, serverN: 5, isBack: false })
  })

  it('is told on the next link where it moved without one, after a restart too, and once on each', async () => {
    const { server, visitor, opened } = await openAt(2)
    visitor.socket.terminate()
    await opened.until('connection.changed', ({ phase }) => phase === 'waiting')
    await opened.sync.markRead(1, 4)
    opened.stop()
    const again = openSync(server.url, opened.folder)
    const second = await server.visitor()
    second.say(makeHello(), standsAt(3))
    await settles(second)
    // What the server stands at is not all said yet.
    expect(second.unheard('move-read-position')).toBe(0)
    second.say(caughtUp)
    expect(await hears(second)).toEqual([4, false])
    expect(again.sync.reading(1).readN).toBe(4)
    again.clock.turn(5_000)
    await settles(second)
    expect(second.unheard('move-read-position')).toBe(0)
    second.socket.terminate()
    const third = await comesBack(server, again)
    third.say(standsAt(3), caughtUp)
    expect(await hears(third)).toEqual([4, false])
    third.say(standsAt(4))
    await vi.waitFor(() => expect(again.store.readings.position(1)?.serverN).toBe(4))
  })

  it('is told again a little later where the server could not hear it now', async () => {
    const { visitor, opened } = await openAt(2)
    await opened.sync.markRead(1, 4)
    const { requestId } = await visitor.hear('move-read-position')
    visitor.say({ type: 'error', code: 'busy', message: '', requestId })
    await settles(visitor)
    opened.clock.turn(2_000)
    expect(await hears(visitor)).toEqual([4, false])
  })

  it('stays here where the server keeps no positions, and is not told twice on one link', async () => {
    const { visitor, opened } = await openOnline()
    visitor.say(...messages(1, 3), caughtUp)
    const { requestId, n } = await visitor.hear('move-read-position')
    expect(n).toBe(3)
    visitor.say({ type: 'error', code: 'unknown_type', message: '', requestId }, said(posted(4)))
    await opened.until('reading.changed', ({ unread }) => unread === 1)
    await opened.sync.markRead(1, 4)
    opened.clock.turn(5_000)
    await settles(visitor)
    expect(visitor.unheard('move-read-position')).toBe(0)
    expect(opened.sync.reading(1)).toEqual({ roomId: 1, readN: 4, unread: 0 })
  })

  it('counts as the server has said it also where the room goes back after that', async () => {
    const { server, visitor, opened } = await openAt(5)
    visitor.socket.terminate()
    const next = await comesBack(server, opened)
    next.say(standsAt(5), { type: 'diverged', stream: 'room:1', common: 8, event: 'event-8' }, caughtUp)
    await opened.until('incidents.changed', ({ incidents }) => incidents.length === 1)
    await settles(next)
    expect(opened.store.readings.position(1)).toEqual({ readN: 5, serverN: 5, isBack: false })
    expect(next.unheard('move-read-position')).toBe(0)
  })

  it('in fifty rooms is told a few at a time', async () => {
    const rooms = Array.from({ length: 50 }, (_, index) => ({ id: index + 1, name: `room ${index + 1}` }))
    const server = await openScriptedServer()
    const opened = openSync(server.url)
    const visitor = await server.visitor()
    visitor.say(makeHello({ rooms }), ...rooms.map(({ id }) => said(postedIn(id, 1))), caughtUp)
    const heard = new Set<number>()
    await vi.waitFor(() => expect(visitor.unheard('move-read-position')).toBe(10))
    for (let turn = 1; turn <= 5; turn++) {
      for (let count = 1; count <= 10; count++) heard.add((await visitor.hear('move-read-position')).roomId)
      await settles(visitor)
      expect(visitor.unheard('move-read-position')).toBe(0)
      opened.clock.turn(1_000)
    }
    expect(heard.size).toBe(50)
  })
})

describe('what was read elsewhere', () => {
  it('is read here, and a step back there is one here', async () => {
    const { visitor, opened } = await openAt(2)
    expect(opened.sync.reading(1).unread).toBe(8)
    visitor.say(standsAt(9))
    await readsUpTo(opened, 9)
    expect(opened.sync.reading(1).unread).toBe(1)
    visitor.say(standsAt(4))
    await readsUpTo(opened, 4)
    expect(opened.sync.reading(1).unread).toBe(6)
    await settles(visitor)
    expect(visitor.unheard('move-read-position')).toBe(0)
  })

  it('is where a second computer begins, and what was unread there is unread here, told to nobody', async () => {
    const { visitor, opened } = await openOnline()
    visitor.say(standsAt(4, { unread: 6, newestN: 10 }), ...messages(1, 10), caughtUp)
    await readsUpTo(opened, 4)
    expect(opened.sync.reading(1).unread).toBe(6)
    await settles(visitor)
    expect([opened.news, visitor.unheard('move-read-position')]).toEqual([[], 0])
    visitor.say(said(posted(11)))
    await vi.waitFor(() => expect(opened.news).toHaveLength(1))
  })

  it('is not undone by what this computer read before all was here', async () => {
    const { visitor, opened } = await openOnline()
    visitor.say(standsAt(4), ...messages(1, 10))
    await vi.waitFor(async () => expect(await opened.messages()).toHaveLength(10))
    await opened.sync.markRead(1, 6)
    visitor.say(caughtUp)
    expect(await hears(visitor)).toEqual([6, false])
    expect(opened.sync.reading(1)).toEqual({ roomId: 1, readN: 6, unread: 4 })
  })

  it('is counted by the server while a part of it is missing here, and by what is here afterwards', async () => {
    const { server, visitor, opened } = await openAt(10)
    visitor.socket.terminate()
    const next = await comesBack(server, opened)
    next.say(
      { type: 'limited', stream: 'room:1', from: 11, to: 400, deleted: [] },
      said(posted(401)),
      standsAt(10, { unread: 350, newestN: 401 }),
      caughtUp
    )
    await opened.until('reading.changed', ({ unread }) => unread === 350)
    next.say(said(posted(402)))
    await opened.until('reading.changed', ({ unread }) => unread === 351)
    // Read on without the server's word: what is here of it is known to be read.
    await opened.sync.markRead(1, 401)
    expect(opened.sync.reading(1)).toEqual({ roomId: 1, readN: 401, unread: 1 })
    await opened.sync.markUnread(1, 401)
    expect(opened.sync.reading(1).unread).toBe(2)
  })
})

describe('a room that was made unread', () => {
  it('is unread from there, at the server too, and nothing that was said before changes it', async () => {
    const { visitor, opened } = await openAt(10)
    await opened.sync.markUnread(1, 8)
    expect(opened.sync.reading(1)).toEqual({ roomId: 1, readN: 7, unread: 3 })
    expect(await hears(visitor)).toEqual([7, true])
    visitor.say(standsAt(10))
    await settles(visitor)
    expect(opened.sync.reading(1).readN).toBe(7)
    visitor.say(standsAt(7), standsAt(10))
    await readsUpTo(opened, 10)
  })

  it('without a connection goes back on the next link, and after a restart', async () => {
    const { server, visitor, opened } = await openAt(10)
    visitor.socket.terminate()
    await opened.until('connection.changed', ({ phase }) => phase === 'waiting')
    await opened.sync.markUnread(1, 4)
    opened.stop()
    const again = openSync(server.url, opened.folder)
    const next = await server.visitor()
    next.say(makeHello(), standsAt(10), caughtUp)
    expect(await hears(next)).toEqual([3, true])
    next.say(standsAt(3))
    await vi.waitFor(() =>
      expect(again.store.readings.position(1)).toEqual({ readN: 3, serverN: 3, isBack: false })
    )
  })

  it('to where the server is anyhow asks for nothing, and follows the other devices again', async () => {
    const { visitor, opened } = await openAt(5)
    await opened.sync.markRead(1, 6)
    expect(await hears(visitor)).toEqual([6, false])
    visitor.say(standsAt(6))
    await vi.waitFor(() => expect(opened.store.readings.position(1)?.serverN).toBe(6))
    // Within the pause after the last frame: the server never hears of either.
    await opened.sync.markRead(1, 9)
    await opened.sync.markUnread(1, 7)
    opened.clock.turn(1_000)
    await settles(visitor)
    expect(visitor.unheard('move-read-position')).toBe(0)
    visitor.say(standsAt(8))
    await readsUpTo(opened, 8)
  })

  it('counts no own messages and none that are deleted', async () => {
    const { visitor, opened } = await openAt(10)
    visitor.say(said(posted(11, { sender: ada })), said(posted(12)), said(deleted(13, 10)))
    await opened.until('reading.changed', ({ unread }) => unread === 1)
    await opened.sync.markUnread(1, 9)
    expect(opened.sync.reading(1)).toEqual({ roomId: 1, readN: 8, unread: 2 })
  })
})
