import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Down } from '../../shared/protocol/down.ts'
import type { StreamEvent } from '../../shared/protocol/event.ts'
import { createSeededRandom } from '../../shared/testkit/seeded-random.ts'
import type { Block } from '../fanout/blocks.ts'
import type { SharedFrames } from '../fanout/frames.ts'
import type { Hub, HubDeps } from '../fanout/hub.ts'
import { noMeter } from '../meter.ts'
import { createFeed } from '../sessions/feed.ts'
import { createFakeLink } from './fake-link.ts'
import { deleted, posted } from './make-events.ts'
import { createTestLog } from './test-server.ts'

/** A fan-out under test: what one end is told, the other tells on. In one process both are the same. */
export interface FanOut {
  readonly teller: Pick<Hub, 'publish' | 'tellUser'>
  readonly hearer: Hub
  /** Resolves when everything that was told has arrived. */
  settled(): Promise<void>
  close(): Promise<void>
}

export type OpenFanOut = (deps: HubDeps) => Promise<FanOut>

const [ROOM, OTHER] = ['room:1', 'room:2']

/** What every fan-out must do, whatever carries it. */
export function fanOutSuite(kind: string, open: OpenFanOut): void {
  describe(`${kind} as a fan-out`, () => {
    let fanOut: FanOut
    let log: ReturnType<typeof createTestLog>

    beforeEach(async () => {
      log = createTestLog()
      fanOut = await open({ heads: new Map([[OTHER, 4]]), log })
    })
    afterEach(() => fanOut.close())

    async function publish(...events: StreamEvent[]): Promise<void> {
      fanOut.teller.publish(events)
      await fanOut.settled()
    }

    /** Listens to streams, and notes what came as `room:1 1-3`. */
    function listen(...streams: string[]) {
      const heard: string[] = []
      const subscriptions = streams.map((stream) => {
        const subscriber = { offer: ({ from, to }: Block) => void heard.push(`${stream} ${from}-${to}`) }
        fanOut.hearer.subscribe(stream, subscriber)
        return () => fanOut.hearer.unsubscribe(stream, subscriber)
      })
      return { heard, stop: () => subscriptions.forEach((stop) => stop()) }
    }

    test('tells each stream in order and without a gap, to those alone who listen to it', async () => {
      const [one, both] = [listen(ROOM), listen(ROOM, OTHER)]
      await publish(posted(1), posted(5, { stream: OTHER }), posted(2), posted(3))
      await publish(posted(4), posted(6, { stream: OTHER }))
      expect(one.heard).toEqual([`${ROOM} 1-3`, `${ROOM} 4-4`])
      expect(both.heard.filter((text) => text.startsWith(ROOM))).toEqual(one.heard)
      expect(both.heard.filter((text) => text.startsWith(OTHER))).toEqual([`${OTHER} 5-5`, `${OTHER} 6-6`])
    })

    test('knows the head of each stream: what was stored before, then what is told', async () => {
      const heads = (): number[] => [ROOM, OTHER, 'room:3'].map((stream) => fanOut.hearer.head(stream))
      expect(heads()).toEqual([0, 4, 0])
      await publish(posted(5, { stream: OTHER }), posted(1), posted(2))
      expect(heads()).toEqual([2, 5, 0])
    })

    test('the head is never behind what is offered, nor ahead of what is then offered', async () => {
      const seen: string[] = []
      const offer = ({ to }: Block): void => void seen.push(`${to} at ${fanOut.hearer.head(ROOM)}`)
      fanOut.hearer.subscribe(ROOM, { offer })
      await publish(...Array.from({ length: 90 }, (_, i) => posted(i + 1, { body: 'x'.repeat(4000) })))
      expect(seen.length).toBeGreaterThan(1)
      for (const text of seen) expect(text).toMatch(/^(\d+) at \1$/)
    })

    test('who comes late hears what comes then, and who has gone hears nothing', async () => {
      const early = listen(ROOM)
      await publish(posted(1))
      const late = listen(ROOM)
      await publish(posted(2))
      early.stop()
      await publish(posted(3))
      expect(early.heard).toEqual([`${ROOM} 1-1`, `${ROOM} 2-2`])
      expect(late.heard).toEqual([`${ROOM} 2-2`, `${ROOM} 3-3`])
    })

    test('who leaves while it is told keeps nobody from hearing', async () => {
      const leaver = listen(ROOM)
      fanOut.hearer.subscribe(ROOM, { offer: () => leaver.stop() })
      const last = listen(ROOM)
      await publish(posted(1))
      await publish(posted(2))
      expect(last.heard).toEqual([`${ROOM} 1-1`, `${ROOM} 2-2`])
      expect(leaver.heard).not.toContain(`${ROOM} 2-2`)
    })

    test('a subscriber that fails keeps nobody from hearing, and is in the log', async () => {
      const fail = (): never => {
        throw new Error('gone')
      }
      fanOut.hearer.subscribe(ROOM, { offer: fail })
      fanOut.hearer.listen(7, { hear: fail })
      const later = listen(ROOM)
      const told = listenAs(7)
      await publish(posted(1))
      fanOut.teller.tellUser(7, moved(1))
      await fanOut.settled()
      expect([later.heard, told.heard]).toEqual([[`${ROOM} 1-1`], [1]])
      expect(log.entries.map(({ event }) => event)).toEqual([
        'hub.subscriber_failed',
        'hub.subscriber_failed'
      ])
    })

    test('what was told lately is kept as the bytes that were told', async () => {
      const blocks: Block[] = []
      fanOut.hearer.subscribe(ROOM, { offer: (block) => blocks.push(block) })
      await publish(posted(1))
      await publish(posted(2), posted(3))
      expect(fanOut.hearer.blockAfter(ROOM, 1)?.bytes(1)).toEqual(blocks[1]?.bytes(1))
      expect(fanOut.hearer.blockAfter(ROOM, 2)).toBeNull()
      expect(fanOut.hearer.blockAfter(ROOM, 3)).toBeNull()
    })

    test('nothing is kept that a deletion may have redacted, of that stream', async () => {
      await publish(posted(1), posted(5, { stream: OTHER }))
      const [read] = fanOut.hearer.keep(OTHER, [posted(4, { stream: OTHER })], fanOut.hearer.reading())
      await publish(posted(2), deleted(3))
      expect([0, 1, 2].map((seq) => fanOut.hearer.blockAfter(ROOM, seq))).toEqual([null, null, null])
      expect(fanOut.hearer.blockAfter(OTHER, 4)).not.toBeNull()
      expect(fanOut.hearer.blockAfter(OTHER, 3)).toBe(read)
      await publish(posted(4))
      expect(fanOut.hearer.blockAfter(ROOM, 3)).not.toBeNull()
    })

    test('what was read before a deletion and comes after it is kept for nobody', async () => {
      const reading = fanOut.hearer.reading()
      await publish(posted(1), deleted(2))
      expect(fanOut.hearer.keep(ROOM, [posted(1)], reading)).toHaveLength(1)
      expect(fanOut.hearer.blockAfter(ROOM, 0)).toBeNull()
      fanOut.hearer.keep(ROOM, [posted(1, { body: '' })], fanOut.hearer.reading())
      expect(fanOut.hearer.blockAfter(ROOM, 0)).not.toBeNull()
    })

    const moved = (n: number): Down => ({
      type: 'read-positions',
      positions: [{ roomId: 1, n, unread: 0, newestN: 9 }]
    })

    /** Listens for a user, and notes how far they have read. */
    function listenAs(userId: number) {
      const heard: number[] = []
      const hear = (frames: SharedFrames): void => {
        // Level 0 has no word for it.
        expect(frames.bytes(0)).toHaveLength(0)
        heard.push(Number(/"n":(\d+)/.exec(frames.bytes(1).toString('latin1'))?.[1]))
      }
      const listener = { hear }
      fanOut.hearer.listen(userId, listener)
      return { heard, stop: () => fanOut.hearer.unlisten(userId, listener) }
    }

    test('what is for one person is told to all their devices, in order, and to nobody else', async () => {
      const [desk, pocket, other] = [listenAs(7), listenAs(7), listenAs(8)]
      for (const n of [3, 1, 2]) fanOut.teller.tellUser(7, moved(n))
      await fanOut.settled()
      pocket.stop()
      const late = listenAs(7)
      fanOut.teller.tellUser(7, moved(5))
      fanOut.teller.tellUser(9, moved(6))
      await fanOut.settled()
      expect(desk.heard).toEqual([3, 1, 2, 5])
      expect(pocket.heard).toEqual([3, 1, 2])
      expect([late.heard, other.heard]).toEqual([[5], []])
    })

    test.each([1, 2, 3, 4, 5])(
      'whoever comes when, however slowly they read, gets every event of their streams once, in order: %d',
      async (seed) => {
        await fanOut.close()
        fanOut = await open({ heads: new Map(), log })
        const { expected, readers } = await readAlong(fanOut, createSeededRandom(seed))
        for (const { streams, places } of readers) {
          for (const stream of streams) {
            const ofStream = places.filter((place) => place.startsWith(`${stream} `))
            expect(ofStream).toEqual(expected(stream))
          }
        }
        expect(log.entries).toEqual([])
      }
    )
  })
}

