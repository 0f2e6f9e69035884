import { expect, it, vi } from 'vitest'
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
import { comesBack, openOnline, openSync } from '../testkit/opened-sync.ts'

// News that came before the server had said that all of it is there, in a run that ended then.

const caughtUp = { type: 'caught-up' } as const

it('what was found before the program ended too soon is told after the next start, once, without what was deleted or read meanwhile', async () => {
  const { server, visitor, opened } = await openOnline()
  visitor.say(said(posted(1)), said(announced(1)), caughtUp)
  await opened.until('reading.changed', ({ readN }) => readN === 1)
  visitor.socket.terminate()
  const next = await comesBack(server, opened)
  next.say(said(posted(2)), said(posted(3)), said(posted(4, { sender: ada })), said(posted(5)))
  next.say(said(announced(2)), said(announced(1, { id: 300, kind: 'personal' })))
  await opened.until('notifications.changed', ({ unread }) => unread.personal === 1)
  opened.stop()
  expect(opened.news).toEqual([])

  const again = openSync(server.url, opened.folder)
  const third = await server.visitor()
  third.say(makeHello(), said(deleted(6, 2)), said(posted(7, { n: 6 })), said(read(2, 300)), caughtUp)
  await vi.waitFor(() => expect(again.news).toHaveLength(1))
  expect(again.news[0]).toMatchObject({
    messages: [{ body: 'message 3' }, { body: 'message 5' }, { body: 'message 7' }],
    notifications: [{ id: 202 }],
    isBacklog: true
  })
  again.stop()

  const last = openSync(server.url, opened.folder)
  const fourth = await server.visitor()
  fourth.say(makeHello(), caughtUp, said(posted(8, { n: 7 })))
  await vi.waitFor(() => expect(last.news).toHaveLength(1))
  expect(last.news[0]?.messages.map(({ body }) => body)).toEqual(['message 8'])
  expect(last.news[0]?.notifications).toEqual([])
})

it('what was found before the program ended too soon is not told where it was read on another computer', async () => {
  const { server, visitor, opened } = await openOnline()
  visitor.say(said(posted(1)), caughtUp)
  await opened.until('reading.changed', ({ readN }) => readN === 1)
  visitor.socket.terminate()
  const next = await comesBack(server, opened)
  next.say(said(posted(2)), said(posted(3)))
  await opened.until('reading.changed', ({ unread }) => unread === 2)
  opened.stop()
  const again = openSync(server.url, opened.folder)
  const positions = [{ roomId: 1, n: 2, unread: 1, newestN: 3 }]
  ;(await server.visitor()).say(makeHello(), { type: 'read-positions', positions }, caughtUp)
  await vi.waitFor(() => expect(again.news).toHaveLength(1))
  expect(again.news[0]?.messages.map(({ body }) => body)).toEqual(['message 3'])
})

it('what was found before the program ended too soon is told of a server that went back behind what was read', async () => {
  const { server, visitor, opened } = await openOnline()
  visitor.say(...[1, 2, 3, 4, 5].map((n) => said(posted(n))), caughtUp)
  await opened.until('reading.changed', ({ readN }) => readN === 5)
  visitor.socket.terminate()
  const next = await comesBack(server, opened)
  next.say(said(posted(6)))
  await opened.until('reading.changed', ({ unread }) => unread === 1)
  next.say({ type: 'diverged', stream: 'room:1', common: 3, event: 'event-3' })
  next.say(said(posted(4, { id: 204, clientId: clientId(44), body: 'after the restore' })))
  await opened.until('reading.changed', ({ readN, unread }) => readN === 3 && unread === 1)
  opened.stop()
  const again = openSync(server.url, opened.folder)
  ;(await server.visitor()).say(makeHello(), caughtUp)
  await vi.waitFor(() => expect(again.news).toHaveLength(1))
  expect(again.news[0]?.messages.map(({ body }) => body)).toEqual(['after the restore'])
})
