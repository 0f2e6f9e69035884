import type { TSchema } from 'typebox'
import { Compile, type Validator } from 'typebox/compile'
import { lazy } from '../std/lazy.ts'
import { fail, ok, type Result } from '../std/result.ts'
import type { Room } from '../model/room.ts'
import type { User } from '../model/user.ts'
import { PROTOCOL_VERSION } from './constants.ts'
import { DOWN_FRAMES, type DownFrame } from './down-frames.ts'
import { decodeEvent, encodeEvent, type StreamEvent } from './event.ts'
import { parseFrame, userToWire, wireToUser, type WireFrame } from './wire.ts'

/** What the server says at level 1, parsed. */
export type Down =
  | Hello
  | { readonly type: 'event'; readonly event: StreamEvent }
  | {
      readonly type: 'accepted'
      readonly clientId: string
      readonly roomId: number
      readonly id: number
      readonly seq: number
      readonly n: number
      /** The server's time of the message, milliseconds since 1970. */
      readonly sentAt: number
    }
  /** An announcement is out: the answer to its sender. */
  | { readonly type: 'announced'; readonly clientId: string; readonly notificationId: number }
  | {
      readonly type: 'error'
      readonly code: string
      readonly message: string
      readonly requestId: string | null
    }
  | { readonly type: 'online'; readonly users: readonly User[] }
  | Reconnect
  | OnlineChanged
  /** So many events answer the `resume`, those of all streams together. */
  | { readonly type: 'catching-up'; readonly events: number }
  /** The answer to `resume` is complete: live events follow. */
  | { readonly type: 'caught-up' }
  /** The events `from` to `to` are left out; of the messages before them these were changed meanwhile. */
  | {
      readonly type: 'limited'
      readonly stream: string
      readonly from: number
      readonly to: number
      readonly deleted: readonly number[]
    }
  /** The events `from` to `to` are not for this person: they count as applied. `event`: the random id of the last. */
  | {
      readonly type: 'withheld'
      readonly stream: string
      readonly from: number
      readonly to: number
      readonly event: string
    }
  /**
   * The server's stream is not the one the client's cursor is from; they agree up to `common`, whose random id `event`
   * is, and what follows goes on after it.
   */
  | { readonly type: 'diverged'; readonly stream: string; readonly common: number; readonly event: string }
  /** How far this person has read, on whichever device; rooms that are not named are as they were. */
  | { readonly type: 'read-positions'; readonly positions: readonly ReadPosition[] }
  | {
      readonly type: 'page'
      readonly requestId: string
      readonly stream: string
      readonly from: number
      readonly to: number
      readonly events: readonly StreamEvent[]
    }

/** How far a person has read a room, as the server knows it. */
export interface ReadPosition {
  readonly roomId: number
  /** Ordinal of the last message that was read; 0: none. */
  readonly n: number
  /** Messages of others beyond it that are not deleted, counted when `newestN` was the room's newest ordinal. */
  readonly unread: number
  readonly newestN: number
}

/** What became of the list of who is online: these are in it, and the ones with these numbers are not. */
export interface OnlineChanged {
  readonly type: 'online-changed'
  readonly joined: readonly User[]
  readonly left: readonly number[]
}

/** The first frame of every level 1 connection. */
export interface Hello {
  readonly type: 'hello'
  readonly protocol: number
  /** `epoch` names this history of the server; another one means that it was restored or replaced. */
  readonly server: { readonly name: string; readonly epoch: string }
  readonly user: User
  readonly rooms: readonly Room[]
  /** Milliseconds between two pings of the server. */
  readonly heartbeat: number
  /** Longest message in code points after trimming. */
  readonly messageLimit: number
  /** What the server's clock showed, milliseconds since 1970; null: a server of before, which does not say. */
  readonly time: number | null
}

/** The server is about to stop. Come back after so many milliseconds: everybody gets another number. */
export interface Reconnect {
  readonly type: 'reconnect'
  readonly afterMs: number
}

/** One for each type: a frame is not held against all the others, and what never comes is never compiled. */
const validators: ReadonlyMap<unknown, () => Validator> = new Map(
  Object.entries(DOWN_FRAMES).map(([type, schema]) => [type, lazy(() => Compile(schema as TSchema))])
)

/** Parses a frame from the server, and reads it. */
export function decodeDown(text: string): Result<Down | null, 'bad_frame' | 'too_new'> {
  const parsed = parseFrame(text)
  return parsed.ok ? readDown(parsed.value) : parsed
}

/**
 * Reads a frame from the server. Null is a frame of a type that this client does not know: ignored. `too_new`: the
 * server greets in a later protocol than this program speaks, whatever else the greeting holds.
 */
export function readDown(frame: WireFrame): Result<Down | null, 'bad_frame' | 'too_new'> {
  if (frame['type'] === 'hello' && Number(frame['protocol']) > PROTOCOL_VERSION) return fail('too_new')
  const validator = validators.get(frame['type'])
  if (!validator) return ok(null)
  return validator().Check(frame) ? ok(frameToDown(frame as DownFrame)) : fail('bad_frame')
}

