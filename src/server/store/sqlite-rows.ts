import type { NotificationKind } from '../../shared/model/notification.ts'
import type { User } from '../../shared/model/user.ts'
import { SERVER_STREAM } from '../../shared/protocol/constants.ts'
import type { Change, PostedMessage, SentNotification, StreamEvent } from '../../shared/protocol/event.ts'
import { unreachable } from '../../shared/std/unreachable.ts'

/** A user as every query of this folder selects one. */
export interface UserRow {
  readonly user_id: number
  readonly username: string
  readonly first_name: string
  readonly last_name: string
  readonly is_superuser: number
}

export const USER_COLUMNS = `
  users.id AS user_id, users.username, users.first_name, users.last_name, users.is_superuser`

export const SELECT_USER = `SELECT ${USER_COLUMNS} FROM users WHERE id = ?`

/** Whoever was deactivated has no rights, whatever was asked for in their name. */
export const SELECT_ACTIVE_USER = `${SELECT_USER} AND deactivated_at IS NULL`

export function rowToUser(row: UserRow): User {
  return {
    id: row.user_id,
    username: row.username,
    firstName: row.first_name,
    lastName: row.last_name,
    isSuperuser: row.is_superuser === 1
  }
}

/** A message as it is now, and its author. */
export interface MessageRow extends UserRow {
  readonly message_id: number
  readonly room: number
  readonly client_id: string
  readonly body: string | null
  readonly n: number
  readonly rev: number
  readonly created_at: number
}

/** To be selected with `USER_COLUMNS`. */
export const MESSAGE_COLUMNS = `
  messages.id AS message_id, messages.room, messages.client_id, messages.body, messages.n, messages.rev,
  messages.created_at`

/** An event of a room with the message that it is about. */
interface RoomEventRow extends MessageRow {
  readonly seq: number
  readonly event_id: string
  readonly kind: 'posted' | 'deleted'
}

/** A notification with its author, who is missing when it is the operator's. */
export type NotificationRow = {
  readonly notification_id: number
  readonly title: string
  readonly body: string
  readonly created_at: number
} & (UserRow | { readonly [Column in keyof UserRow]: null })

/** To be selected with `USER_COLUMNS`. */
export const NOTIFICATION_COLUMNS =
  'notifications.id AS notification_id, notifications.title, notifications.body, notifications.created_at'

/** How a mark is written down: it is about one notification, or about all up to it. */
export type ReadEventKind = 'read' | 'read_to'

/** An event of a stream without messages, with the notification that it is about. */
type NotificationEventRow = NotificationRow & {
  readonly seq: number
  readonly event_id: string
  readonly kind: 'notified' | ReadEventKind
}

export type EventRow = RoomEventRow | NotificationEventRow

export function rowToEvent(stream: string, row: EventRow): StreamEvent {
  return { stream, seq: row.seq, id: row.event_id, change: rowToChange(stream, row) }
}

function rowToChange(stream: string, row: EventRow): Change {
  switch (row.kind) {
    case 'posted':
      return { kind: 'posted', message: rowToMessage(row) }
    case 'deleted':
      return { kind: 'deleted', roomId: row.room, messageId: row.message_id }
    case 'notified':
      return { kind: 'notified', notification: rowToNotification(notificationKind(stream), row) }
    case 'read':
    case 'read_to':
      return { kind: 'read', notificationId: row.notification_id, andOlder: row.kind === 'read_to' }
    default:
      return unreachable(row)
  }
}

export function rowToMessage(row: MessageRow): PostedMessage {
  return {
    id: row.message_id,
    clientId: row.client_id,
    roomId: row.room,
    sender: rowToUser(row),
    body: row.body,
    sentAt: row.created_at,
    n: row.n,
    rev: row.rev
  }
}

export function rowToNotification(kind: NotificationKind, row: NotificationRow): SentNotification {
  return {
    id: row.notification_id,
    kind,
    title: row.title,
    body: row.body,
    sender: row.user_id === null ? null : rowToUser(row),
    sentAt: row.created_at
  }
}

/** Told by the stream that a notification is in. */
export function notificationKind(stream: string): NotificationKind {
  return stream === SERVER_STREAM ? 'general' : 'personal'
}
