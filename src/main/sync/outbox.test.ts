import { describe, expect, it, vi } from 'vitest'
import { storedText } from '../../server/rooms/commands.ts'
import { trimmedBody } from '../../shared/model/text.ts'
import type { Message } from '../../shared/model/message.ts'
import type { Down } from '../../shared/protocol/down.ts'
import { ada, makeHello, posted, said } from '../../shared/testkit/make.ts'
import { comesBack, diskFault, openOnline, openSync, type OpenedSync } from '../testkit/opened-sync.ts'
import { openScriptedServer } from '../testkit/scripted-server.ts'

function accepted(name: string | null, seq: number): Down {
  return { type: 'accepted', clientId: name ?? '', roomId: 1, id: 100 + seq, seq, n: seq, sentAt: 5 }
}

function refused(name: string | null, code: string): Down {
  return { type: 'error', code, message: '', requestId: name }
}

/** The message of a text. */
async function named(opened: OpenedSync, body: string): Promise<Message> {
  const found = (await opened.messages()).find((message) => message.body === body)
  if (!found) throw new Error(`there is no ${body}`)
  return found
}

/** An engine that has been greeted once, and whose server is gone. */
async function openOffline(): Promise<OpenedSync> {
  const { server, opened } = await openOnline()
  await server.close()
  await opened.until('connection.changed', ({ phase }) => phase === 'waiting')
  return opened
}

describe('a message that waits', () => {
  it('is changed in place: the same name, the same turn, another text', async () => {
    const offline = await openOffline()
    for (const body of ['one', 'two', 'three']) await offline.sync.send(1, body)
    const { clientId, outboxPosition } = await named(offline, 'two')
    expect(await offline.sync.change(clientId, '  deux \n')).toEqual({ ok: true, value: undefined })
    expect(await offline.bodies()).toEqual(['one', 'deux', 'three'])
    expect(await named(offline, 'deux')).toMatchObject({ clientId, outboxPosition })
    offline.stop()

    const server = await openScriptedServer()
    openSync(server.url, offline.folder)
    const visitor = await server.visitor()
    visitor.say(makeHello())
    const bodies: string[] = []
    for (let seq = 1; seq <= 3; seq++) {
      const sent = await visitor.hear('send')
      bodies.push(sent.body)
      visitor.say(accepted(sent.clientId, seq))
    }
    expect(bodies).toEqual(['one', 'deux', 'three'])
  })

  it('is changed only into what could be sent, and only while the disk takes it', async () => {
    const offline = await openOffline()
    await offline.sync.send(1, 'one')
    const { clientId } = await named(offline, 'one')
    expect(await offline.sync.change(clientId, ' \n')).toEqual({ ok: false, code: 'blank' })
    expect(await offline.sync.change(clientId, 'x'.repeat(4001))).toEqual({ ok: false, code: 'too_long' })
    expect(await offline.sync.change('nothing', 'two')).toEqual({ ok: false, code: 'not_changeable' })
    Object.assign(offline.store.outbox, { setBody: () => diskFault() })
    expect(await offline.sync.change(clientId, 'two')).toEqual({ ok: false, code: 'disk' })
    expect(await offline.bodies()).toEqual(['one'])
  })

  it('is not changed any more once it was handed over, whatever became of it', async () => {
    const { server, visitor, opened } = await openOnline()
    await opened.sync.send(1, 'one')
    const { clientId: name } = await visitor.hear('send')
    const change = () => opened.sync.change(name ?? '', 'two')
    expect(await change()).toEqual({ ok: false, code: 'not_changeable' })
    visitor.say(refused(name, 'unknown_room'))
    await vi.waitFor(async () => expect((await named(opened, 'one')).delivery.state).toBe('failed'))
    expect(await change()).toEqual({ ok: false, code: 'not_changeable' })
    await server.close()
    await opened.until('connection.changed', ({ phase }) => phase === 'waiting')
    await opened.sync.retry(name ?? '')
    expect((await named(opened, 'one')).delivery.state).toBe('waiting')
    expect(await change()).toEqual({ ok: false, code: 'not_changeable' })
    expect(await opened.bodies()).toEqual(['one'])
  })
})

describe('a message that its author sends again', () => {
  it('keeps its name after a refusal: no server can hold it twice', async () => {
    const { visitor, opened } = await openOnline()
    await opened.sync.send(1, 'one')
    const { clientId: name } = await visitor.hear('send')
    visitor.say(refused(name, 'unknown_room'))
    await vi.waitFor(async () => expect((await named(opened, 'one')).delivery.state).toBe('failed'))
    await opened.sync.retry(name ?? '')
    expect((await visitor.hear('send')).clientId).toBe(name)
  })

  it('gets another name where the server holds another message under it, and keeps its turn', async () => {
    const { visitor, opened } = await openOnline()
    await opened.sync.send(1, 'one')
    await opened.sync.send(1, 'two')
    const { clientId: name } = await visitor.hear('send')
    visitor.say(refused(name, 'conflict'))
    const { clientId: second } = await visitor.hear('send')
    await opened.sync.retry(name ?? '')
    expect(await opened.bodies()).toEqual(['one', 'two'])
    const last = opened.events.findLast((event) => event.name === 'messages.changed')
    expect(last?.value).toMatchObject({ removed: [name], upserted: [{ body: 'one' }] })
    visitor.say(accepted(second, 1))
    const again = await visitor.hear('send')
    expect(again.body).toBe('one')
    expect(again.clientId).not.toBe(name)
    visitor.say(accepted(again.clientId, 2))
    await vi.waitFor(() => expect(opened.sync.unsentCount()).toBe(0))
    expect(await opened.bodies()).toEqual(['two', 'one'])
  })
})

