import { expect, it, onTestFinished, vi } from 'vitest'
import { uuidv7 } from 'uuidv7'
import { roomStream } from '../../shared/protocol/constants.ts'
import { ok } from '../../shared/std/result.ts'
import { addUser } from '../../server/testkit/add-user.ts'
import { startTestServer } from '../../server/testkit/test-server.ts'
import { createCauserieDialect } from '../connection/causerie-dialect.ts'
import { openEngine } from '../testkit/opened-sync.ts'
import { temporaryFolder } from '../testkit/temporary.ts'

/** Of much, on a busy computer. */
const PATIENCE = 20_000

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index)

/** A real server with so many rooms, and the engine of somebody there, who may be away for a while. */
async function openRooms(count: number) {
  const names = range(2, count).map((id) => `room ${id}`)
  const server = await startTestServer({}, { rooms: names })
  onTestFinished(server.dispose)
  const token = await server.addUser('ada')
  let author = 0
  const folder = temporaryFolder()
  return {
    open: () => openEngine(() => createCauserieDialect(server.url, async () => ok(token)), folder),
    /** While the server is away: so many messages in each room, in turn. */
    write: (roomIds: readonly number[], each: number) =>
      server.restart(async (store) => {
        author ||= (await addUser(store, 'bob')).id
        const posts = range(1, each).flatMap((number) =>
          roomIds.map((roomId) => {
            const body = `${number} in ${roomId}`
            return { kind: 'post', authorId: author, clientId: uuidv7(), roomId, body, at: number } as const
          })
        )
        await store.append(posts)
      })
  }
}

type Engine = ReturnType<typeof openEngine>

const roomsOf = (count: number): number[] => range(1, count)
const seqOf = ({ store }: Engine, roomId: number): number => store.cursors.get(roomStream(roomId))?.seq ?? 0

/** All bodies of a room, read as a page reads them. */
async function bodiesOf({ sync }: Engine, roomId: number): Promise<string[]> {
  const bodies: string[] = []
  for (let before: number | null = null, hasOlder = true; hasOlder;) {
    const page = await sync.page(roomId, before)
    bodies.unshift(...page.messages.map(({ body }) => body))
    before = page.messages[0]?.placement?.seq ?? 0
    hasOlder = page.hasOlder
  }
  return bodies
}

async function caughtUp(engine: Engine, roomIds: readonly number[], seq: number): Promise<void> {
  await vi.waitFor(
    () => expect(roomIds.map((roomId) => seqOf(engine, roomId))).toEqual(roomIds.map(() => seq)),
    {
      timeout: PATIENCE
    }
  )
}

it(
  'what was missed in fifty rooms is here, told once, and messages only of the room before the page',
  async () => {
    const fifty = roomsOf(50)
    const { open, write } = await openRooms(50)
    await write(fifty, 1)
    const first = open()
    await caughtUp(first, fifty, 1)
    await vi.waitFor(() => expect(first.store.readings.toldUpTo('server')).not.toBeNull())
    first.stop()
    await write(fifty, 20)

    const engine = open()
    await caughtUp(engine, fifty, 21)
    await vi.waitFor(() => expect(engine.news).toHaveLength(1))
    expect(engine.news[0]).toMatchObject({ isBacklog: true, messages: { length: 1000 } })
    expect(fifty.map((roomId) => engine.sync.reading(roomId).unread)).toEqual(fifty.map(() => 20))
    const told = engine.events.flatMap(({ name, value }) =>
      name === 'messages.changed' ? [value.roomId] : []
    )
    expect(new Set(told)).toEqual(new Set([1]))
    const read = engine.events.flatMap(({ name, value }) =>
      name === 'reading.changed' ? [value.roomId] : []
    )
    expect(new Set(read)).toEqual(new Set(fifty))
    for (const roomId of fifty) {
      const written = ['1', ...range(1, 20)].map((number) => `${number} in ${roomId}`)
      expect(await bodiesOf(engine, roomId)).toEqual(written)
    }
  },
  3 * PATIENCE
)

it(
  'what a server leaves out of two rooms is filled in both',
  async () => {
    const { open, write } = await openRooms(2)
    await write([1, 2], 1300)
    const engine = open()
    await caughtUp(engine, [1, 2], 1300)
    await vi.waitFor(() => expect([1, 2].flatMap((id) => engine.sync.missing(id).ranges)).toEqual([]), {
      timeout: PATIENCE
    })
    for (const roomId of [1, 2])
      expect(await bodiesOf(engine, roomId)).toEqual(range(1, 1300).map((number) => `${number} in ${roomId}`))
  },
  3 * PATIENCE
)

it('what was typed in several rooms while away leaves in each in its order', async () => {
  const { open, write } = await openRooms(3)
  const first = open()
  await vi.waitFor(() => expect(first.store.readings.toldUpTo('server')).not.toBeNull())
  await write([1], 0)
  for (const word of ['one', 'two', 'three'])
    for (const roomId of [1, 2, 3]) await first.sync.send(roomId, `${word} in ${roomId}`)
  first.stop()

  const engine = open()
  await vi.waitFor(() => expect(engine.sync.unsentCount()).toBe(0))
  await caughtUp(engine, [1, 2, 3], 3)
  for (const roomId of [1, 2, 3])
    expect(await bodiesOf(engine, roomId)).toEqual(
      ['one', 'two', 'three'].map((word) => `${word} in ${roomId}`)
    )
})
