import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, vi } from 'vitest'
import { ok } from '../../shared/std/result.ts'
import {
  ada,
  announced,
  clientId,
  deleted,
  makeHello,
  posted,
  read,
  said
} from '../../shared/testkit/make.ts'
import { comesBack, openOnline, openSync, type OpenedSync } from '../testkit/opened-sync.ts'
import { openScriptedServer } from '../testkit/scripted-server.ts'
import { temporaryFolder } from '../testkit/temporary.ts'

const caughtUp = { type: 'caught-up' } as const

async function shown({ sync }: OpenedSync): Promise<[number, boolean][]> {
  const { notifications } = await sync.notifications({ kind: 'all', before: null })
  return notifications.map(({ id, isRead }) => [id, isRead])
}

describe('notifications', () => {
  it('come by the streams of everyone and of oneself, and are there after a restart', async () => {
    const { server, visitor, opened } = await openOnline()
    visitor.say(said(announced(1)), said(announced(1, { id: 300, kind: 'personal', sender: null })), caughtUp)
    await opened.until('notifications.changed', ({ unread }) => unread.general + unread.personal === 2)
    expect(opened.events.findLast(({ name }) => name === 'notifications.changed')?.value).toMatchObject({
      upserted: [{ id: 201 }, { id: 300, senderId: null }],
      users: [{ username: 'bob' }],
      unread: { general: 1, personal: 1 }
    })
    opened.stop()
    const again = openSync(server.url, opened.folder)
    expect(await shown(again)).toEqual([
      [300, false],
      [201, false]
    ])
    const next = await server.visitor()
    next.say(makeHello())
    expect((await next.hear('resume')).cursors).toMatchObject({
      server: { seq: 1, event: 'event-1' },
      'user:1': { seq: 1, event: 'event-1' }
    })
  })

  it('are read here at once, at the server as soon as there is one, and everywhere by its event', async () => {
    const { server, visitor, opened } = await openOnline()
    visitor.say(said(announced(1)), said(announced(2)), caughtUp)
    await opened.until('notifications.changed', ({ unread }) => unread.general === 2)
    visitor.socket.terminate()
    await opened.until('connection.changed', ({ phase }) => phase === 'waiting')
    await opened.sync.markNotificationRead(201)
    expect(await shown(opened)).toEqual([
      [202, false],
      [201, true]
    ])
    const next = await comesBack(server, opened)
    next.say(caughtUp)
    expect(await next.hear('mark-read')).toMatchObject({ notificationId: 201, andOlder: false })
    next.say(said(read(1, 201)))
    await vi.waitFor(() => expect(opened.store.notifications.unconfirmed()).toEqual([]))
    await opened.sync.markAllNotificationsRead()
    expect(await next.hear('mark-read')).toMatchObject({ notificationId: 202, andOlder: true })
    expect(opened.sync.unreadNotifications()).toEqual({ general: 0, personal: 0, unlisted: 0 })
  })

  it('are read when the mark comes before them', async () => {
    const { visitor, opened } = await openOnline()
    visitor.say(said(read(1, 202, true)), said(announced(1)), said(announced(2)), said(announced(3)))
    await vi.waitFor(async () =>
      expect(await shown(opened)).toEqual([
        [203, false],
        [202, true],
        [201, true]
      ])
    )
  })

  it('are marked again on the next link until the server has it, and not once it knows none such', async () => {
    const { server, visitor, opened } = await openOnline()
    visitor.say(said(announced(1)), caughtUp)
    await opened.until('notifications.changed', ({ unread }) => unread.general === 1)
    await opened.sync.markNotificationRead(201)
    const { requestId } = await visitor.hear('mark-read')
    visitor.socket.terminate()
    const next = await comesBack(server, opened)
    next.say(caughtUp)
    expect(await next.hear('mark-read')).toMatchObject({ notificationId: 201 })
    next.say({ type: 'error', code: 'notification_not_found', message: '', requestId })
    await vi.waitFor(() => expect(opened.store.notifications.unconfirmed()).toEqual([]))
  })

  it('are not marked again when their event was only late', async () => {
    const { server, visitor, opened } = await openOnline()
    visitor.say(said(announced(1)), said(announced(2)), caughtUp)
    await opened.until('notifications.changed', ({ unread }) => unread.general === 2)
    await opened.sync.markNotificationRead(201)
    await visitor.hear('mark-read')
    visitor.socket.terminate()
    const next = await comesBack(server, opened)
    next.say(said(read(1, 201)), caughtUp)
    await vi.waitFor(() => expect(opened.store.notifications.unconfirmed()).toEqual([]))
    await opened.sync.markNotificationRead(202)
    expect(await next.hear('mark-read')).toMatchObject({ notificationId: 202 })
  })

  it.each([
    ['each by itself', read(1, 201), false],
    ['with all before it', read(1, 201), true],
    ['together with a later one', read(1, 202, true), false]
  ])('stay read when another device marked them first: %s', async (_, event, marksAll) => {
    const { visitor, opened } = await openOnline()
    visitor.say(said(announced(1)), caughtUp)
    await opened.until('notifications.changed', ({ unread }) => unread.general === 1)
    await (marksAll ? opened.sync.markAllNotificationsRead() : opened.sync.markNotificationRead(201))
    const { requestId } = await visitor.hear('mark-read')
    visitor.say(said(event), { type: 'error', code: 'already_read', message: '', requestId })
    await vi.waitFor(() => expect(opened.store.cursors.get('user:1')?.seq).toBe(1))
    await vi.waitFor(() => expect(opened.store.notifications.unconfirmed()).toEqual([]))
    expect(await shown(opened)).toEqual([[201, true]])
  })

  it('are marked again a little later where the server could not do it now', async () => {
    const { visitor, opened } = await openOnline()
    visitor.say(said(announced(1)), caughtUp)
    await opened.until('notifications.changed', ({ unread }) => unread.general === 1)
    await opened.sync.markNotificationRead(201)
    const { requestId } = await visitor.hear('mark-read')
    visitor.say({ type: 'error', code: 'busy', message: '', requestId })
    await vi.waitFor(() => {
      opened.clock.turn(500)
      expect(visitor.unheard('mark-read')).toBe(1)
    })
    expect(await visitor.hear('mark-read')).toMatchObject({ notificationId: 201 })
    expect(await shown(opened)).toEqual([[201, true]])
  })

  it('are not read by a mark from another history, which the server does not know', async () => {
    const { visitor, opened } = await openOnline()
    visitor.say(said(announced(1, { id: 500 })), caughtUp)
    await opened.until('notifications.changed', ({ unread }) => unread.general === 1)
    await opened.sync.markAllNotificationsRead()
    const { requestId } = await visitor.hear('mark-read')
    visitor.say({ type: 'error', code: 'notification_not_found', message: '', requestId })
    visitor.say(said(announced(1, { id: 300, kind: 'personal' })))
    await opened.until('notifications.changed', ({ unread }) => unread.personal === 1)
    expect(opened.store.notifications.unconfirmed()).toEqual([])
  })

  it('end the link when they stand in a stream that is not theirs', async () => {
    const { visitor, opened } = await openOnline()
    visitor.say(said({ ...announced(1), stream: 'user:1' }))
    await opened.until('connection.changed', ({ phase }) => phase === 'waiting')
    expect(await shown(opened)).toEqual([])
  })

  it('are forgotten with a stream of another history, and read anew', async () => {
    const { visitor, opened } = await openOnline()
    visitor.say(said(announced(1)), said(announced(1, { id: 300, kind: 'personal' })), caughtUp)
    await opened.until('notifications.changed', ({ unread }) => unread.general + unread.personal === 2)
    visitor.say({ type: 'diverged', stream: 'server', common: 0, event: '' })
    await opened.until('notifications.changed', ({ reset }) => reset)
    expect(await shown(opened)).toEqual([[300, false]])
    expect(opened.store.cursors.get('server')).toBeNull()
  })

  it('of one kind are read page by page', async () => {
    const { visitor, opened } = await openOnline()
    for (let seq = 1; seq <= 60; seq++) visitor.say(said(announced(seq)))
    await opened.until('notifications.changed', ({ unread }) => unread.general === 60)
    const first = await opened.sync.notifications({ kind: 'general', before: null })
    expect([first.notifications[0]?.id, first.notifications.length, first.hasOlder]).toEqual([260, 50, true])
    const second = await opened.sync.notifications({ kind: 'general', before: 211 })
    expect([second.notifications.length, second.hasOlder]).toEqual([10, false])
    expect((await opened.sync.notifications({ kind: 'personal', before: null })).notifications).toEqual([])
  })
})

