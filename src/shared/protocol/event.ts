import Type, { type Static } from 'typebox'
import type { User } from '../model/user.ts'
import { ClientId, Id, StreamName, Timestamp, userToWire, WireUser, wireToUser } from './wire.ts'

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

const place = { stream: StreamName, seq: Id, event: Type.String({ minLength: 1, maxLength: 32 }) }
const PostedFrame = Type.Object({
  type: Type.Literal('chat_message'),
  ...place,
  data: Type.Object({
    id: Id,
    message: Type.String(),
    expediteur: WireUser,
    date_creation: Timestamp,
    client_id: ClientId,
    room: Id,
    n: Id,
    rev: Id,
    deleted: Type.Optional(Type.Literal(true))
  })
})
const DeletedFrame = Type.Object({
  type: Type.Literal('message_deleted'),
  ...place,
  message_id: Id,
  room: Id
})
export const EventFrame = Type.Union([PostedFrame, DeletedFrame])
export type EventFrame = Static<typeof EventFrame>

export function decodeEvent(frame: EventFrame): StreamEvent {
  const place = { stream: frame.stream, seq: frame.seq, id: frame.event }
  if (frame.type === 'message_deleted') {
    return { ...place, change: { kind: 'deleted', roomId: frame.room, messageId: frame.message_id } }
  }
  const { data } = frame
  const message: PostedMessage = {
    id: data.id,
    clientId: data.client_id,
    roomId: data.room,
    sender: wireToUser(data.expediteur),
    body: data.deleted ? null : data.message,
    sentAt: Date.parse(data.date_creation),
    n: data.n,
    rev: data.rev
  }
  return { ...place, change: { kind: 'posted', message } }
}

export function encodeEvent(event: StreamEvent): EventFrame {
  const place = { stream: event.stream, seq: event.seq, event: event.id }
  if (event.change.kind === 'deleted') {
    return {
      type: 'message_deleted',
      ...place,
      message_id: event.change.messageId,
      room: event.change.roomId
    }
  }
  const { message } = event.change
  return {
    type: 'chat_message',
    ...place,
    data: {
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
}
