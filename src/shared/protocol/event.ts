import Type, { type Static } from 'typebox'
import type { NotificationKind } from '../model/notification.ts'
import type { User } from '../model/user.ts'
import { ClientId, described, Id, StreamName, Timestamp, userToWire, WireUser, wireToUser } from './wire.ts'

/**
 * An event of a stream. `seq` counts from 1 without gaps; `id` is random, so that two histories with the same
 * numbers can be told apart.
 */
export interface StreamEvent {
  readonly stream: string
  readonly seq: number
  readonly id: string
  readonly change: Change
}

export type Change =
  | { readonly kind: 'posted'; readonly message: PostedMessage }
  | { readonly kind: 'deleted'; readonly roomId: number; readonly messageId: number }
  | { readonly kind: 'notified'; readonly notification: SentNotification }
  /** The stream's owner has read a notification, and `andOlder` all that were sent before it. */
  | { readonly kind: 'read'; readonly notificationId: number; readonly andOlder: boolean }

/** A notification as the server stores it. */
export interface SentNotification {
  readonly id: number
  readonly kind: NotificationKind
  /** Empty: it has none. */
  readonly title: string
  readonly body: string
  /** Null: the server itself, as its operator. */
  readonly sender: User | null
  /** Milliseconds since 1970, by the server's clock. */
  readonly sentAt: number
}

/** A message as the server stores it. */
export interface PostedMessage {
  readonly id: number
  readonly clientId: string
  readonly roomId: number
  readonly sender: User
  /** Null: deleted since; the log replays redacted. */
  readonly body: string | null
  /** Milliseconds since 1970, by the server's clock. */
  readonly sentAt: number
  /** Ordinal among the room's messages, from 1. */
  readonly n: number
  /** The `seq` of the message's last change: the greater one wins. */
  readonly rev: number
}

const place = {
  stream: described(StreamName, 'The stream that holds the event.'),
  seq: described(Id, 'The place of the event in the stream: 1, 2, 3, without gaps.'),
  event: Type.String({
    minLength: 1,
    maxLength: 32,
    description: 'The random id of the event, which a cursor names.'
  })
}
const PostedFrame = Type.Object(
  {
    type: Type.Literal('chat_message'),
    ...place,
    data: Type.Object(
      {
        id: described(Id, 'The number of the message, which `delete_message` names.'),
        message: Type.String({ description: 'The text; empty once the message is deleted.' }),
        expediteur: described(WireUser, 'Who sent it.'),
        date_creation: described(Timestamp, 'When, by the clock of the server.'),
        client_id: described(
          ClientId,
          'What its author called it. The server names the messages of level 0.'
        ),
        room: described(Id, 'The room it is in.'),
        n: described(Id, 'Its ordinal among the messages of the room, from 1; deleted ones keep theirs.'),
        rev: described(
          Id,
          'The `seq` of its last change. Of two versions of a message the one with the greater `rev` holds.'
        ),
        deleted: Type.Optional(
          Type.Literal(true, { description: 'Present once the message is deleted; its text is gone.' })
        )
      },
      { description: 'The message.' }
    )
  },
  { description: 'Somebody said something. Everybody in the room hears it, its author included.' }
)
const DeletedFrame = Type.Object(
  {
    type: Type.Literal('message_deleted'),
    ...place,
    message_id: described(Id, 'The number of the message.'),
    room: described(Id, 'The room it was in.')
  },
  { description: 'A message is gone, for everyone.' }
)
/** The level 0 backend's two kinds of notification, with the fields that it leaves open. */
const NotifiedFrame = Type.Object(
  {
    type: Type.Enum(['notification_general', 'notification_personal']),
    ...place,
    data: Type.Object(
      {
        id: described(Id, 'The number of the notification.'),
        titre: Type.Optional(Type.String({ description: 'The title. Absent or empty: it has none.' })),
        message: Type.String({ description: 'The text.' }),
        expediteur: described(Type.Optional(WireUser), 'Who sent it. Absent: the operator of the server.'),
        date_creation: described(Timestamp, 'When, by the clock of the server.')
      },
      { description: 'The notification.' }
    )
  },
  {
    description:
      'A notification: `notification_general` for everyone, `notification_personal` for this person.'
  }
)
const ReadFrame = Type.Object(
  {
    type: Type.Literal('notifications_read'),
    ...place,
    notification_id: described(Id, 'The number of the notification.'),
    and_older: Type.Boolean({ description: 'Whether all that were sent before it are read too.' })
  },
  { description: 'This person has read a notification, here or on another device.' }
)

