import type { Notification } from '../../../shared/model/notification.ts'

/** The notifications of one day, by the clock of this computer. */
export interface Day {
  /** Stays the same whatever comes before it and after it, and in it. */
  readonly key: string
  /** Some moment of it. */
  readonly at: number
  readonly notifications: readonly Notification[]
}

/** Cuts a list wherever the day changes; its order stays. */
export function groupByDay(notifications: readonly Notification[]): Day[] {
  const days: { key: string; at: number; notifications: Notification[] }[] = []
  for (const notification of notifications) {
    const last = days.at(-1)
    const day = dayOf(notification.sentAt)
    if (last && dayOf(last.at) === day) last.notifications.push(notification)
    else {
      // A clock that was wrong makes one day come twice.
      const before = days.filter(({ at }) => dayOf(at) === day).length
      days.push({ key: `${day} ${before}`, at: notification.sentAt, notifications: [notification] })
    }
  }
  return days
}

/** How many midnights lie between a moment and now. */
export function daysAgo(at: number, now: number): number {
  return Math.round((startOf(now) - startOf(at)) / 86_400_000)
}

function dayOf(at: number): string {
  return new Date(at).toDateString()
}

function startOf(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}
