import { expect, it } from 'vitest'
import { makeNotification } from '../../testkit/make-notification.ts'
import { daysAgo, groupByDay } from './group-by-day.ts'

const at = (day: number, hour: number): number => new Date(2026, 3, day, hour, 30).getTime()

it('cuts the list where the day changes, and keeps its order', () => {
  const list = [at(13, 9), at(13, 0), at(12, 23), at(2, 12)].map((sentAt, index) =>
    makeNotification(9 - index, { sentAt })
  )
  const days = groupByDay(list).map(({ notifications }) => notifications.map(({ id }) => id))
  expect(days).toEqual([[9, 8], [7], [6]])
  expect(groupByDay([])).toEqual([])
})

it('knows a day again whatever comes before it and after it', () => {
  const keys = (times: number[]): string[] =>
    groupByDay(times.map((sentAt, index) => makeNotification(9 - index, { sentAt }))).map(({ key }) => key)
  const [today, yesterday] = keys([at(13, 9), at(12, 23)])
  expect(keys([at(13, 10), at(13, 9), at(12, 23), at(12, 22)])).toEqual([today, yesterday])
  expect(new Set(keys([at(13, 9), at(12, 23), at(13, 8)])).size).toBe(3)
})

it('counts midnights, not hours, across the change of the clocks too', () => {
  expect(daysAgo(at(13, 23), at(13, 23))).toBe(0)
  expect(daysAgo(at(12, 23), at(13, 0))).toBe(1)
  expect(daysAgo(new Date(2026, 2, 28, 12).getTime(), new Date(2026, 2, 30, 12).getTime())).toBe(2)
})
