import type { Static } from 'typebox'
import type { Down } from './down.ts'
import {
  encodeNotification,
  notificationType,
  type Change,
  type PostedMessage,
  type SentNotification
} from './event.ts'
import type { HistoryAnswer } from './http.ts'
import type { DOWN_FRAMES_LEVEL_0, MessageLevel0 } from './level-0-frames.ts'
import { userToWire } from './wire.ts'

type Frames = { [T in keyof typeof DOWN_FRAMES_LEVEL_0]: Static<(typeof DOWN_FRAMES_LEVEL_0)[T]> }
type Frame = Frames[keyof Frames]

/**
 * The frame by which a level 0 client hears of it: the original backend's names and shapes and nothing else,
 * but for the `code` beside an error's text. Null: level 0 has no word for it.
 */
export function encodeDownLevel0(down: Down): string | null {
  const frame = level0Frame(down)
  return frame && JSON.stringify(frame)
}

function level0Frame(down: Down): Frame | null {
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

function level0Event(change: Change): Frame | null {
  switch (change.kind) {
    case 'posted':
      return change.message.body === null
        ? null
        : { type: 'chat_message', data: encodeMessageLevel0(change.message, change.message.body) }
    case 'deleted':
      return { type: 'message_deleted', message_id: change.messageId }
    case 'notified':
      return { type: notificationType(change.notification), data: encodeNotification(change.notification) }
    case 'read':
      return null
  }
}

/** A message as level 0 knows it, live and in a page of history; `body`: its text, because it has one. */
function encodeMessageLevel0(message: PostedMessage, body: string): Static<typeof MessageLevel0> {
  return {
    id: message.id,
    message: body,
    expediteur: userToWire(message.sender),
    date_creation: new Date(message.sentAt).toISOString()
  }
}

/** A page of history, in the order of the messages; what was deleted has no place in it. */
export function encodeHistoryLevel0(messages: readonly PostedMessage[]): HistoryAnswer {
  const results = messages.flatMap((message) =>
    message.body === null ? [] : [encodeMessageLevel0(message, message.body)]
  )
  return { results }
}

/** What a level 0 client hears first: how many notifications its user has not read, and the newest of them. */
export function encodeUnreadLevel0(count: number, newest: readonly SentNotification[]): string {
  const notifications = newest.map((one) => ({ type: notificationType(one), ...encodeNotification(one) }))
  const frame: Frames['notifications_non_lues'] = { type: 'notifications_non_lues', count, notifications }
  return JSON.stringify(frame)
}
