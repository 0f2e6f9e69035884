import { expect, test } from 'vitest'
import type { StreamEvent } from '../../shared/protocol/event.ts'
import { createTestLog } from '../testkit/test-server.ts'
import type { Block } from './blocks.ts'
import { createHub } from './hub.ts'

const ROOM = 'room:1'
const sender = { id: 1, username: 'ada', firstName: '', lastName: '', isSuperuser: false }

function posted(seq: number, body = 'cc'): StreamEvent {
  const place = { id: seq, clientId: `${seq}`, roomId: 1, sentAt: 0, n: seq, rev: seq }
  return { stream: ROOM, seq, id: `e${seq}`, change: { kind: 'posted', message: { ...place, sender, body } } }
}

function deleted(seq: number): StreamEvent {
  return { stream: ROOM, seq, id: `e${seq}`, change: { kind: 'deleted', roomId: 1, messageId: 1 } }
}

function setUp(heads: [string, number][] = []) {
  const log = createTestLog()
  const hub = createHub({ heads: new Map(heads), log })
  const blocks: Block[] = []
  const subscriber = { offer: (block: Block) => void blocks.push(block) }
  hub.subscribe(ROOM, subscriber)
  const stop = (): void => hub.unsubscribe(ROOM, subscriber)
  return { hub, log, blocks, stop }
}

test('what is committed together is told together, to those who listen to that stream', () => {
  const { hub, blocks, stop } = setUp([[ROOM, 4]])
  hub.publish([posted(5), { ...posted(1), stream: 'room:2' }, posted(6)])
  expect(blocks.map(({ from, to }) => [from, to])).toEqual([[5, 6]])
  expect([hub.head(ROOM), hub.head('room:2'), hub.head('room:3')]).toEqual([6, 1, 0])
  stop()
  hub.publish([posted(7)])
  expect(blocks).toHaveLength(1)
})

test('a lot at once is several blocks, without a gap', () => {
  const { hub, blocks } = setUp()
  hub.publish(Array.from({ length: 100 }, (_, i) => posted(i + 1, 'x'.repeat(4000))))
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
  const notification = { id: 1, kind: 'general', title: 't'.repeat(80), body: 'x'.repeat(500) } as const
  const change = { kind: 'notified', notification: { ...notification, sender, sentAt: 0 } } as const
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
  for (let seq = 4; seq < 100; seq++) hub.publish([posted(seq, 'x'.repeat(200_000))])
  expect(hub.blockAfter(ROOM, 1)).toBeNull()
  expect(hub.blockAfter(ROOM, 98)).not.toBeNull()
})

test('nothing is kept that a deletion may have redacted', () => {
  const { hub } = setUp()
  hub.publish([posted(1)])
  hub.publish([posted(2), deleted(3)])
  expect(hub.blockAfter(ROOM, 0)).toBeNull()
  expect(hub.blockAfter(ROOM, 1)).toBeNull()
  hub.publish([posted(4)])
  expect(hub.blockAfter(ROOM, 3)).not.toBeNull()
})

test('a subscriber that fails keeps nobody from hearing', () => {
  const { hub, log, blocks } = setUp()
  hub.subscribe(ROOM, {
    offer() {
      throw new Error('gone')
    }
  })
  const later: Block[] = []
  hub.subscribe(ROOM, { offer: (block) => later.push(block) })
  hub.publish([posted(1)])
  expect([blocks.length, later.length]).toEqual([1, 1])
  expect(log.entries.map(({ event }) => event)).toEqual(['hub.subscriber_failed'])
})

test('what one reads from the log is kept for who comes to the same place, until something is deleted', () => {
  const { hub } = setUp([[ROOM, 3]])
  const read = [posted(1), posted(2), posted(3)]
  const [block] = hub.keep(ROOM, read, hub.reading())
  expect(hub.blockAfter(ROOM, 0)).toBe(block)
  hub.publish([deleted(4)])
  expect(hub.blockAfter(ROOM, 0)).toBeNull()
})

test('what was read before a deletion and comes after it is kept for nobody', () => {
  const { hub } = setUp([[ROOM, 1]])
  const reading = hub.reading()
  hub.publish([deleted(2)])
  expect(hub.keep(ROOM, [posted(1)], reading)).toHaveLength(1)
  expect(hub.blockAfter(ROOM, 0)).toBeNull()
})