describe('an answer', () => {
  it('that does not come on a link that lives makes the message leave again on a new one, under its name', async () => {
    const { server, visitor, opened } = await openOnline()
    await opened.sync.send(1, 'swallowed')
    const { clientId: name } = await visitor.hear('send')
    const next = server.visitor()
    opened.clock.turn(29_999)
    // What is heard meanwhile is no answer.
    visitor.say(said(posted(1)))
    await vi.waitFor(async () => expect(await opened.bodies()).toContain('message 1'))
    expect(opened.sync.connection.phase).toBe('online')
    opened.clock.turn(1)
    const second = await next
    second.say(makeHello())
    expect(await second.hear('send')).toMatchObject({ clientId: name, body: 'swallowed' })

    opened.clock.turn(30_000)
    await opened.until('connection.changed', ({ phase }) => phase === 'online')
    const third = server.visitor()
    opened.clock.turn(30_000)
    ;(await third).say(makeHello())
    expect((await (await third).hear('send')).clientId, 'twice as late').toBe(name)
  })

  it.each([
    ['its event', (name: string) => said(posted(1, { clientId: name, sender: ada, body: 'one' }))],
    ['an acknowledgement', (name: string) => accepted(name, 1)],
    ['a refusal', (name: string) => refused(name, 'too_long')]
  ])('is %s, and then nobody waits for one', async (_, answer) => {
    const { visitor, opened } = await openOnline()
    await opened.sync.send(1, 'one')
    const { clientId: name } = await visitor.hear('send')
    visitor.say(answer(name ?? ''))
    await vi.waitFor(() => expect(opened.sync.unsentCount()).toBe(0))
    opened.clock.turn(60_000)
    expect(opened.sync.connection.phase).toBe('online')
  })

  it('settles once, in whatever order and however often it comes', async () => {
    const { visitor, opened } = await openOnline()
    await opened.sync.send(1, 'one')
    await opened.sync.send(1, 'two')
    const { clientId: name } = await visitor.hear('send')
    const event = said(posted(1, { clientId: name ?? '', sender: ada, body: 'one' }))
    visitor.say(accepted(name, 1), accepted(name, 1), event, accepted(name, 1), event, refused(name, 'blank'))
    const { clientId: second } = await visitor.hear('send')
    visitor.say(refused(name, 'blank'), refused(name, 'busy'))
    await opened.sync.send(1, 'three')
    visitor.say(said(posted(2)))
    await vi.waitFor(async () => expect(await opened.bodies()).toEqual(['one', 'message 2', 'two', 'three']))
    expect(visitor.unheard('send'), 'a late answer lets nobody overtake').toBe(0)
    expect((await opened.messages()).map(({ delivery }) => delivery.state)).toEqual([
      'sent',
      'sent',
      'handed-over',
      'waiting'
    ])
    visitor.say(accepted(second, 3))
    expect((await visitor.hear('send')).body).toBe('three')
  })

  it('about a message that is not on its way changes nothing', async () => {
    const { visitor, opened } = await openOnline()
    await opened.sync.send(1, 'one')
    await opened.sync.send(1, 'two')
    await visitor.hear('send')
    const { clientId } = await named(opened, 'two')
    visitor.say(refused(clientId, 'blank'), said(posted(1)))
    await vi.waitFor(async () => expect(await opened.bodies()).toContain('message 1'))
    expect((await named(opened, 'two')).delivery.state).toBe('waiting')
  })
})

describe('a text', () => {
  const half = 'a\ud83c b\udf31 \ud83c'

  it('with half a character leaves the same each time, as the server keeps it', async () => {
    const { server, visitor, opened } = await openOnline()
    await opened.sync.send(1, half)
    const first = await visitor.hear('send')
    expect(first.body).toBe('a\ufffd b\ufffd \ufffd')
    expect(await opened.bodies()).toEqual([first.body])
    visitor.socket.terminate()
    expect(await (await comesBack(server, opened)).hear('send')).toEqual(first)
  })

  it.each([
    half,
    '\ufeff x\u0085\u00a0',
    '\u0000a\u0000',
    'e\u0301 \u{1f331}',
    '\r\n a\r\n b \u2029',
    '\udc00 \udc00 '
  ])('is kept by the server as it was sent: %j', (typed) => {
    expect(storedText(trimmedBody(typed))).toBe(trimmedBody(typed))
    expect(storedText(typed)).toBe(trimmedBody(typed))
  })
})
