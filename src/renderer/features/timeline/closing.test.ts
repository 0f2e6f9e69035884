import { describe, expect, it } from 'vitest'
import type { Message } from '../../../shared/model/message.ts'
import {
  dropFrom,
  shownMessages,
  timelineFromPage,
  withMessages,
  type Timeline
} from '../../state/timeline.ts'
import { makeMessage, makeMessages, makePage, makeWaiting, nine } from '../../testkit/make-message.ts'
import { closed, closeRows, closingAbove, nothingAbove, type DrawnRows } from './closing.ts'
import { buildRows } from './rows.ts'

const day = 24 * 3_600_000

function rowsOf(timeline: Timeline) {
  return buildRows(shownMessages(timeline), { hasStart: true, hasEnd: true, lineBefore: null, missing: [] })
}

function draw(messages: readonly Message[]): { timeline: Timeline; drawn: DrawnRows } {
  const timeline = timelineFromPage(makePage(messages))
  return { timeline, drawn: { rows: rowsOf(timeline), closingByKey: new Map() } }
}

function close({ timeline, drawn }: ReturnType<typeof draw>, ...removed: string[]): DrawnRows {
  const next = withMessages(timeline, [], removed)
  return closeRows(drawn, rowsOf(next), next)
}

/** Rows in short: the first of a group in capitals, what closes with a minus, under its head with a circumflex, what has closed with a point. */
function sketch({ rows, closingByKey }: DrawnRows): string {
  const signs = { whole: '-', 'under-head': '^', closed: '.' }
  return rows
    .filter((row) => row.kind !== 'start')
    .map((row) => {
      const manner = closingByKey.get(row.key)
      const name = row.kind === 'message' ? (row.isFirst ? row.key.toUpperCase() : row.key) : row.kind
      return `${manner ? signs[manner] : ''}${name}`
    })
    .join(' ')
}

describe('a message that is taken from the room', () => {
  it('closes where it was', () => {
    expect(sketch(close(draw(makeMessages(1, 3)), 'm2'))).toBe('day M1 -m2 m3')
    expect(sketch(close(draw(makeMessages(1, 3)), 'm3'))).toBe('day M1 m2 -m3')
  })

  it('keeps its head for the one that takes it over', () => {
    expect(sketch(close(draw(makeMessages(1, 3)), 'm1'))).toBe('day ^M1 m2 m3')
    const other = [makeMessage(1), makeMessage(2, { senderId: 3 })]
    expect(sketch(close(draw(other), 'm1'))).toBe('day -M1 M2')
  })

  it('goes with its day when it was the only one', () => {
    const messages = [
      makeMessage(1),
      makeMessage(2, { sentAt: nine + day }),
      makeMessage(3, { sentAt: nine + 2 * day })
    ]
    expect(sketch(close(draw(messages), 'm2'))).toBe('day M1 -day -M2 day M3')
  })

  it('goes on closing while the next one does', () => {
    const start = draw(makeMessages(1, 4))
    const once = close(start, 'm2')
    const timeline = withMessages(start.timeline, [], ['m2'])
    expect(sketch(close({ timeline, drawn: once }, 'm3'))).toBe('day M1 -m2 -m3 m4')
  })

  it('leaves its head once it has closed, and goes after that', () => {
    const start = draw(makeMessages(1, 3))
    const timeline = withMessages(start.timeline, [], ['m1'])
    const rows = rowsOf(timeline)
    const end = closed(closeRows(start.drawn, rows, timeline), rows)
    expect(sketch(end)).toBe('day .M1 M2 m3')
    expect(sketch(close({ timeline, drawn: end }, 'm3'))).toBe('day M2 -m3')
  })

  it('closes also when it had never left this computer', () => {
    expect(sketch(close(draw([makeMessage(1), makeWaiting(1)]), 'w1'))).toBe('day M1 -W1')
  })
})

it('nothing closes that the page only dropped', () => {
  const { timeline, drawn } = draw(makeMessages(1, 9))
  for (const side of ['oldest', 'newest'] as const) {
    const next = dropFrom(timeline, side, 5)
    expect(closeRows(drawn, rowsOf(next), next).closingByKey.size).toBe(0)
  }
})

describe('what closes above the place that is read', () => {
  const all = draw(makeMessages(1, 6))
  const held = (drawn: DrawnRows, firstInSight: number, before = nothingAbove) => {
    const above = closingAbove(drawn, firstInSight, before)
    return { ...above, keys: [...above.held].join(' ') }
  }
  // The start of the room and the day come first: m1 has place 2.
  const inSight = 5

  it('is what closes there, and the message after it', () => {
    expect(held(all.drawn, inSight)).toMatchObject({ keys: '', last: -1 })
    expect(held(close(all, 'm1', 'm5'), inSight)).toMatchObject({ keys: 'm1 m2', last: 2 })
  })

  it('stays what it was when it comes into sight, with what is over it', () => {
    const once = close(all, 'm3')
    const before = held(once, inSight)
    const timeline = withMessages(all.timeline, [], ['m3'])
    const twice = close({ timeline, drawn: once }, 'm2')
    expect(held(twice, 3, before)).toMatchObject({ keys: 'm2 m3 m4', last: 4 })
    expect(held(twice, 3)).toMatchObject({ keys: '' })
  })
})
