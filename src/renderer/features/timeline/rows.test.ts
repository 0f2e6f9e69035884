import { describe, expect, it } from 'vitest'
import { makeMessage, makeWaiting, nine } from '../../testkit/make-message.ts'
import { buildRows, dayAfter, dayOf, heldIndex, type Row } from './rows.ts'
import { dayFrom, neighbourOf } from './use-roving.ts'

const minute = 60_000
const whole = { hasStart: true, hasEnd: true, lineBefore: null, missing: [] }

/** Rows in short: a day, the first of a group in capitals, a follow-up in small letters. */
function sketch(...messages: Parameters<typeof buildRows>[0]): string {
  return sketchOf(buildRows(messages, whole))
}

function sketchOf(rows: readonly Row[]): string {
  return rows
    .filter((row) => row.kind !== 'start')
    .map((row) => (row.kind !== 'message' ? row.kind : row.isFirst ? row.key.toUpperCase() : row.key))
    .join(' ')
}

describe('buildRows', () => {
  it('puts one header over what an author writes within five minutes', () => {
    const second = makeMessage(2, { sentAt: nine + 5 * minute - 1 })
    const third = makeMessage(3, { sentAt: nine + 10 * minute - 1 })
    expect(sketch(makeMessage(1, { sentAt: nine }), second, third)).toBe('day M1 m2 M3')
  })

  it('starts a group where the author changes', () => {
    expect(sketch(makeMessage(1), makeMessage(2, { senderId: 3 }), makeMessage(3))).toBe('day M1 M2 M3')
  })

  it('starts a day and a group at midnight', () => {
    const midnight = new Date(2026, 3, 14).getTime()
    const before = makeMessage(1, { sentAt: midnight - minute })
    const rows = buildRows([before, makeMessage(2, { sentAt: midnight })], whole)
    expect(rows.map((row) => row.kind)).toEqual(['start', 'day', 'message', 'day', 'message'])
    expect(rows[3]).toMatchObject({ key: `day-${midnight}`, day: midnight })
    expect(rows[4]).toMatchObject({ isFirst: true })
  })

  it('never goes back to a day that it has left, whatever the clock of the sender', () => {
    const late = makeWaiting(1, { senderId: 2, sentAt: nine - 86_400_000 })
    expect(sketch(makeMessage(1), late)).toBe('day M1 w1')
  })

  it('separates what failed from what was sent after it', () => {
    const failed = makeMessage(1, { delivery: { state: 'failed', code: 'too_long' } })
    expect(sketch(failed, makeMessage(2))).toBe('day M1 M2')
    expect(sketch(makeMessage(1, { senderId: 1 }), makeWaiting(1, { sentAt: nine }))).toBe('day M1 w1')
  })

  it('does not say where a day begins that may go further up', () => {
    const next = makeMessage(3, { sentAt: nine + 24 * 60 * minute })
    const rows = buildRows([makeMessage(1), makeMessage(2), next], { ...whole, hasStart: false })
    expect(sketchOf(rows)).toBe('M1 m2 day M3')
  })

  it('has nothing but the start of the room without messages', () => {
    expect(buildRows([], whole)).toEqual([{ kind: 'start', key: 'start' }])
  })

  it('starts a group behind the line of new messages, which stands under the divider of a new day', () => {
    const messages = [makeMessage(1), makeMessage(2), makeMessage(3)]
    expect(sketchOf(buildRows(messages, { ...whole, lineBefore: 1 }))).toBe('day M1 line M2 m3')
    expect(sketchOf(buildRows(messages, { ...whole, lineBefore: 0 }))).toBe('day line M1 m2 m3')
  })

  it('takes a day from its midnight', () => {
    expect(dayOf(nine)).toBe(new Date(2026, 3, 13).getTime())
    expect(dayAfter(dayOf(nine))).toBe(new Date(2026, 3, 14).getTime())
  })
})