describe('an announcement', () => {
  const announcement = { clientId: clientId(1), title: ' Ce soir ', body: 'Dix minutes ' }

  it('is answered once the server has it', async () => {
    const { visitor, opened } = await openOnline()
    const answer = opened.sync.announce(announcement)
    expect(await visitor.hear('announce')).toMatchObject({ title: 'Ce soir', body: 'Dix minutes' })
    visitor.say({ type: 'announced', clientId: clientId(1), notificationId: 1 })
    expect(await answer).toEqual(ok())
  })

  it('is refused by words of the server, by silence, and without a connection', async () => {
    const { visitor, opened } = await openOnline()
    const refused = opened.sync.announce(announcement)
    await visitor.hear('announce')
    visitor.say({ type: 'error', code: 'not_allowed', message: '', requestId: clientId(1) })
    expect(await refused).toEqual({ ok: false, code: 'not_allowed' })
    const unanswered = opened.sync.announce(announcement)
    await visitor.hear('announce')
    opened.clock.turn(10_000)
    expect(await unanswered).toEqual({ ok: false, code: 'no_answer' })
    visitor.socket.terminate()
    await opened.until('connection.changed', ({ phase }) => phase === 'waiting')
    expect(await opened.sync.announce(announcement)).toEqual({ ok: false, code: 'offline' })
    expect(await opened.sync.announce({ ...announcement, body: ' ' })).toEqual({ ok: false, code: 'blank' })
  })
})

