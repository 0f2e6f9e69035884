import { describe, expect, it } from 'vitest'
import { makeMessage, makeWaiting, nine } from '../../testkit/make-message.ts'
import { buildRows, dayOf } from './rows.ts'
import { neighbourOf } from './use-roving.ts'

const minute = 60_000

/** Rows in short: a day, the first of a group in capitals, a follow-up in small letters. */
function sketch(...messages: Parameters<typeof buildRows>[0]): string {
  return buildRows(messages)
    .map((row) => (row.kind === 'day' ? 'day' : row.isFirst ? row.key.toUpperCase() : row.key))
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
    const rows = buildRows([before, makeMessage(2, { sentAt: midnight })])
    expect(rows.map((row) => row.kind)).toEqual(['day', 'message', 'day', 'message'])
    expect(rows[2]).toMatchObject({ key: `day-${midnight}`, at: midnight })
    expect(rows[3]).toMatchObject({ isFirst: true })
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

  it('has no rows without messages', () => {
    expect(buildRows([])).toEqual([])
  })

  it('takes a day from its midnight', () => {
    expect(dayOf(nine)).toBe(new Date(2026, 3, 13).getTime())
  })
})

describe('neighbourOf', () => {
  it('is the next one that is left, else the one before, else none', () => {
    expect(neighbourOf('b', ['a', 'b', 'c', 'd'], ['a', 'd'])).toBe('d')
    expect(neighbourOf('d', ['a', 'b', 'd'], ['a', 'b'])).toBe('b')
    expect(neighbourOf('a', ['a'], [])).toBeUndefined()
  })
})