/** The level 1 frame for what the server says; the inverse of `decodeDown`. */
export function encodeDown(down: Down): string {
  return JSON.stringify(downToFrame(down))
}

function frameToDown(frame: DownFrame): Down {
  switch (frame.type) {
    case 'hello':
      return {
        type: 'hello',
        protocol: frame.protocol,
        server: frame.server,
        user: wireToUser(frame.user),
        rooms: frame.rooms,
        heartbeat: frame.heartbeat,
        messageLimit: frame.limits.message,
        time: frame.time === undefined ? null : Date.parse(frame.time)
      }
    case 'chat_message':
    case 'message_deleted':
    case 'notification_general':
    case 'notification_personal':
    case 'notifications_read':
      return { type: 'event', event: decodeEvent(frame) }
    case 'accepted':
      return {
        type: 'accepted',
        clientId: frame.client_id,
        roomId: frame.room,
        id: frame.id,
        seq: frame.seq,
        n: frame.n,
        sentAt: Date.parse(frame.date_creation)
      }
    case 'announced':
      return { type: 'announced', clientId: frame.client_id, notificationId: frame.notification_id }
    case 'error':
      return { type: 'error', code: frame.code, message: frame.message, requestId: frame.request_id ?? null }
    case 'online_users_update':
      return { type: 'online', users: frame.users.map(wireToUser) }
    case 'reconnect':
      return { type: 'reconnect', afterMs: frame.after_ms }
    case 'online_changed':
      return { type: 'online-changed', joined: frame.joined.map(wireToUser), left: frame.left }
    case 'catching_up':
      return { type: 'catching-up', events: frame.events }
    case 'caught_up':
      return { type: 'caught-up' }
    case 'limited':
      return {
        type: 'limited',
        stream: frame.stream,
        from: frame.from,
        to: frame.to,
        deleted: frame.changed.map((change) => change.message_id)
      }
    case 'withheld':
      return { type: 'withheld', stream: frame.stream, from: frame.from, to: frame.to, event: frame.event }
    case 'diverged':
      return { type: 'diverged', stream: frame.stream, common: frame.common, event: frame.event }
    case 'read_positions':
      return {
        type: 'read-positions',
        positions: frame.positions.map(({ room, n, unread, newest }) => ({
          roomId: room,
          n,
          unread,
          newestN: newest
        }))
      }
    case 'page':
      return {
        type: 'page',
        requestId: frame.request_id,
        stream: frame.stream,
        from: frame.from,
        to: frame.to,
        events: frame.events.map(decodeEvent)
      }
  }
}

function downToFrame(down: Down): DownFrame {
  switch (down.type) {
    case 'hello':
      return {
        type: 'hello',
        protocol: down.protocol,
        server: down.server,
        user: userToWire(down.user),
        rooms: [...down.rooms],
        heartbeat: down.heartbeat,
        limits: { message: down.messageLimit },
        ...(down.time !== null && { time: new Date(down.time).toISOString() })
      }
    case 'event':
      return encodeEvent(down.event)
    case 'accepted':
      return {
        type: 'accepted',
        client_id: down.clientId,
        room: down.roomId,
        id: down.id,
        seq: down.seq,
        n: down.n,
        date_creation: new Date(down.sentAt).toISOString()
      }
    case 'announced':
      return { type: 'announced', client_id: down.clientId, notification_id: down.notificationId }
    case 'error':
      return {
        type: 'error',
        code: down.code,
        message: down.message,
        ...(down.requestId === null ? {} : { request_id: down.requestId })
      }
    case 'online':
      return { type: 'online_users_update', users: down.users.map(userToWire) }
    case 'reconnect':
      return { type: 'reconnect', after_ms: down.afterMs }
    case 'online-changed':
      return { type: 'online_changed', joined: down.joined.map(userToWire), left: [...down.left] }
    case 'catching-up':
      return { type: 'catching_up', events: down.events }
    case 'caught-up':
      return { type: 'caught_up' }
    case 'limited':
      return {
        type: 'limited',
        stream: down.stream,
        from: down.from,
        to: down.to,
        changed: down.deleted.map((id) => ({ message_id: id, deleted: true }))
      }
    case 'withheld':
      return { type: 'withheld', stream: down.stream, from: down.from, to: down.to, event: down.event }
    case 'diverged':
      return { type: 'diverged', stream: down.stream, common: down.common, event: down.event }
    case 'read-positions':
      return {
        type: 'read_positions',
        positions: down.positions.map(({ roomId, n, unread, newestN }) => ({
          room: roomId,
          n,
          unread,
          newest: newestN
        }))
      }
    case 'page':
      return {
        type: 'page',
        request_id: down.requestId,
        stream: down.stream,
        from: down.from,
        to: down.to,
        events: down.events.map(encodeEvent)
      }
  }
}
