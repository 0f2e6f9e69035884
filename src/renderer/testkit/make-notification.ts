import type { Notification } from '../../shared/model/notification.ts'
import { nine } from './make-message.ts'

/** Notification `id`, to everyone and unread, unless `change` says otherwise. */
export function makeNotification(id: number, change: Partial<Notification> = {}): Notification {
  return {
    id,
    kind: 'general',
    title: `title ${id}`,
    body: `text ${id}`,
    senderId: 2,
    sentAt: nine + id * 60_000,
    isRead: false,
    ...change
  }
}

/** Newest first, as they are held. */
export function makeNotifications(from: number, to: number): Notification[] {
  return Array.from({ length: to - from + 1 }, (_, index) => makeNotification(to - index))
}
