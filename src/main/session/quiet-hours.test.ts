import { expect, it, onTestFinished, vi } from 'vitest'
import { nextQuietChange, quietHoursEnd } from './quiet-hours.ts'

/** A moment of the week from Sunday 12 April 2026, on the clock on the wall. */
function at(day: number, hour: number, minute = 0): number {
  return new Date(2026, 3, 12 + day, hour, minute).getTime()
}

const weekdays = { days: [1, 2, 3, 4, 5], from: 9 * 60, to: 12 * 60 }
const nights = { days: [5], from: 22 * 60, to: 7 * 60 }

it.each([
  ['before they begin', weekdays, at(1, 8, 59), null],
  ['as they begin', weekdays, at(1, 9), at(1, 12)],
  ['as they end', weekdays, at(1, 12), null],
  ['on another day', weekdays, at(0, 10), null],
  ['in the evening of their day', nights, at(5, 23), at(6, 7)],
  ['in the morning after', nights, at(6, 6), at(6, 7)],
  ['in the morning of their day', nights, at(5, 6), null]
])('knows whether they are: %s', (_, hours, now, end) => {
  expect(quietHoursEnd(hours, now)).toBe(end)
})

it.each([
  ['none', null, at(1, 8), null],
  ['no day', { ...weekdays, days: [] }, at(1, 8), null],
  ['their beginning today', weekdays, at(1, 8), at(1, 9)],
  ['their end', weekdays, at(1, 10), at(1, 12)],
  ['their beginning on another day', weekdays, at(5, 12), at(8, 9)],
  ['a week later', nights, at(6, 8), at(12, 22)],
  ['all day, one after the other', { days: [0, 1, 2, 3, 4, 5, 6], from: 0, to: 0 }, at(1, 8), at(2, 0)]
])('knows when they change next: %s', (_, hours, now, next) => {
  expect(nextQuietChange(hours, now)).toBe(next)
})

it.each([
  ['shorter', '2026-03-28T23:00:00+01:00', '2026-03-29T07:00:00+02:00'],
  ['longer', '2026-10-24T23:00:00+02:00', '2026-10-25T07:00:00+01:00']
])('ends by the clock on the wall when the night is %s', (_, now, end) => {
  vi.stubEnv('TZ', 'Europe/Paris')
  onTestFinished(() => void vi.unstubAllEnvs())
  const saturdays = { days: [6], from: 22 * 60, to: 7 * 60 }
  expect(quietHoursEnd(saturdays, Date.parse(now))).toBe(Date.parse(end))
})
