import { setTimeout } from 'node:timers/promises'
import { expect, it, vi } from 'vitest'
import { createSeededRandom } from '../../shared/testkit/seeded-random.ts'
import type { Level0Server } from '../testkit/level-0/server.ts'
import { openLevel0Sync, startRoom, type OpenedLevel0Sync } from '../testkit/opened-level-0-sync.ts'
import { temporaryFolder } from '../testkit/temporary.ts'

const SEEDS = Array.from({ length: 15 }, (_, index) => index + 1)
const STEPS = 60

interface World {
  readonly server: Level0Server
  readonly folder: string
  readonly pick: (below: number) => number
  opened: OpenedLevel0Sync
  typed: number
}

/** One thing that happens to a room, or to the program that shows it. */
async function step(world: World): Promise<void> {
  const { server, pick } = world
  switch (pick(9)) {
    case 0:
    case 1:
    case 2:
      for (let count = pick(12); count >= 0; count--) server.say(pick(2) ? 'bob' : 'cleo', `said ${count}`)
      return
    case 3:
    case 4:
      return void (await world.opened.sync.send(1, `typed ${++world.typed}`))
    case 5: {
      const messages = server.messages()
      // The first one stays: below the oldest message of a page the server says nothing.
      const message = messages[1 + pick(messages.length || 1)]
      // What is typed here is counted at the end.
      if (message && message.author.username !== 'ada') server.remove(message.id)
      return
    }
    case 6:
      server.closeAll([1000, 1006, 1011][pick(3)] ?? 1000)
      await setTimeout(5)
      world.opened.sync.retryConnection()
      return
    case 7:
      world.opened.clock.turn(500 * (1 + pick(6)))
      await setTimeout(5)
      return
    case 8:
      world.opened.stop()
      world.opened = openLevel0Sync(world)
      return
  }
}

it.each(SEEDS)('history %i leaves a copy that is equal to the server, whatever was lost', async (seed) => {
  const random = createSeededRandom(seed)
  const pick = (below: number): number => Math.floor(random() * below)
  const loses = (): boolean => random() < 0.3
  const server = await startRoom({ switches: { loses, reorders: seed % 2 === 0, trims: true } })
  const folder = temporaryFolder()
  const world: World = { server, folder, pick, opened: openLevel0Sync({ server, folder }), typed: 0 }
  await world.opened.online()
  for (let count = 0; count < STEPS; count++) {
    await step(world)
    if (pick(3) === 0) await setTimeout(5)
  }
  const { opened } = world
  await vi.waitFor(() => {
    opened.sync.retryConnection()
    expect(opened.sync.connection.phase).toBe('online')
    expect(server.connections()).toHaveLength(1)
  })
  server.closeAll(1000)
  await opened.until('connection.changed', ({ phase }) => phase === 'waiting')
  opened.sync.retryConnection()
  await vi.waitFor(
    async () => {
      opened.clock.turn(1000)
      await setTimeout(10)
      const stored = server.messages().map(({ id, text }) => ({ id, text }))
      const shown = opened.store.messages
        .placedBetween(1, 1, Number.MAX_SAFE_INTEGER)
        .map(({ id, clientId }) => ({
          id,
          text: opened.store.messages.get(clientId)?.body
        }))
      expect(shown.toSorted((a, b) => a.id - b.id)).toEqual(stored)
      expect(opened.sync.unsentCount()).toBe(0)
    },
    { timeout: 20_000, interval: 10 }
  )
  const typed = server.messages().filter(({ author }) => author.username === 'ada')
  const expected = Array.from({ length: world.typed }, (_, index) => `typed ${index + 1}`)
  expect(
    typed.map(({ text }) => text),
    'each once, in the order of typing'
  ).toEqual(expected)
  expect((await opened.messages()).filter(({ delivery }) => delivery.state !== 'sent')).toEqual([])
})
