import { setTimeout } from 'node:timers/promises'
import { expect, it, vi } from 'vitest'
import type { Message } from '../../shared/model/message.ts'
import { createSeededRandom } from '../../shared/testkit/seeded-random.ts'
import type { Level0Server } from '../testkit/level-0/server.ts'
import { openLevel0Sync, startRoom, type OpenedLevel0Sync } from '../testkit/opened-level-0-sync.ts'
import { temporaryFolder } from '../testkit/temporary.ts'

const SEEDS = Array.from({ length: 10 }, (_, index) => index + 1)
const STEPS = 60
const DAY = 24 * 60 * 60 * 1000

interface World {
  readonly server: Level0Server
  readonly folder: string
  readonly profile?: { history: null }
  readonly pick: (below: number) => number
  opened: OpenedLevel0Sync
  typed: number
}

/** One thing that happens to a room, or to the program that shows it. */
async function step(world: World): Promise<void> {
  const { server, pick } = world
  switch (pick(15)) {
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
      world.opened.stop()
      world.opened = openLevel0Sync(world)
      return
    case 7:
      server.switches.history = pick(3) > 0
      return
    case 8:
      server.switches.historyDelay = pick(3) * 20
      return
    case 9:
      return void (await world.opened.sync.page(1, 1 + pick(server.messages().length + 1)))
    case 10:
      return server.makeDeaf('ada')
    default:
      return timePasses(world)
  }
}

/** Time goes on or jumps, or a link ends. What is on its way has arrived before: a message has some seconds for that. */
async function timePasses({ server, pick, opened }: World): Promise<void> {
  await opened.settled()
  switch (pick(5)) {
    case 0:
      server.closeAll([1000, 1006, 1011][pick(3)] ?? 1000)
      await setTimeout(5)
      break
    case 1:
      await server.restart()
      break
    case 2:
      opened.clock.turn(500 * (1 + pick(6)))
      await opened.settled()
      return
    case 3:
      opened.clock.turn(DAY)
      await opened.settled()
      break
    case 4:
      return opened.clock.shift((pick(3) - 1) * DAY)
  }
  opened.sync.retryConnection()
}

/** All is well again, and a new link begins. */
async function recover({ server, opened }: World): Promise<void> {
  Object.assign(server.switches, { history: true, historyDelay: 0 })
  await vi.waitFor(() => {
    opened.clock.turn(1000)
    opened.sync.retryConnection()
    expect(opened.sync.connection.phase).toBe('online')
    expect(server.connections()).toHaveLength(1)
  })
  server.closeAll(1000)
  await opened.until('connection.changed', ({ phase }) => phase === 'waiting')
  opened.sync.retryConnection()
}

/** A room in which a third of what is said is lost, and what has happened to it in a history. */
async function live(seed: number, profile?: { history: null }): Promise<World> {
  const random = createSeededRandom(seed)
  const pick = (below: number): number => Math.floor(random() * below)
  const loses = (): boolean => random() < 0.3
  const historyCap = seed % 3 === 0 ? 20 : null
  const server = await startRoom({ switches: { loses, historyCap, reorders: seed % 2 === 0, trims: true } })
  const guest = { server, folder: temporaryFolder(), ...(profile && { profile }) }
  const world: World = { ...guest, pick, opened: openLevel0Sync(guest), typed: 0 }
  await world.opened.online()
  for (let count = 0; count < STEPS; count++) {
    await step(world)
    if (pick(3) === 0) await setTimeout(5)
  }
  await recover(world)
  return world
}

const typedOf = ({ typed }: World): string[] =>
  Array.from({ length: typed }, (_, index) => `typed ${index + 1}`)
const storedOf = ({ server }: World): string[] =>
  server.messages().flatMap(({ author, text }) => (author.username === 'ada' ? [text] : []))
const ownOf = ({ opened }: World): readonly Message[] =>
  opened.store.messages.page(1, null, 10_000).messages.filter(({ senderId }) => senderId === 1)

it.each(SEEDS)('history %i leaves a copy that is equal to the server, whatever was lost', async (seed) => {
  const world = await live(seed)
  const { opened, server } = world
  await vi.waitFor(
    async () => {
      opened.clock.turn(1000)
      await opened.settled()
      const stored = server.messages().map(({ id, text }) => ({ id, text }))
      const shown = opened.store.messages
        .placedBetween(1, 1, Number.MAX_SAFE_INTEGER)
        .map(({ id, clientId }) => ({
          id,
          text: opened.store.messages.get(clientId)?.body
        }))
      expect(shown.toSorted((a, b) => a.id - b.id)).toEqual(stored)
      expect(ownOf(world).filter(({ delivery }) => delivery.state !== 'sent')).toEqual([])
    },
    { timeout: 20_000, interval: 10 }
  )
  expect(storedOf(world).toSorted(), 'each once').toEqual(typedOf(world).toSorted())
})

it.each(SEEDS)(
  'history %i without a history loses nothing that was typed, and repeats nothing',
  async (seed) => {
    const world = await live(seed, { history: null })
    const { opened } = world
    await vi.waitFor(async () => {
      opened.clock.turn(1000)
      await opened.settled()
      expect(opened.sync.unsentCount()).toBe(0)
    })
    const own = ownOf(world)
    const stored = storedOf(world)
    expect(own.map(({ body }) => body).toSorted()).toEqual(typedOf(world).toSorted())
    expect(new Set(stored).size).toBe(stored.length)
    const ticked = own.flatMap(({ body, delivery }) => (delivery.state === 'sent' ? [body] : []))
    expect(ticked.filter((body) => !stored.includes(body))).toEqual([])
  }
)