describe('what is missing', () => {
  const messages = [makeMessage(4), makeMessage(5), makeMessage(9)]
  const seen = (missing: { from: number; to: number }[], change = {}): string =>
    buildRows(messages, { ...whole, missing, ...change })
      .map((row) => (row.kind === 'message' ? row.key : row.kind === 'gap' ? row.key : row.kind))
      .join(' ')

  it('stands between the messages around it, once, and starts a group', () => {
    const rows = buildRows(messages, {
      ...whole,
      missing: [
        { from: 6, to: 6 },
        { from: 8, to: 8 }
      ]
    })
    expect(sketchOf(rows)).toBe('day M4 m5 gap M9')
    expect(rows.find((row) => row.kind === 'gap')).toMatchObject({ key: 'gap-6', range: { from: 6, to: 8 } })
  })

  it('stands before what has come of it, until main says that it has shrunk', () => {
    expect(seen([{ from: 5, to: 8 }])).toBe('start day m4 gap-5 m5 m9')
  })

  it('takes the place of the beginning of the room, and stands at its end before what waits', () => {
    expect(seen([{ from: 1, to: 3 }])).toBe('gap-1 m4 m5 m9')
    const waiting = buildRows([...messages, makeWaiting(1)], { ...whole, missing: [{ from: 10, to: 12 }] })
    expect(waiting.slice(-2).map(({ key }) => key)).toEqual(['gap-10', 'w1'])
    expect(buildRows([], { ...whole, missing: [{ from: 1, to: 3 }] }).map(({ key }) => key)).toEqual([
      'gap-1'
    ])
  })

  it('says nothing of what lies where the copy holds more than the page', () => {
    expect(seen([{ from: 1, to: 3 }], { hasStart: false })).toBe('m4 m5 m9')
    expect(seen([{ from: 10, to: 12 }], { hasEnd: false })).toBe('start day m4 m5 m9')
  })

  it('is under the line of new messages, which does not move when it comes', () => {
    expect(seen([{ from: 6, to: 8 }], { lineBefore: 2 })).toBe('start day m4 m5 line gap-6 m9')
  })
})

describe('heldIndex', () => {
  const missing = [{ from: 3, to: 6 }]
  const rows = buildRows(
    [1, 2, 7, 8].map((seq) => makeMessage(seq)),
    { ...whole, missing }
  )
  const at = (key: string): number => rows.findIndex((row) => row.key === key)
  const held = (edge: string, middle: string): string | undefined =>
    rows[heldIndex(rows, at(edge), at(middle))]?.key

  it('is the row at the edge, unless a gap is in the upper half', () => {
    expect(held('m1', 'm2')).toBe('m1')
    expect(held('m7', 'm8')).toBe('m7')
    expect(held('m1', 'm7')).toBe('m7')
    expect(held('gap-3', 'm8')).toBe('m7')
  })

  it('is under the gap also when a divider between them is at the edge, and the gap where nothing follows', () => {
    const day = 24 * 60 * minute
    const over = buildRows([makeMessage(1), makeMessage(7, { sentAt: nine + day })], { ...whole, missing })
    const index = over.findIndex(({ key }) => key === 'm7')
    expect(over[index - 1]?.kind).toBe('day')
    expect(heldIndex(over, index - 1, index)).toBe(index)
    const ending = buildRows([makeMessage(1)], { ...whole, missing })
    expect(heldIndex(ending, ending.length - 1, ending.length - 1)).toBe(ending.length - 1)
  })
})

describe('neighbourOf', () => {
  it('is the next one that is left, else the one before, else none', () => {
    expect(neighbourOf('b', ['a', 'b', 'c', 'd'], ['a', 'd'])).toBe('d')
    expect(neighbourOf('d', ['a', 'b', 'd'], ['a', 'b'])).toBe('b')
    expect(neighbourOf('a', ['a'], [])).toBeUndefined()
  })
})

describe('dayFrom', () => {
  it('goes to the first message of a day', () => {
    const day = 24 * 60 * minute
    const messages = [0, 1, day, day + 1].map((after, index) =>
      makeMessage(index + 1, { sentAt: nine + after })
    )
    const rows = buildRows(messages, { ...whole, lineBefore: 2 })
    expect(dayFrom(rows, 'm4', -1)).toBe('m3')
    expect(dayFrom(rows, 'm3', -1)).toBe('m1')
    expect(dayFrom(rows, 'm1', 1)).toBe('m3')
    expect(dayFrom(rows, 'm1', -1)).toBeUndefined()
  })
})
