import { describe, expect, it } from 'vitest'
import { makeMessage, makeMessages, makePage, makeWaiting } from '../testkit/make-message.ts'
import {
  appendPage,
  countBeyond,
  dropFrom,
  placedEdges,
  prependPage,
  shownMessages,
  timelineFromPage,
  withMessages
} from './timeline.ts'

const ids = (timeline: Parameters<typeof shownMessages>[0]): string =>
  shownMessages(timeline)
    .map((message) => message.clientId)
    .join(' ')

describe('a timeline', () => {
  it('orders by place, with what waits at the end in the order of typing', () => {
    const page = makePage([makeWaiting(2), makeMessage(2), makeWaiting(1), makeMessage(1)])
    expect(ids(timelineFromPage(page))).toBe('m1 m2 w1 w2')
  })

  it('grows at the top', () => {
    const timeline = prependPage(
      timelineFromPage(makePage(makeMessages(3, 4), true)),
      makePage(makeMessages(1, 2))
    )
    expect(ids(timeline)).toBe('m1 m2 m3 m4')
    expect(timeline.hasOlder).toBe(false)
  })

  it('drops from either end, remembers that it did, and still knows where the end is', () => {
    const timeline = timelineFromPage(makePage([...makeMessages(1, 5), makeWaiting(1)]))
    expect(ids(dropFrom(timeline, 'oldest', 2))).toBe('m4 m5 w1')
    expect(dropFrom(timeline, 'oldest', 2)).toMatchObject({ hasOlder: true, hasNewer: false })
    const upper = dropFrom(timeline, 'newest', 2)
    expect(ids(upper)).toBe('m1 m2')
    expect(upper).toMatchObject({ hasNewer: true, end: { seq: 5 } })
    expect(dropFrom(timeline, 'newest', 5)).toBe(timeline)
  })

  it('grows at the end until the end is held, and then shows what waits again', () => {
    const upper = dropFrom(timelineFromPage(makePage([...makeMessages(1, 6), makeWaiting(1)])), 'newest', 2)
    const middle = appendPage(upper, makePage(makeMessages(2, 4), true), false)
    expect(ids(middle)).toBe('m1 m2 m3 m4')
    const whole = appendPage(middle, makePage([...makeMessages(4, 6), makeWaiting(1)], true), true)
    expect(ids(whole)).toBe('m1 m2 m3 m4 m5 m6 w1')
    expect(whole.hasNewer).toBe(false)
  })

  it('is replaced by a page that does not touch it: no gap in the middle', () => {
    const upper = dropFrom(timelineFromPage(makePage([...makeMessages(1, 9), makeWaiting(1)])), 'newest', 2)
    const jumped = appendPage(upper, makePage(makeMessages(6, 8), true), false)
    expect(ids(jumped)).toBe('m6 m7 m8')
    expect(jumped.hasOlder).toBe(true)
    expect(jumped.messagesByClientId.has('w1')).toBe(true)
  })

  it('keeps its identity, and that of its messages, where nothing changes', () => {
    const timeline = timelineFromPage(makePage(makeMessages(1, 3)))
    expect(withMessages(timeline, makeMessages(1, 3), ['m9'])).toBe(timeline)
    const next = withMessages(timeline, [makeMessage(1), makeMessage(2, { body: 'else' })], [])
    expect(next.messagesByClientId.get('m1')).toBe(timeline.messagesByClientId.get('m1'))
    expect(next.messagesByClientId.get('m2')?.body).toBe('else')
    expect(next.order).toBe(timeline.order)
  })

  it('moves a message to its place when the server gives it one', () => {
    const timeline = timelineFromPage(makePage([makeMessage(1), makeWaiting(1), makeWaiting(2)]))
    const sent = makeMessage(2, { clientId: 'w1', senderId: 1 })
    expect(ids(withMessages(timeline, [sent, makeMessage(3)], []))).toBe('m1 w1 m3 w2')
  })

  it('counts what is beyond an ordinal, whatever numbers a server leaves out', () => {
    const timeline = timelineFromPage(
      makePage([makeMessage(3), makeMessage(90), makeMessage(700), makeWaiting(1)])
    )
    expect([0, 3, 89, 90, 700].map((n) => countBeyond(timeline, n))).toEqual([3, 2, 2, 1, 0])
  })

  it('knows its edges, of placed messages only', () => {
    const timeline = timelineFromPage(makePage([...makeMessages(4, 6), makeWaiting(1)]))
    expect(placedEdges(timeline)).toMatchObject({ first: { seq: 4 }, last: { seq: 6 } })
    expect(placedEdges(timelineFromPage(makePage([makeWaiting(1)])))).toEqual({ first: null, last: null })
  })
})
