import { describe, expect, it } from 'vitest'
import type { User } from '../../shared/model/user.ts'
import { makeChange, makeMessage, makeMessages, makePage, makeWaiting } from '../testkit/make-message.ts'
import {
  applyMessagesChanged,
  applyUsers,
  arrivals,
  deliveries,
  ownArrivals,
  setbacks
} from './apply-changes.ts'
import { dropFrom, timelineFromPage } from './timeline.ts'

const timeline = timelineFromPage(makePage(makeMessages(1, 3)))
/** A server that leaves out numbers. */
const sparse = timelineFromPage(makePage([makeMessage(3), makeMessage(8)], true))
const reader = { ownId: 1, readN: 0, isInOrder: false, newFrom: -Infinity }
const tom: User = { id: 2, username: 'tom', firstName: 'Tom', lastName: 'Whitaker', isSuperuser: false }

describe('applyMessagesChanged', () => {
  it('adds, replaces and removes, and leaves the other rows as they are', () => {
    const change = makeChange({
      upserted: [makeMessage(2, { body: 'else' }), makeMessage(4)],
      removed: ['m1']
    })
    const next = applyMessagesChanged(timeline, change)
    expect(next.order).toEqual(['m2', 'm3', 'm4'])
    expect(next.messagesByClientId.get('m3')).toBe(timeline.messagesByClientId.get('m3'))
    expect(next.end).toMatchObject({ seq: 4 })
  })

  it('is the same timeline when the change says nothing new', () => {
    const change = makeChange({ upserted: makeMessages(1, 3), removed: ['unknown'] })
    expect(applyMessagesChanged(timeline, change)).toBe(timeline)
  })

  it('gives the same result when a change is applied twice', () => {
    const change = makeChange({ upserted: [makeMessage(4), makeWaiting(1)], removed: ['m2'] })
    const once = applyMessagesChanged(timeline, change)
    expect(applyMessagesChanged(once, change)).toBe(once)
  })

  it('leaves out what is newer than a window whose end was dropped, but knows that it exists', () => {
    const upper = dropFrom(timeline, 'newest', 2)
    const next = applyMessagesChanged(upper, makeChange({ upserted: [makeMessage(4)] }))
    expect(next.order).toEqual(['m1', 'm2'])
    expect(next.end).toMatchObject({ seq: 4, n: 4 })
  })

  it('leaves out what is older than the window', () => {
    const lower = dropFrom(timeline, 'oldest', 2)
    expect(applyMessagesChanged(lower, makeChange({ upserted: [makeMessage(1)] })).order).toEqual([
      'm2',
      'm3'
    ])
  })

  it('lets an own message leave the window when its place is beyond it', () => {
    const upper = dropFrom(timelineFromPage(makePage([...makeMessages(1, 3), makeWaiting(1)])), 'newest', 2)
    const sent = makeMessage(4, { clientId: 'w1', senderId: 1 })
    expect(applyMessagesChanged(upper, makeChange({ upserted: [sent] })).order).toEqual(['m1', 'm2'])
  })
})

describe('arrivals', () => {
  it('are the new messages of others, not own ones, nor older ones read in, nor what waits', () => {
    const change = makeChange({
      upserted: [
        makeMessage(2, { body: 'else' }),
        makeMessage(4),
        makeMessage(5, { senderId: 1 }),
        makeWaiting(1)
      ]
    })
    expect(arrivals(timeline, change, reader).map((message) => message.clientId)).toEqual(['m4'])
  })

  it('are not what fills an empty copy', () => {
    const empty = timelineFromPage(makePage([]))
    const change = makeChange({ upserted: makeMessages(1, 2) })
    expect(arrivals(empty, change, { ...reader, newFrom: Infinity })).toEqual([])
    expect(arrivals(timeline, makeChange({ upserted: [makeMessage(4)] }), reader)).toHaveLength(1)
  })

  it('are the first messages of an empty room too', () => {
    const empty = timelineFromPage(makePage([]))
    expect(arrivals(empty, makeChange({ upserted: [makeMessage(1)] }), reader)).toHaveLength(1)
  })

  it('are late ones too, until somebody has read beyond them, and not what is older than all', () => {
    const change = makeChange({ upserted: [makeMessage(2), makeMessage(5), makeMessage(6, { senderId: 1 })] })
    const ids = (readN: number): string[] =>
      arrivals(sparse, change, { ...reader, readN }).map((message) => message.clientId)
    expect(ids(3)).toEqual(['m5'])
    expect(ids(5)).toEqual([])
    const known = applyMessagesChanged(sparse, change)
    expect(arrivals(known, change, { ...reader, readN: 3 })).toEqual([])
  })

  it('are not what fills a hole, where the server keeps its messages in order', () => {
    const change = makeChange({ upserted: makeMessages(4, 7) })
    expect(arrivals(sparse, change, { ...reader, readN: 3, isInOrder: true })).toEqual([])
    expect(arrivals(sparse, change, { ...reader, readN: 3 })).toHaveLength(4)
  })
})

describe('messages that come out of their order', () => {
  it('take their places, and the end stays where it is', () => {
    const change = makeChange({ upserted: [makeMessage(9), makeMessage(5), makeMessage(7)] })
    const next = applyMessagesChanged(sparse, change)
    expect(next.order).toEqual(['m3', 'm5', 'm7', 'm8', 'm9'])
    expect(next.end).toMatchObject({ seq: 9 })
    expect(applyMessagesChanged(next, makeChange({ upserted: [makeMessage(6)] })).end).toMatchObject({
      seq: 9
    })
  })

  it('are not an answer of the reader where they are own ones from before', () => {
    const change = makeChange({ upserted: [makeMessage(5, { senderId: 1 })] })
    expect(ownArrivals(sparse, change, 1)).toEqual([])
  })
})

describe('setbacks', () => {
  it('are told once', () => {
    const waiting = timelineFromPage(makePage([makeWaiting(1)]))
    const failed = makeWaiting(1, { delivery: { state: 'failed', code: 'too_long' } })
    const change = makeChange({ upserted: [failed] })
    expect(setbacks(waiting, change)).toEqual([failed])
    expect(setbacks(applyMessagesChanged(waiting, change), change)).toEqual([])
  })

  it('are messages that nobody can confirm, too', () => {
    const sent = timelineFromPage(makePage([makeWaiting(1, { delivery: { state: 'handed-over' } })]))
    const unconfirmed = makeWaiting(1, { delivery: { state: 'unconfirmed' } })
    const change = makeChange({ upserted: [unconfirmed] })
    expect(setbacks(sent, change)).toEqual([unconfirmed])
    expect(setbacks(applyMessagesChanged(sent, change), change)).toEqual([])
  })
})

describe('deliveries', () => {
  it('are told once, and only of what was on its way', () => {
    const waiting = timelineFromPage(makePage([makeMessage(1), makeWaiting(1)]))
    const sent = makeMessage(2, { clientId: 'w1', senderId: 1 })
    const change = makeChange({ upserted: [makeMessage(1), sent, makeMessage(3)] })
    expect(deliveries(waiting, change)).toEqual([sent])
    expect(deliveries(applyMessagesChanged(waiting, change), change)).toEqual([])
  })
})

describe('applyUsers', () => {
  it('changes nothing, identity included, when nobody changed', () => {
    const users = applyUsers({}, [tom])
    expect(applyUsers(users, [{ ...tom }])).toBe(users)
    expect(applyUsers(users, [{ ...tom, lastName: 'W.' }])[2]?.lastName).toBe('W.')
  })
})
