import { describe, expect, it, vi } from 'vitest'
import { ada, announced, posted, read, said } from '../../shared/testkit/make.ts'
import { openOnline } from '../testkit/opened-sync.ts'
import { comesBackRestored, wentBack } from '../testkit/scripted-restore.ts'

const caughtUp = { type: 'caught-up' } as const

describe('how far a room was read', () => {
  it('is told again to a server that had heard it and went back, and is not undone by what it knew then', async () => {
    const { server, visitor, opened } = await openOnline()
    visitor.say(said(posted(1)), said(posted(2)), said(posted(3)), caughtUp)
    await vi.waitFor(async () => expect(await opened.bodies()).toHaveLength(3))
    await opened.sync.markRead(1, 3)
    const position = { roomId: 1, unread: 0, newestN: 3 }
    visitor.say({ type: 'read-positions', positions: [{ ...position, n: 3 }] })
    await vi.waitFor(() => expect(opened.store.readings.position(1)?.serverN).toBe(3))
    visitor.socket.terminate()
    const next = await comesBackRestored(server, opened)
    next.say({ type: 'read-positions', positions: [{ ...position, n: 1, unread: 2 }] }, caughtUp)
    expect(await next.hear('move-read-position')).toMatchObject({ n: 3, back: false })
    expect(opened.sync.reading(1)).toEqual({ roomId: 1, readN: 3, unread: 0 })
  })
})

describe('notifications of a server that went back', () => {
  it('are fetched anew without being told again; a number is no longer the same notification', async () => {
    const { server, visitor, opened } = await openOnline()
    visitor.say(said(announced(1)), said(announced(2)), said(read(1, 201)), caughtUp)
    await opened.until('notifications.changed', ({ unread }) => unread.general === 1)
    visitor.socket.terminate()
    await opened.until('connection.changed', ({ phase }) => phase === 'waiting')
    await opened.sync.markNotificationRead(202)
    opened.news.length = 0

    const next = await comesBackRestored(server, opened)
    next.say(wentBack(1, 'server'), said(announced(2, { id: 202, body: 'another 202' })), caughtUp)
    const { requestId } = await next.hear('fetch')
    next.say({ type: 'page', requestId, stream: 'server', from: 1, to: 1, events: [announced(1)] })
    await vi.waitFor(async () => {
      const { notifications } = await opened.sync.notifications({ kind: 'all', before: null })
      const shown = notifications.map(({ body, isRead }) => [body, isRead])
      expect(shown).toEqual([
        ['another 202', false],
        ['notification 1', true]
      ])
    })
    expect(next.unheard('mark-read')).toBe(0)
    expect(opened.news.flatMap(({ notifications }) => notifications.map(({ id }) => id))).toEqual([202])
  })

  it('are unread again where the server does not know better', async () => {
    const { visitor, opened } = await openOnline()
    visitor.say(said(announced(1)), said(announced(2)), said(read(1, 201)), said(read(2, 202)), caughtUp)
    await opened.until('notifications.changed', ({ unread }) => unread.general === 0)
    visitor.say(wentBack(1, 'user:1'), caughtUp)
    const { requestId, stream } = await visitor.hear('fetch')
    visitor.say({ type: 'page', requestId, stream, from: 1, to: 1, events: [read(1, 201)] })
    await opened.until('notifications.changed', ({ unread }) => unread.general === 1)
  })
})

it('a restore is told once, whatever streams it took something from, until it was read', async () => {
  const { server, visitor, opened } = await openOnline()
  visitor.say(said(posted(1, { sender: ada })), said(posted(2)), said(announced(1)), caughtUp)
  await opened.until('notifications.changed', ({ unread }) => unread.general === 1)
  visitor.say(wentBack(0))
  await opened.until('incidents.changed', ({ incidents }) => incidents.length === 1)
  visitor.socket.terminate()
  const next = await comesBackRestored(server, opened)
  next.say(wentBack(0, 'server'), caughtUp)
  await opened.until('incidents.changed', ({ incidents }) => (incidents[0]?.id ?? 0) > 1)
  const [incident, ...others] = opened.sync.incidents()
  expect([incident, others]).toMatchObject([{ kind: 'server-restored', resent: 1, lost: 1 }, []])
  await opened.sync.dismissIncident(incident?.id ?? 0)
  await opened.until('incidents.changed', ({ incidents }) => incidents.length === 0)
})
