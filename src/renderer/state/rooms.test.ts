import { describe, expect, it } from 'vitest'
import type { Message } from '../../shared/model/message.ts'
import type { Client } from '../bridge/client.ts'
import { makeChange, makeMessage, makeMessages, makePage, makeWaiting } from '../testkit/make-message.ts'
import { createRooms } from './rooms.ts'
import { createAppStore } from './store.ts'
import { shownMessages } from './timeline.ts'

/** Rooms over a copy that answers like main's; `hold` makes the next answers wait. */
function setUp(messages: Message[], pageSize = 50) {
  const store = createAppStore()
  const asked: (number | null)[] = []
  let gate = Promise.resolve()
  const call = async (_: string, params: unknown): Promise<unknown> => {
    const { before } = params as { before: number | null }
    asked.push(before)
    const placed = messages.filter(
      ({ placement }) => placement && (before === null || placement.seq < before)
    )
    const waiting = before === null ? messages.filter(({ placement }) => !placement) : []
    const page = makePage([...placed.slice(-pageSize), ...waiting], placed.length > pageSize)
    await gate
    return { ok: true, value: page }
  }
  const client: Client = { call: call as Client['call'], subscribe: () => () => undefined }
  const rooms = createRooms({ client, store })
  const timeline = () => store.getState().timelinesByRoomId[1]
  const shown = () => {
    const held = timeline()
    return held ? shownMessages(held).map((message) => message.clientId) : []
  }
  const hold = (): (() => void) => {
    let release = (): void => undefined
    gate = new Promise((resolve) => (release = resolve))
    return release
  }
  return { rooms, store, asked, shown, timeline, hold }
}

describe('reading a room', () => {
  it('opens at the end and reads backwards to the beginning', async () => {
    const { rooms, asked, shown, timeline } = setUp([...makeMessages(1, 120), makeWaiting(1)])
    expect(await rooms.open(1)).toBe(true)
    expect(shown()).toHaveLength(51)
    await rooms.readOlder(1)
    await rooms.readOlder(1)
    expect(shown()).toHaveLength(121)
    expect(timeline()?.hasOlder).toBe(false)
    await rooms.readOlder(1)
    expect(asked).toEqual([null, 71, 21])
  })

  it('reads once however often it is asked meanwhile', async () => {
    const { rooms, asked } = setUp(makeMessages(1, 200))
    await rooms.open(1)
    await Promise.all([rooms.readOlder(1), rooms.readOlder(1), rooms.readOlder(1)])
    expect(asked).toEqual([null, 151])
  })

  it('drops the far end, and reads it again on the way back, without a gap', async () => {
    const { rooms, shown, timeline } = setUp([...makeMessages(1, 9_000), makeWaiting(1)], 500)
    await rooms.open(1)
    for (let count = 0; count < 16; count++) await rooms.readOlder(1)
    rooms.trim(1, 'newest')
    expect(shown()).toHaveLength(5_000)
    expect(timeline()?.hasNewer).toBe(true)
    for (let count = 0; count < 100 && timeline()?.hasNewer; count++) await rooms.readNewer(1)
    expect(shown().slice(0, -1)).toEqual(makeMessages(501, 9_000).map((message) => message.clientId))
    expect(shown().at(-1)).toBe('w1')
  })

  it('goes on past places that hold no message any more', async () => {
    const placed = [...makeMessages(1, 5_200), ...makeMessages(5_900, 6_500)]
    const { rooms, shown, timeline } = setUp(placed, 500)
    await rooms.open(1)
    for (let count = 0; count < 20; count++) await rooms.readOlder(1)
    rooms.trim(1, 'newest')
    for (let count = 0; count < 60 && timeline()?.hasNewer; count++) await rooms.readNewer(1)
    expect(shown()).toEqual(placed.map((message) => message.clientId))
  })

  it('finds its way back over numbers that a server has left out by the million', async () => {
    const spread = (message: Message): Message => {
      const seq = message.placement?.seq ?? 0
      const place = seq * 7 + Math.floor(seq / 1_500) * 50_000_000
      return { ...message, placement: { id: place, seq: place, n: place } }
    }
    const placed = makeMessages(1, 9_000).map(spread)
    const { rooms, asked, shown, timeline } = setUp([...placed, makeWaiting(1)], 100)
    await rooms.open(1)
    for (let count = 0; count < 80; count++) await rooms.readOlder(1)
    rooms.trim(1, 'newest')
    const kept = shown()[0]
    asked.length = 0
    for (let count = 0; count < 2_000 && timeline()?.hasNewer; count++) await rooms.readNewer(1)
    expect(shown()[0]).toBe(kept)
    expect(shown().slice(0, -1)).toEqual(placed.slice(-shown().length + 1).map((message) => message.clientId))
    expect(asked.length).toBeLessThan(300)
  })

  it('leaves older and newer pages to one another, and always opens at the end', async () => {
    const { rooms, asked, shown } = setUp(makeMessages(1, 9_000), 500)
    await rooms.open(1)
    for (let count = 0; count < 14; count++) await rooms.readOlder(1)
    rooms.trim(1, 'newest')
    asked.length = 0
    const reads = [rooms.readOlder(1), rooms.readNewer(1)]
    await Promise.all(reads)
    expect(asked).toEqual([1_501])
    expect(shown()).toEqual(makeMessages(1_001, 6_500).map((message) => message.clientId))
    await Promise.all([rooms.readOlder(1), rooms.open(1), rooms.readNewer(1), rooms.open(1)])
    expect(shown().at(-1)).toBe('m9000')
  })

  it('reads back to a message, to the beginning where that one is gone, and no further than is held', async () => {
    const { rooms, store, shown } = setUp([...makeMessages(1, 100), ...makeMessages(151, 8_000)], 100)
    const openAt = async (line: number) => {
      store.setState({ unreadLinesByRoomId: { 1: line } })
      expect(await rooms.openAtLine(1)).toBe(true)
      return shown()
    }
    expect((await openAt(7_950))[0]).toBe('m7901')
    expect((await openAt(7_750))[0]).toBe('m7701')
    expect(await openAt(0)).toHaveLength(5_000)
  })

  it('applies what changed during a read on top of it', async () => {
    const { rooms, shown, hold } = setUp(makeMessages(1, 3))
    const release = hold()
    const opened = rooms.open(1)
    rooms.note(makeChange({ upserted: [makeMessage(4)], removed: ['m2'] }))
    release()
    await opened
    expect(shown()).toEqual(['m1', 'm3', 'm4'])
  })

  it('reads anew after a reset, also after one during a read', async () => {
    const { rooms, asked, hold } = setUp(makeMessages(1, 60))
    await rooms.open(1)
    rooms.note(makeChange({ reset: true }))
    await rooms.open(1)
    expect(asked).toEqual([null, null, null])
    const release = hold()
    const read = rooms.readOlder(1)
    rooms.note(makeChange({ reset: true }))
    release()
    await read
    expect(asked).toEqual([null, null, null, 11, null])
  })
})
