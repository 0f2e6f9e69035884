import { describe, expect, it, vi } from 'vitest'
import { announced, posted, said } from '../../shared/testkit/make.ts'
import { comesBack, openOnline, type OpenedSync } from '../testkit/opened-sync.ts'
import type { Visitor } from '../testkit/scripted-server.ts'

const events = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => said(posted(from + index)))
const caughtUp = { type: 'caught-up' } as const

function told({ events }: OpenedSync): unknown[] {
  return events.flatMap((event) => (event.name === 'copy.changed' ? [event.value.catchingUp] : []))
}

const until = (opened: OpenedSync, seq: number): Promise<void> =>
  vi.waitFor(() => expect(opened.store.cursors.get('room:1')?.seq).toBe(seq))

async function answerFetch(visitor: Visitor): Promise<void> {
  const { requestId, stream, from, to } = await visitor.hear('fetch')
  const page = Array.from({ length: to - from + 1 }, (_, index) => posted(from + index))
  visitor.say({ type: 'page', requestId, stream, from, to, events: page })
}

describe('how far the copy is', () => {
  it('is not told of what is quick', async () => {
    const { visitor, opened } = await openOnline()
    visitor.say({ type: 'catching-up', events: 3 }, ...events(1, 3))
    await until(opened, 3)
    opened.clock.turn(999)
    visitor.say(caughtUp, ...events(4, 4))
    await until(opened, 4)
    opened.clock.turn(60_000)
    expect(told(opened)).toEqual([])
  })

  it('is told after a second, now and then, until all is here', async () => {
    const { visitor, opened } = await openOnline()
    visitor.say({ type: 'catching-up', events: 9 }, ...events(1, 3))
    await until(opened, 3)
    opened.clock.turn(1000)
    expect(opened.sync.copy.catchingUp).toEqual({ received: 3, total: 9 })
    visitor.say(...events(4, 5))
    await until(opened, 5)
    expect(told(opened)).toHaveLength(1)
    opened.clock.turn(100)
    // What others write meanwhile comes too.
    visitor.say(...events(6, 12))
    await until(opened, 12)
    opened.clock.turn(200)
    visitor.say(caughtUp)
    await opened.until('copy.changed', ({ catchingUp }) => catchingUp === null)
    expect(told(opened)).toEqual([
      { received: 3, total: 9 },
      { received: 5, total: 9 },
      { received: 9, total: 9 },
      null
    ])
  })

  it('says no total where the server has said none, and ends with the link', async () => {
    const { visitor, opened } = await openOnline()
    visitor.say(...events(1, 3))
    await until(opened, 3)
    opened.clock.turn(1000)
    visitor.socket.terminate()
    await opened.until('connection.changed', ({ phase }) => phase === 'waiting')
    expect(told(opened)).toEqual([{ received: 3, total: null }, null])
  })

  it('counts what was left out of the room before the person since they were last here', async () => {
    const { server, visitor, opened } = await openOnline()
    visitor.say(...events(1, 2), caughtUp)
    await until(opened, 2)
    visitor.socket.terminate()
    const next = await comesBack(server, opened)
    next.say({ type: 'catching-up', events: 1 })
    next.say(
      { type: 'limited', stream: 'room:1', from: 3, to: 402, deleted: [] },
      ...events(403, 403),
      caughtUp
    )
    await until(opened, 403)
    opened.clock.turn(1000)
    await answerFetch(next)
    await vi.waitFor(() => expect(opened.sync.missing(1).ranges).toEqual([{ from: 3, to: 202 }]))
    opened.clock.turn(100)
    await answerFetch(next)
    await opened.until('copy.changed', ({ catchingUp }) => catchingUp === null)
    expect(told(opened)).toEqual([{ received: 1, total: 401 }, { received: 201, total: 401 }, null])
  })

  it('leaves out the past of a new copy, and what is missing of another stream', async () => {
    const { visitor, opened } = await openOnline()
    visitor.say(said(announced(1)))
    visitor.say({ type: 'limited', stream: 'room:1', from: 1, to: 500, deleted: [] }, ...events(501, 501))
    await until(opened, 501)
    opened.clock.turn(1000)
    expect(opened.sync.copy.catchingUp).toEqual({ received: 2, total: null })
    visitor.say({ type: 'limited', stream: 'server', from: 2, to: 900, deleted: [] }, caughtUp)
    await opened.until('copy.changed', ({ catchingUp }) => catchingUp === null)
    expect(opened.sync.missing(1).ranges).not.toEqual([])
    expect(opened.sync.connection.phase).toBe('online')
  })
})

describe('an error that names no command', () => {
  const refusal = { type: 'error', code: 'busy', message: '', requestId: null } as const

  it('refuses the resume as long as that is not answered: the link ends, and the next one asks again', async () => {
    const { server, visitor, opened } = await openOnline()
    visitor.say(...events(1, 2), refusal)
    await opened.until('connection.changed', ({ phase }) => phase === 'waiting')
    expect(opened.sync.connection).toMatchObject({ failures: 1 })
    const facts = opened.traces.map((trace) => trace.facts)
    expect(facts).toContainEqual({ type: 'error', code: 'busy', length: expect.any(Number) })
    expect(facts).toContainEqual({ rejected: true })
    const next = await comesBack(server, opened)
    expect((await next.hear('resume')).cursors['room:1']?.seq).toBe(2)
    next.say(refusal)
    await opened.until('connection.changed', ({ phase }) => phase === 'waiting')
    expect(opened.sync.connection).toMatchObject({ failures: 2 })
  })

  it('is nothing to a link that hears what happens', async () => {
    const { visitor, opened } = await openOnline()
    visitor.say(caughtUp, refusal, ...events(1, 1))
    await until(opened, 1)
    visitor.say(refusal, ...events(2, 2))
    await until(opened, 2)
    expect(opened.sync.connection.phase).toBe('online')
  })
})
