import { describe, expect, it, vi } from 'vitest'
import { posted, said } from '../../shared/testkit/make.ts'
import { comesBack, openOnline } from '../testkit/opened-sync.ts'

describe('what a server leaves out', () => {
  it('may begin in what is here: that is fetched again, and shown meanwhile', async () => {
    const { visitor, opened } = await openOnline()
    visitor.say(said(posted(1)), said(posted(2)), said(posted(3)))
    visitor.say({ type: 'limited', stream: 'room:1', from: 2, to: 900, deleted: [] })
    expect(opened.store.missing.all('room:1'), 'the cursor has nowhere to stand yet').toEqual([])
    visitor.say(said(posted(901)), { type: 'caught-up' })
    const { requestId } = await visitor.hear('fetch')
    expect(await opened.bodies()).toEqual(['message 1', 'message 2', 'message 3', 'message 901'])
    expect(opened.store.missing.all('room:1')).toEqual([{ from: 2, to: 900 }])
    expect(opened.store.cursors.get('room:1')).toEqual({ seq: 901, event: 'event-901' })
    const events = Array.from({ length: 900 - 700 }, (_, index) => posted(701 + index))
    visitor.say({ type: 'page', requestId, stream: 'room:1', from: 701, to: 900, events })
    const second = await visitor.hear('fetch')
    expect(second).toMatchObject({ from: 501, to: 700 })
  })

  it('may end in what is here: then the cursor stays', async () => {
    const { visitor, opened } = await openOnline()
    visitor.say(said(posted(1)), said(posted(2)), said(posted(3)))
    visitor.say({ type: 'limited', stream: 'room:1', from: 1, to: 2, deleted: [] }, { type: 'caught-up' })
    const { requestId } = await visitor.hear('fetch')
    const events = [posted(1), posted(2, { body: null, rev: 3 })]
    visitor.say({ type: 'page', requestId, stream: 'room:1', from: 1, to: 2, events }, said(posted(4)))
    await vi.waitFor(async () =>
      expect(await opened.bodies()).toEqual(['message 1', 'message 3', 'message 4'])
    )
    expect(opened.store.missing.all('room:1')).toEqual([])
  })

  it.each([
    ['beyond the next event', { type: 'limited', stream: 'room:1', from: 3, to: 9, deleted: [] } as const],
    ['backwards', { type: 'limited', stream: 'room:1', from: 2, to: 1, deleted: [] } as const],
    [
      'withheld beyond the next event',
      { type: 'withheld', stream: 'room:1', from: 3, to: 9, event: 'x' } as const
    ],
    ['withheld backwards', { type: 'withheld', stream: 'room:1', from: 2, to: 1, event: 'x' } as const]
  ])('breaks the protocol %s', async (_, frame) => {
    const { server, visitor, opened } = await openOnline()
    visitor.say(said(posted(1)), frame)
    await (await comesBack(server, opened)).hear('resume')
  })
})

describe('what is not for this person', () => {
  it('counts as applied where it is next', async () => {
    const { server, visitor, opened } = await openOnline()
    visitor.say({ type: 'withheld', stream: 'room:1', from: 1, to: 40, event: 'event-40' })
    visitor.say(said(posted(41)))
    visitor.say({ type: 'withheld', stream: 'room:1', from: 42, to: 42, event: 'event-42' })
    await vi.waitFor(() => expect(opened.store.cursors.get('room:1')?.seq).toBe(42))
    expect(opened.store.missing.all('room:1')).toEqual([])
    visitor.say({ type: 'withheld', stream: 'room:1', from: 1, to: 40, event: 'event-40' })
    visitor.socket.terminate()
    const next = await comesBack(server, opened)
    expect((await next.hear('resume')).cursors['room:1']).toEqual({ seq: 42, event: 'event-42' })
  })

  it('counts as applied after a hole, and inside of one', async () => {
    const { visitor, opened } = await openOnline()
    visitor.say({ type: 'limited', stream: 'room:1', from: 1, to: 100, deleted: [] })
    visitor.say({ type: 'withheld', stream: 'room:1', from: 101, to: 120, event: 'event-120' })
    await vi.waitFor(() => expect(opened.store.missing.all('room:1')).toEqual([{ from: 1, to: 100 }]))
    visitor.say({ type: 'withheld', stream: 'room:1', from: 1, to: 40, event: 'event-40' })
    await vi.waitFor(() => expect(opened.store.missing.all('room:1')).toEqual([{ from: 41, to: 100 }]))
    expect(opened.store.cursors.get('room:1')).toEqual({ seq: 120, event: 'event-120' })
  })
})
