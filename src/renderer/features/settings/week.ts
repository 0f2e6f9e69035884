/** The days of a week as they are set: Monday first; 0 is Sunday. */
export const WEEK = [1, 2, 3, 4, 5, 6, 0] as const

/** With a day that was not in it, or without one that was; in the order of the week. */
export function toggleDay(days: readonly number[], day: number): number[] {
  return WEEK.filter((one) => (one === day ? !days.includes(one) : days.includes(one)))
}

/** The short and the long name of a day. */
export function dayNames(locale: string, day: number): { short: string; long: string } {
  // A Sunday.
  const date = new Date(2024, 0, 7 + day)
  const name = (weekday: 'short' | 'long') => new Intl.DateTimeFormat(locale, { weekday }).format(date)
  const short = name('short').replace(/\.$/, '')
  return { short: short.charAt(0).toLocaleUpperCase(locale) + short.slice(1), long: name('long') }
}

/** "22:30", as a field for a time wants it. */
export function clockOf(minute: number): string {
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}

/** Null: the field is not filled in. */
export function minuteOf(clock: string): number | null {
  const [, hour, minute] = /^(\d{2}):(\d{2})/.exec(clock) ?? []
  return hour === undefined || minute === undefined ? null : Number(hour) * 60 + Number(minute)
}
