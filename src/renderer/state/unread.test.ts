import { describe, expect, it } from 'vitest'
import type { Reading } from '../../shared/model/reading.ts'
import { makeMessage, makeMessages, makeWaiting } from '../testkit/make-message.ts'
import { isReaderAway, keptUnread, lineAtArrival, lineAtOpening, lineIndex } from './unread.ts'

const reading = (readN: number, unread = 0): Reading => ({ roomId: 1, readN, unread })
const whole = { ownId: 1, hasOlder: false }

describe('the "New messages" line', () => {
  it('is there when a room opens with something unread, and only then', () => {
    expect(lineAtOpening(reading(7, 3))).toBe(7)
    expect(lineAtOpening(reading(7))).toBeNull()
  })

  it('is placed when something comes while the reader is away', () => {
    expect(lineAtArrival(null, reading(7), true)).toBe(7)
    expect(lineAtArrival(null, reading(7), false)).toBeNull()
  })

  it('stays where it is as more comes, for a reader who is away and for one who reads', () => {
    expect(lineAtArrival(7, reading(7, 2), true)).toBe(7)
    expect(lineAtArrival(7, reading(9), false)).toBe(7)
  })

  it('is replaced once everything was read and the reader is away again', () => {
    expect(lineAtArrival(7, reading(9), true)).toBe(9)
  })

  it('stands before the first unread message of somebody else', () => {
    const own = makeMessage(3, { senderId: 1 })
    const messages = [...makeMessages(1, 2), own, makeMessage(4), makeWaiting(1)]
    expect(lineIndex(messages, 2, whole)).toBe(3)
    expect(lineIndex(messages, 0, whole)).toBe(0)
    expect(lineIndex(messages, 4, whole)).toBeNull()
    expect(lineIndex(messages, null, whole)).toBeNull()
  })

  it('stands before a message that came late, in its place', () => {
    const messages = [makeMessage(3), makeMessage(90)]
    const late = [makeMessage(3), makeMessage(40), makeMessage(90)]
    expect(lineIndex(messages, 3, whole)).toBe(1)
    expect(lineIndex(late, 3, whole)).toBe(1)
    expect(lineIndex(late, 40, whole)).toBe(2)
  })

  it('is not drawn at the upper edge of what is held: its place is further up', () => {
    expect(lineIndex(makeMessages(5, 9), 2, { ownId: 1, hasOlder: true })).toBeNull()
    expect(lineIndex(makeMessages(5, 9), 5, { ownId: 1, hasOlder: true })).toBe(1)
  })
})

it('a room that is made unread from a message on has the line there, and other rooms keep theirs', () => {
  const next = keptUnread({ unreadLinesByRoomId: { 1: 9, 2: 4 } }, 1, 3)
  expect(next).toEqual({ keptUnreadRoomId: 1, unreadLinesByRoomId: { 1: 2, 2: 4 } })
  expect(lineIndex(makeMessages(1, 5), 2, { ownId: 1, hasOlder: false })).toBe(2)
})

describe('the reader', () => {
  it('is away until they have looked at the end for a second', () => {
    expect(isReaderAway(null, 5_000)).toBe(true)
    expect(isReaderAway(4_500, 5_000)).toBe(true)
    expect(isReaderAway(4_000, 5_000)).toBe(false)
  })
})