const STREAMS = ['room:1', 'room:2', 'room:3', 'room:4']

/** A random history that is told while feeds with small sockets come, read and drain; all are served to the end. */
async function readAlong(fanOut: FanOut, random: () => number) {
  const logs = new Map<string, StreamEvent[]>(STREAMS.map((stream) => [stream, []]))
  const logOf = (stream: string): StreamEvent[] => logs.get(stream) ?? []
  const upTo = (most: number): number => Math.floor(random() * (most + 1))
  const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
  const reader = {
    async eventsAfter(stream: string, after: number, limit: number) {
      const page = logOf(stream).slice(after, after + limit)
      // What is read is of the moment at which reading began, and arrives later.
      for (let turns = upTo(3); turns > 0; turns--) await pause()
      return page
    }
  }

  function write(): void {
    const events: StreamEvent[] = []
    for (let count = upTo(6); count > 0; count--) {
      const stream = STREAMS[upTo(STREAMS.length - 1)]!
      const seq = logOf(stream).length + 1
      const event = random() < 0.1 ? deleted(seq, stream) : posted(seq, { stream })
      logOf(stream).push(event)
      events.push(event)
    }
    fanOut.teller.publish(events)
  }

  function join() {
    const { link, places, drain } = createFakeLink(1000 + upTo(4000))
    const streams = STREAMS.filter(() => random() < 0.7)
    for (const stream of streams) {
      const client = { link, level: 1, fail: raise } as const
      void createFeed({ hub: fanOut.hearer, reader, meter: noMeter }, client, stream).start(0)
    }
    return { streams, places, drain }
  }

  const readers: ReturnType<typeof join>[] = []
  for (let step = 0; step < 60; step++) {
    if (random() < 0.6) write()
    if (random() < 0.2) readers.push(join())
    for (const { drain } of readers) if (random() < 0.3) drain()
    if (random() < 0.5) await pause()
  }
  await fanOut.settled()
  const expected = (stream: string): string[] => logOf(stream).map(({ seq }) => `${stream} ${seq}`)
  const isServed = ({ streams, places }: ReturnType<typeof join>): boolean =>
    places.length >= streams.reduce((sum, stream) => sum + logOf(stream).length, 0)
  for (let turns = 0; turns < 2000 && !readers.every(isServed); turns++) {
    for (const { drain } of readers) drain()
    await pause()
  }
  return { expected, readers }
}

function raise(error: unknown): never {
  throw error
}
