import { expect, it, vi } from 'vitest'
import { ada, makeHello, postedIn, said } from '../../shared/testkit/make.ts'
import { comesBack, openSync, type OpenedSync } from '../testkit/opened-sync.ts'
import { openScriptedServer, type Visitor } from '../testkit/scripted-server.ts'

const [one, two] = [1, 2].map((id) => ({ id, name: `room ${id}` })) as [
  { id: number; name: string },
  { id: number; name: string }
]

/** Two rooms that have been opened, with two messages of others in the second that are not read. */
async function openTwo() {
  const server = await openScriptedServer()
  const opened = openSync(server.url)
  const visitor = await server.visitor()
  visitor.say(makeHello({ rooms: [one, two] }))
  await visitor.hear('resume')
  visitor.say(said(postedIn(1, 1)), said(postedIn(2, 1)), { type: 'caught-up' })
  visitor.say(said(postedIn(2, 2)), said(postedIn(2, 3)))
  await opened.until('reading.changed', ({ roomId, unread }) => roomId === 2 && unread === 2)
  return { server, opened, visitor }
}

const backWith = async (
  { server, opened, visitor }: Awaited<ReturnType<typeof openTwo>>,
  rooms: (typeof one)[]
): Promise<Visitor> => {
  visitor.socket.terminate()
  return comesBack(server, opened, { rooms })
}

const bodiesOf = async ({ sync }: OpenedSync, roomId: number): Promise<string[]> =>
  (await sync.page(roomId, null)).messages.map(({ body }) => body)

it('a room that is not listed any more is readable, counts as nothing, and keeps what was typed', async () => {
  const world = await openTwo()
  const { opened, server } = world
  const next = await backWith(world, [one])
  expect(Object.keys((await next.hear('resume')).cursors)).toEqual(['room:1'])
  await opened.until('reading.changed', ({ roomId, unread }) => roomId === 2 && unread === 0)
  expect(opened.sync.profile()?.rooms).toEqual([one])
  await opened.sync.send(2, 'typed')
  await opened.sync.send(1, 'elsewhere')
  expect((await next.hear('send')).body).toBe('elsewhere')
  next.say({ type: 'caught-up' }, said(postedIn(1, 2)))
  await vi.waitFor(() => expect(opened.store.cursors.get('room:1')?.seq).toBe(2))
  expect(next.unheard('send')).toBe(0)
  expect(opened.sync.unsentCount()).toBe(2)
  expect(await bodiesOf(opened, 2)).toEqual(['message 1', 'message 2', 'message 3', 'typed'])

  const again = await backWith({ server, opened, visitor: next }, [one, two])
  expect((await again.hear('resume')).cursors['room:2']?.seq).toBe(3)
  expect([(await again.hear('send')).body, (await again.hear('send')).body].toSorted()).toEqual([
    'elsewhere',
    'typed'
  ])
  expect(opened.sync.reading(2).unread).toBe(2)
})

it('a room that is new begins with what is in it, which is no news', async () => {
  const world = await openTwo()
  const { opened } = world
  const three = { id: 3, name: 'room 3' }
  const next = await backWith(world, [one, two, three])
  await next.hear('resume')
  next.say(said(postedIn(3, 1)), said(postedIn(3, 2)), { type: 'caught-up' })
  await vi.waitFor(() => expect(opened.store.cursors.get('room:3')?.seq).toBe(2))
  expect(opened.sync.reading(3)).toEqual({ roomId: 3, readN: 2, unread: 0 })
  next.say(said(postedIn(3, 3)), said(postedIn(3, 4, { sender: ada })))
  await opened.until('reading.changed', ({ roomId, unread }) => roomId === 3 && unread === 1)
  expect(opened.news.flatMap(({ messages }) => messages).filter(({ roomId }) => roomId === 3)).toHaveLength(1)
})

it('a list of no rooms changes nothing', async () => {
  const world = await openTwo()
  await (await backWith(world, [])).hear('resume')
  expect(world.opened.sync.profile()?.rooms).toEqual([one, two])
})
