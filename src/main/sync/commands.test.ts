import { describe, expect, it, vi } from 'vitest'
import { ada, clientId, deleted, makeHello, posted, said } from '../../shared/testkit/make.ts'
import { comesBack, diskFault, openOnline, openSync, type Online } from '../testkit/opened-sync.ts'
import { openScriptedServer } from '../testkit/scripted-server.ts'

describe('what is typed', () => {
  it('is on disk before it leaves, keeps its name, and settles once accepted', async () => {
    const { visitor, opened } = await openOnline()
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
    visitor.say(said(own))
    await vi.waitFor(() => expect(opened.store.cursors.get('room:1')?.seq).toBe(1))
    expect(await opened.bodies()).toEqual(['salut'])
  })

  it('is settled as well by its own event coming first', async () => {
    const { visitor, opened } = await openOnline()
    await opened.sync.send(1, 'salut')
    const { clientId: name } = await visitor.hear('send')
    visitor.say(said(posted(1, { clientId: name ?? '', sender: ada, body: 'salut' })))
    await vi.waitFor(async () => expect((await opened.messages())[0]?.delivery.state).toBe('sent'))
    visitor.say({ type: 'accepted', clientId: name ?? '', roomId: 1, id: 101, seq: 1, n: 1, sentAt: 5 })
    await opened.sync.send(1, 'next')
    expect((await visitor.hear('send')).body).toBe('next')
    expect(await opened.bodies()).toEqual(['salut', 'next'])
  })

  it('leaves one by one, oldest first, and again under the same name after a cut', async () => {
    const { server, visitor, opened } = await openOnline()
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
    const { opened } = await openOnline()
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
    const { visitor, opened } = await openOnline()
    await opened.sync.send(1, 'refused')
    await opened.sync.send(1, 'fine')
    const { clientId: name } = await visitor.hear('send')
    visitor.say({ type: 'error', code: 'unknown_room', message: '', requestId: name })
    expect((await visitor.hear('send')).body).toBe('fine')
    expect((await opened.messages())[0]?.delivery).toEqual({ state: 'failed', code: 'unknown_room' })
    await opened.sync.retry(name ?? '')
    expect((await opened.messages())[0]?.delivery.state).toBe('waiting')
    await opened.sync.saveDraft(1, 'half a sent')
    expect(await opened.sync.cancel(name ?? '', true)).toEqual({ ok: true, value: { body: 'refused' } })
    expect(opened.sync.draft(1), 'its words are on disk all the time').toBe('refused\nhalf a sent')
    expect(await opened.bodies()).toEqual(['fine'])
  })

  it('and refused for the moment is sent again by itself, in its order', async () => {
    const { visitor, opened } = await openOnline()
    await opened.sync.send(1, 'one')
    await opened.sync.send(1, 'two')
    const { clientId: name } = await visitor.hear('send')
    visitor.say({ type: 'error', code: 'busy', message: '', requestId: name })
    visitor.say(said(posted(1)))
    await vi.waitFor(async () => expect(await opened.bodies()).toContain('message 1'))
    expect(visitor.unheard('send')).toBe(0)
    opened.clock.turn(5000)
    expect((await visitor.hear('send')).body).toBe('one')
  })

  it('and refused for the moment is not sent twice on the next link, nor after the end', async () => {
    const { server, visitor, opened } = await openOnline()
    await opened.sync.send(1, 'one')
    const { clientId: name } = await visitor.hear('send')
    visitor.say({ type: 'error', code: 'busy', message: '', requestId: name }, said(posted(1)))
    await vi.waitFor(async () => expect(await opened.bodies()).toContain('message 1'))
    visitor.socket.terminate()
    const next = await comesBack(server, opened)
    await next.hear('send')
    opened.clock.turn(2000)
    next.say({ type: 'error', code: 'busy', message: '', requestId: name }, said(posted(2)))
    await vi.waitFor(async () => expect(await opened.bodies()).toContain('message 2'))
    expect(next.unheard('send')).toBe(0)
    opened.stop()
    expect(() => opened.clock.turn(5000)).not.toThrow()
  })

  it('is never told as unsaved once it is saved', async () => {
    const { opened } = await openOnline()
    Object.assign(opened.store.outbox, { setDelivery: () => diskFault() })
    expect(await opened.sync.send(1, 'once')).toMatchObject({ ok: true })
    expect(await opened.bodies()).toEqual(['once'])
  })

  it('is not told as unsaved either where it cannot be shown', async () => {
    const { opened } = await openOnline()
    const { get } = opened.store.messages
    Object.assign(opened.store.messages, { get: () => diskFault() })
    expect(await opened.sync.send(1, 'once')).toMatchObject({ ok: true })
    Object.assign(opened.store.messages, { get })
    expect(await opened.bodies()).toEqual(['once'])
  })

  it('is told as unsaved when the disk refuses it', async () => {
    const { opened } = await openOnline()
    Object.assign(opened.store.outbox, { add: () => diskFault() })
    expect(await opened.sync.send(1, 'never')).toEqual({ ok: false, code: 'disk' })
    expect(await opened.bodies()).toEqual([])
  })

  it('cannot be taken back once it was handed over', async () => {
    const { visitor, opened } = await openOnline()
    await opened.sync.send(1, 'gone')
    const { clientId: name } = await visitor.hear('send')
    expect(await opened.sync.cancel(name ?? '', false)).toEqual({ ok: false, code: 'not_cancellable' })
  })

  it('is refused here when it is blank or too long, in code points', async () => {
    const { visitor, opened } = await openOnline()
    visitor.say(said(posted(1)))
    expect(await opened.sync.send(1, ' \n ')).toEqual({ ok: false, code: 'blank' })
    expect(await opened.sync.send(1, '🌱'.repeat(4001))).toEqual({ ok: false, code: 'too_long' })
    expect(await opened.sync.send(1, '🌱'.repeat(4000))).toMatchObject({ ok: true })
  })
})

