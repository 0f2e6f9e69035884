import { expect, test } from 'vitest'
import { fanOutSuite } from '../testkit/fanout-suite.ts'
import { posted } from '../testkit/make-events.ts'
import { createTestLog } from '../testkit/test-server.ts'
import type { Block } from './blocks.ts'
import { createHub } from './hub.ts'

const ROOM = 'room:1'

fanOutSuite('the hub', async (deps) => {
  const hub = createHub(deps)
  return { teller: hub, hearer: hub, settled: async () => undefined, close: async () => undefined }
})

function setUp() {
  const hub = createHub({ heads: new Map(), log: createTestLog() })
  const blocks: Block[] = []
  hub.subscribe(ROOM, { offer: (block) => void blocks.push(block) })
  return { hub, blocks }
}

test('a lot at once is several blocks, without a gap', () => {
  const { hub, blocks } = setUp()
  hub.publish(Array.from({ length: 100 }, (_, i) => posted(i + 1, { body: 'x'.repeat(4000) })))
  expect(blocks.length).toBeGreaterThan(2)
  let next = 1
  for (const { from, to, bytes } of blocks) {
    expect(from).toBe(next)
    expect(bytes(1).length).toBeLessThan(200 * 1024)
    next = to + 1
  }
  expect(next).toBe(101)
})

test('the words of notifications count too', () => {
  const { hub, blocks } = setUp()
  const notification = {
    id: 1,
    kind: 'general',
    title: 't'.repeat(80),
    body: 'x'.repeat(500),
    sender: null
  } as const
  const change = { kind: 'notified', notification: { ...notification, sentAt: 0 } } as const
  hub.publish(Array.from({ length: 400 }, (_, i) => ({ stream: ROOM, seq: i + 1, id: `e${i + 1}`, change })))
  expect(blocks.at(-1)?.to).toBe(400)
  for (const { bytes } of blocks) expect(bytes(1).length).toBeLessThan(200 * 1024)
})

test('the last blocks are kept for those who fell behind, as long as they fit', () => {
  const { hub, blocks } = setUp()
  hub.publish([posted(1)])
  hub.publish([posted(2), posted(3)])
  expect(hub.blockAfter(ROOM, 1)).toBe(blocks[1])
  expect(hub.blockAfter(ROOM, 2)).toBeNull()
  expect(hub.blockAfter(ROOM, 3)).toBeNull()
  for (let seq = 4; seq < 100; seq++) hub.publish([posted(seq, { body: 'x'.repeat(200_000) })])
  expect(hub.blockAfter(ROOM, 1)).toBeNull()
  expect(hub.blockAfter(ROOM, 98)).not.toBeNull()
})
