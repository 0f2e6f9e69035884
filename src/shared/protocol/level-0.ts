import type { Down } from './down.ts'
import { encodeNotification, notificationType, type Change, type SentNotification } from './event.ts'
import { userToWire } from './wire.ts'

/**
 * The frame by which a level 0 client hears of it: the original backend's names and shapes and nothing else,
 * but for the `code` beside an error's text. Null: level 0 has no word for it.
 */
export function encodeDownLevel0(down: Down): string | null {
  const frame = level0Frame(down)
  return frame && JSON.stringify(frame)
}

function level0Frame(down: Down): object | null {
  switch (down.type) {
    case 'event':
      return level0Event(down.event.change)
    case 'error':
      return { type: 'error', message: down.message, code: down.code }
    case 'online':
      return { type: 'online_users_update', users: down.users.map(userToWire) }
    default:
      return null
  }
}

function level0Event(change: Change): object | null {
  switch (change.kind) {
    case 'posted': {
      const { message } = change
      if (message.body === null) return null
      return {
        type: 'chat_message',
        data: {
          id: message.id,
          message: message.body,
          expediteur: userToWire(message.sender),
          date_creation: new Date(message.sentAt).toISOString()
        }
      }
    }
    case 'deleted':
      return { type: 'message_deleted', message_id: change.messageId }
    case 'notified':
      return { type: notificationType(change.notification), data: encodeNotification(change.notification) }
    case 'read':
      return null
  }
}

/** What a level 0 client hears first: how many notifications its user has not read, and the newest of them. */
export function encodeUnreadLevel0(count: number, newest: readonly SentNotification[]): string {
  const notifications = newest.map((one) => ({ type: notificationType(one), ...encodeNotification(one) }))
  return JSON.stringify({ type: 'notifications_non_lues', count, notifications })
}