describe('news', () => {
  it('is none of what a copy holds when it is made', async () => {
    const { visitor, opened } = await openOnline()
    visitor.say(said(posted(1)), said(announced(1)), caughtUp)
    await opened.until('reading.changed', ({ readN }) => readN === 1)
    expect(opened.sync.reading(1)).toEqual({ roomId: 1, readN: 1, unread: 0 })
    expect(opened.news).toEqual([])
    // Her own announcement, from this computer or another, is no news to her.
    visitor.say(said(posted(2)), said(announced(2)), said(announced(3, { sender: ada })))
    await vi.waitFor(() => expect(opened.news).toHaveLength(1))
    expect(opened.news[0]).toMatchObject({
      messages: [{ body: 'message 2' }],
      notifications: [{ id: 202 }],
      users: [{ username: 'bob' }],
      isBacklog: false
    })
    expect(opened.sync.reading(1).unread).toBe(1)
  })

  it('is what comes after the copy of a program that kept no readings', async () => {
    const folder = temporaryFolder()
    const db = new Database(join(folder, 'account.sqlite'))
    db.exec(readFileSync(join(import.meta.dirname, '../store/migrations/0001-initial.sql'), 'utf8'))
    db.exec("INSERT INTO message VALUES ('c1', 101, 1, 2, 'from before', 5, 1, 1, 1)")
    db.exec("INSERT INTO cursor VALUES ('room:1', 1, 'event-1')")
    db.pragma('user_version = 1')
    db.close()
    const server = await openScriptedServer()
    const opened = openSync(server.url, folder)
    ;(await server.visitor()).say(makeHello(), said(posted(2)), said(announced(1)), caughtUp)
    await vi.waitFor(() => expect(opened.news).toHaveLength(1))
    expect(opened.news[0]).toMatchObject({ messages: [{ body: 'message 2' }], notifications: [] })
    expect(opened.sync.reading(1)).toEqual({ roomId: 1, readN: 1, unread: 1 })
  })

  it('is told together when it came while one was away, once for ever, and never what was deleted', async () => {
    const { server, visitor, opened } = await openOnline()
    visitor.say(said(posted(1)), caughtUp)
    await opened.until('reading.changed', ({ readN }) => readN === 1)
    visitor.socket.terminate()
    const next = await comesBack(server, opened)
    next.say(said(posted(2)), said(posted(3)), said(posted(4, { sender: ada })))
    await vi.waitFor(async () => expect(await opened.messages()).toHaveLength(4))
    expect(opened.news).toEqual([])
    next.say(said(deleted(5, 2)), caughtUp)
    await vi.waitFor(() => expect(opened.news).toHaveLength(1))
    expect(opened.news[0]).toMatchObject({ messages: [{ body: 'message 3' }], isBacklog: true })
    opened.stop()

    // Untold to the person because the program fell: it is not told late either.
    const again = openSync(server.url, opened.folder)
    const third = await server.visitor()
    third.say(makeHello(), said(posted(6, { n: 5 })), caughtUp)
    await vi.waitFor(() => expect(again.news).toHaveLength(1))
    expect(again.news[0]?.messages.map(({ body }) => body)).toEqual(['message 6'])
  })

  it('is a notification of one stream also after a later one of the other', async () => {
    const { server, visitor, opened } = await openOnline()
    visitor.say(said(announced(1)), caughtUp)
    await vi.waitFor(() => expect(opened.store.readings.toldUpTo('server')).toBe(201))
    visitor.socket.terminate()
    const next = await comesBack(server, opened)
    next.say(said(announced(2, { id: 300 })))
    await opened.until('notifications.changed', ({ unread }) => unread.general === 2)
    next.say(said(announced(1, { id: 250, kind: 'personal' })), caughtUp)
    await vi.waitFor(() => expect(opened.news).toHaveLength(1))
    expect(opened.news[0]?.notifications.map(({ id }) => id)).toEqual([300, 250])
  })

  it('is not what was read on another computer before all of it was here', async () => {
    const { server, visitor, opened } = await openOnline()
    visitor.say(said(announced(1)), caughtUp)
    await opened.until('notifications.changed', ({ unread }) => unread.general === 1)
    visitor.socket.terminate()
    const next = await comesBack(server, opened)
    next.say(said(announced(2)), said(announced(3)))
    await opened.until('notifications.changed', ({ unread }) => unread.general === 3)
    next.say(said(read(1, 202, true)), caughtUp)
    await vi.waitFor(() => expect(opened.news).toHaveLength(1))
    expect(opened.news[0]?.notifications.map(({ id }) => id)).toEqual([203])
  })

  it('is not what has been read', async () => {
    const { visitor, opened } = await openOnline()
    visitor.say(said(posted(1)), caughtUp)
    await opened.until('reading.changed', ({ readN }) => readN === 1)
    visitor.say(said(posted(2)), said(posted(3)))
    await opened.until('reading.changed', ({ unread }) => unread === 2)
    await opened.sync.markRead(1, 3)
    expect(opened.sync.reading(1)).toEqual({ roomId: 1, readN: 3, unread: 0 })
    await opened.sync.markRead(1, 2)
    await opened.sync.markRead(1, 9_000)
    expect(opened.sync.reading(1).readN).toBe(3)
  })

  it('is also what a server says next that went back behind what was read and told', async () => {
    const { visitor, opened } = await openOnline()
    visitor.say(said(announced(1, { id: 500 })), caughtUp)
    for (let n = 1; n <= 5; n++) visitor.say(said(posted(n)))
    await opened.until('reading.changed', ({ unread }) => unread === 5)
    await opened.sync.markRead(1, 5)
    opened.news.length = 0
    visitor.say({ type: 'diverged', stream: 'room:1', common: 3, event: 'event-3' })
    visitor.say({ type: 'diverged', stream: 'server', common: 0, event: '' })
    visitor.say(said(posted(4, { id: 204, clientId: clientId(44) })), said(announced(1)), caughtUp)
    await opened.until('reading.changed', ({ readN, unread }) => readN === 3 && unread === 1)
    const told = opened.news.flatMap(({ messages, notifications }) => [...messages, ...notifications])
    expect(told.map(({ body }) => body)).toEqual(['message 4', 'notification 1'])
  })

  it('is not what its author sends again to a server that had lost it', async () => {
    const { visitor, opened } = await openOnline()
    visitor.say(said(posted(1)), caughtUp)
    await opened.until('reading.changed', ({ readN }) => readN === 1)
    visitor.say(said(posted(2)), said(posted(3)))
    await vi.waitFor(() => expect(opened.news.flatMap(({ messages }) => messages)).toHaveLength(2))
    opened.news.length = 0
    visitor.say({ type: 'diverged', stream: 'room:1', common: 1, event: 'event-1' })
    visitor.say(said(posted(2, { id: 202, clientId: clientId(8), body: 'new' })))
    visitor.say(said(posted(3, { id: 203, clientId: clientId(2) })))
    await vi.waitFor(async () => expect(await opened.bodies()).toEqual(['message 1', 'new', 'message 3']))
    expect(opened.news.flatMap(({ messages }) => messages.map(({ body }) => body))).toEqual(['new'])
  })

  it('counts neither own messages nor deleted ones as unread', async () => {
    const { visitor, opened } = await openOnline()
    visitor.say(said(posted(1)), caughtUp)
    await opened.until('reading.changed', ({ readN }) => readN === 1)
    visitor.say(said(posted(2)), said(posted(3, { sender: ada })), said(posted(4)))
    await opened.until('reading.changed', ({ unread }) => unread === 2)
    visitor.say(said(deleted(5, 4)))
    await opened.until('reading.changed', ({ unread }) => unread === 1)
  })
})

describe('a draft', () => {
  it('is there after a restart, and gone with the message that it became', async () => {
    const server = await openScriptedServer()
    const opened = openSync(server.url)
    ;(await server.visitor()).say(makeHello())
    await vi.waitFor(() => expect(opened.sync.profile()).not.toBeNull())
    expect(await opened.sync.saveDraft(1, 'half a sent')).toEqual(ok())
    opened.stop()
    const again = openSync(server.url, opened.folder)
    expect(again.sync.draft(1)).toBe('half a sent')
    await again.sync.saveDraft(1, 'a whole one')
    await again.sync.send(1, 'another')
    expect(again.sync.draft(1)).toBe('a whole one')
    await again.sync.send(1, 'a whole one')
    expect(again.sync.draft(1)).toBe('')
    await again.sync.saveDraft(1, 'typed quick')
    await again.sync.send(1, 'typed quickly')
    expect(again.sync.draft(1)).toBe('')
    expect(again.sync.unsentCount()).toBe(3)
  })
})