it('whatever else is asked of a disk that refuses is answered so, and nothing of it is done', async () => {
  const { visitor, opened } = await openOnline()
  const { sync, store } = opened
  visitor.say(said(posted(1)), said(posted(2)))
  await sync.send(1, 'refused')
  const { clientId: name } = await visitor.hear('send')
  visitor.say({ type: 'error', code: 'unknown_room', message: '', requestId: name })
  await vi.waitFor(() => expect(store.outbox.get(name ?? '')?.delivery.state).toBe('failed'))
  const { transaction } = store
  Object.assign(store, {
    transaction: (work: () => unknown) =>
      transaction(() => {
        work()
        diskFault()
      })
  })
  const refused = { ok: false, code: 'disk' }
  expect(await sync.retry(name ?? '')).toEqual(refused)
  expect(await sync.cancel(name ?? '', true)).toEqual(refused)
  expect(await sync.markRead(1, 2)).toEqual(refused)
  expect(await sync.markUnread(1, 1)).toEqual(refused)
  expect(await sync.markAllNotificationsRead()).toEqual(refused)
  expect(await sync.dismissIncident(1)).toEqual(refused)
  expect(await sync.saveDraft(1, 'half')).toEqual(refused)
  expect(store.outbox.get(name ?? '')?.delivery.state).toBe('failed')
  expect(sync.draft(1)).toBe('')
})

describe('a deletion', () => {
  async function withMessage(): Promise<Online> {
    const all = await openOnline()
    all.visitor.say(said(posted(1)))
    await vi.waitFor(async () => expect(await all.opened.bodies()).toHaveLength(1))
    return all
  }

  it('is answered once the message is gone from the copy', async () => {
    const { visitor, opened } = await withMessage()
    const answer = opened.sync.delete(clientId(1))
    expect((await visitor.hear('delete')).messageId).toBe(101)
    visitor.say(said(deleted(2, 1)))
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
    expect(await opened.sync.delete('nothing')).toEqual({ ok: false, code: 'already_deleted' })
    await opened.sync.send(1, 'typed')
    const typed = (await opened.messages()).at(-1)
    expect(await opened.sync.delete(typed?.clientId ?? '')).toEqual({ ok: false, code: 'not_placed' })
  })
})