export const EventFrame = Type.Union([PostedFrame, DeletedFrame, NotifiedFrame, ReadFrame])
export type EventFrame = Static<typeof EventFrame>

/** Every frame that carries an event, by its type. */
export const EVENT_FRAMES = {
  chat_message: PostedFrame,
  message_deleted: DeletedFrame,
  notification_general: NotifiedFrame,
  notification_personal: NotifiedFrame,
  notifications_read: ReadFrame
} as const satisfies { readonly [T in EventFrame['type']]: Type.TSchema }

export function decodeEvent(frame: EventFrame): StreamEvent {
  return { stream: frame.stream, seq: frame.seq, id: frame.event, change: decodeChange(frame) }
}

function decodeChange(frame: EventFrame): Change {
  switch (frame.type) {
    case 'chat_message':
      return { kind: 'posted', message: decodeMessage(frame) }
    case 'message_deleted':
      return { kind: 'deleted', roomId: frame.room, messageId: frame.message_id }
    case 'notification_general':
    case 'notification_personal':
      return { kind: 'notified', notification: decodeNotification(frame) }
    case 'notifications_read':
      return { kind: 'read', notificationId: frame.notification_id, andOlder: frame.and_older }
  }
}

function decodeMessage({ data }: Static<typeof PostedFrame>): PostedMessage {
  return {
    id: data.id,
    clientId: data.client_id,
    roomId: data.room,
    sender: wireToUser(data.expediteur),
    body: data.deleted ? null : data.message,
    sentAt: Date.parse(data.date_creation),
    n: data.n,
    rev: data.rev
  }
}

function decodeNotification({ type, data }: Static<typeof NotifiedFrame>): SentNotification {
  return {
    id: data.id,
    kind: type === 'notification_general' ? 'general' : 'personal',
    title: data.titre ?? '',
    body: data.message,
    sender: data.expediteur ? wireToUser(data.expediteur) : null,
    sentAt: Date.parse(data.date_creation)
  }
}

export function encodeEvent(event: StreamEvent): EventFrame {
  const place = { stream: event.stream, seq: event.seq, event: event.id }
  const { change } = event
  switch (change.kind) {
    case 'posted':
      return { type: 'chat_message', ...place, data: encodeMessage(change.message) }
    case 'deleted':
      return { type: 'message_deleted', ...place, message_id: change.messageId, room: change.roomId }
    case 'notified': {
      const { notification } = change
      return { type: notificationType(notification), ...place, data: encodeNotification(notification) }
    }
    case 'read':
      return {
        type: 'notifications_read',
        ...place,
        notification_id: change.notificationId,
        and_older: change.andOlder
      }
  }
}

function encodeMessage(message: PostedMessage): Static<typeof PostedFrame>['data'] {
  return {
    id: message.id,
    message: message.body ?? '',
    expediteur: userToWire(message.sender),
    date_creation: new Date(message.sentAt).toISOString(),
    client_id: message.clientId,
    room: message.roomId,
    n: message.n,
    rev: message.rev,
    ...(message.body === null ? { deleted: true as const } : {})
  }
}

export function notificationType({ kind }: SentNotification): Static<typeof NotifiedFrame>['type'] {
  return kind === 'general' ? 'notification_general' : 'notification_personal'
}

export function encodeNotification(notification: SentNotification): Static<typeof NotifiedFrame>['data'] {
  const { id, title, body, sender, sentAt } = notification
  return {
    id,
    titre: title,
    message: body,
    ...(sender ? { expediteur: userToWire(sender) } : {}),
    date_creation: new Date(sentAt).toISOString()
  }
}
