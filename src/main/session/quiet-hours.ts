import type { QuietHours } from '../../shared/ipc/preferences.ts'

/** When the quiet hours of which `now` is one end; null: now is none. Milliseconds since 1970, in this computer's zone. */
export function quietHoursEnd(hours: QuietHours | null, now: number): number | null {
  if (!hours) return null
  // They may have begun yesterday.
  for (const day of [-1, 0]) {
    const begin = momentOf(now, day, hours.from)
    const end = momentOf(now, hours.to <= hours.from ? day + 1 : day, hours.to)
    const isTheirDay = hours.days.includes(new Date(begin).getDay())
    if (isTheirDay && begin <= now && now < end) return end
  }
  return null
}

/** The next moment at which quiet hours begin or end; null: there are none. */
export function nextQuietChange(hours: QuietHours | null, now: number): number | null {
  if (!hours || hours.days.length === 0) return null
  const end = quietHoursEnd(hours, now)
  if (end !== null) return end
  const begins = [0, 1, 2, 3, 4, 5, 6, 7].map((day) => momentOf(now, day, hours.from))
  return begins.find((begin) => begin > now && hours.days.includes(new Date(begin).getDay())) ?? null
}

/** A minute of the day that is so many days from now, as the clock on the wall shows it. */
function momentOf(now: number, days: number, minute: number): number {
  const moment = new Date(now)
  moment.setDate(moment.getDate() + days)
  return moment.setHours(0, minute, 0, 0)
}
