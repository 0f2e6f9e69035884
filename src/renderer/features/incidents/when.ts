import type { Dates } from '../../i18n/dates.ts'

/** When something happened: the time, with the day where that is not this one. */
export function whenOf(at: number, dates: Dates, now = Date.now()): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString()
  return isToday ? dates.time(at) : dates.full(at)
}
