import { codePointLength } from './text.ts'

/** Who a notification is for: everyone on the server, or one person. */
export type NotificationKind = 'general' | 'personal'

/** A notification as the page shows it. `id` is the server's number; they come in its order. */
export interface Notification {
  readonly id: number
  readonly kind: NotificationKind
  /** Empty: it has none. */
  readonly title: string
  readonly body: string
  /** Null: the server itself, as its operator. */
  readonly senderId: number | null
  /** Milliseconds since 1970, by the server's clock. */
  readonly sentAt: number
  readonly isRead: boolean
}

/** How many are unread. */
export interface UnreadNotifications {
  readonly general: number
  readonly personal: number
  /** Those that the server counts and does not show. */
  readonly unlisted: number
}

/** Longest title and text of a notification, in code points after trimming. */
export const NOTIFICATION_LIMITS = { title: 80, body: 500 } as const

export type NotificationProblem = 'blank' | 'title_too_long' | 'too_long'

/** Why a title and a text cannot be a notification, or null when they can. */
export function notificationProblem(title: string, body: string): NotificationProblem | null {
  if (codePointLength(title.trim()) > NOTIFICATION_LIMITS.title) return 'title_too_long'
  const length = codePointLength(body.trim())
  if (length === 0) return 'blank'
  return length > NOTIFICATION_LIMITS.body ? 'too_long' : null
}
