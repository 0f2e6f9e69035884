import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createHub, type Hub } from '../fanout/hub.ts'
import { noMeter } from '../meter.ts'
import { rules } from '../rooms/rules.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import type { Store } from '../store/store.ts'
import { createFakeLink } from '../testkit/fake-link.ts'
import { clientId } from '../testkit/test-client.ts'
import { createTestFolder, createTestLog } from '../testkit/test-server.ts'
import { createFeed } from './feed.ts'

const ROOM = 'room:1'
let folder: ReturnType<typeof createTestFolder>
let store: Store
let hub: Hub

beforeEach(async () => {
  folder = createTestFolder()
  const log = createTestLog()
  store = openSqliteStore(path.join(folder.path, 'causerie.db'), { rules, randomBytes, log })
  await store.addUser({
    username: 'ada',
    usernameKey: 'ada',
    firstName: '',
    lastName: '',
    isSuperuser: false,
    passwordHash: '',
    at: 0
  })
  hub = createHub({ heads: await store.heads(), log })
})
afterEach(async () => {
  await store.close()
  folder.remove()
})

async function post(count: number): Promise<void> {
  const outcomes = await store.append(
    Array.from({ length: count }, () => {
      return {
        kind: 'post',
        authorId: 1,
        clientId: clientId(),
        roomId: 1,
        body: 'x'.repeat(100),
        at: 0
      } as const
    })
  )
  hub.publish(outcomes.flatMap((outcome) => ('event' in outcome ? outcome.event : [])))
}

const range = (to: number): number[] => Array.from({ length: to }, (_, i) => i + 1)
const fail = (error: unknown): never => {
  throw error
}
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5))

test.each([
  ['from the last blocks', 5, () => hub],
  ['from the log', 100, () => ({ ...hub, blockAfter: () => null })]
])(
  'a link that drains now and then gets every event once, in order, within its budget: %s',
  async (_how, largest, hubFor) => {
    const budget = 2000
    const { link, seqs, drain, mostQueued } = createFakeLink(budget)
    for (let batch = 0; batch < 30; batch++) await post(5)
    const feed = createFeed({ hub: hubFor(), reader: store, meter: noMeter }, { link, level: 1, fail }, ROOM)
    void feed.start(0)
    let total = 150
    for (let step = 0; seqs.length < total; step++) {
      if (step < 20) {
        await post(step % 4)
        total += step % 4
      }
      if (step % 3 === 0) drain()
      await settle()
    }
    expect(seqs).toEqual(range(total))
    // One block may go over, here of five events at most, or of what is read at once.
    expect(mostQueued()).toBeLessThan(budget + largest * 500)
    feed.stop()
    await post(1)
    expect(seqs).toHaveLength(total)
  }
)

test('what is written between the last look at the log and the end of catching up is not lost', async () => {
  const { link, seqs } = createFakeLink(Infinity)
  for (let round = 0; round < 50; round++) {
    const before = hub.head(ROOM)
    await post(1)
    const feed = createFeed({ hub, reader: store, meter: noMeter }, { link, level: 1, fail }, ROOM)
    const caughtUp = feed.start(before)
    for (let tick = 0; tick < round % 7; tick++) await Promise.resolve()
    await post(1)
    await caughtUp
    await expect.poll(() => seqs.length, { interval: 1 }).toBe(2 * (round + 1))
    feed.stop()
  }
  expect(seqs).toEqual(range(100))
})

test('a log that cannot be read ends the connection instead of leaving a hole', async () => {
  const { link } = createFakeLink(Infinity)
  await post(1)
  const errors: unknown[] = []
  const reader = { ...store, eventsAfter: () => Promise.reject(new Error('disk')) }
  const client = { link, level: 1, fail: (error: unknown) => void errors.push(error) } as const
  const heads = await store.heads()
  const fresh = createHub({ heads, log: createTestLog() })
  await createFeed({ hub: fresh, reader, meter: noMeter }, client, ROOM).start(0)
  expect(errors).toHaveLength(1)
})
