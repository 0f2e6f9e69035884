import Type, { type Static, type TSchema } from 'typebox'
import type { AddressProblem } from '../model/address.ts'
import type { Message } from '../model/message.ts'
import type { Notification, NotificationProblem, UnreadNotifications } from '../model/notification.ts'
import type { Place } from '../model/place.ts'
import type { Reading } from '../model/reading.ts'
import type { Room } from '../model/room.ts'
import type { BodyProblem } from '../model/text.ts'
import type { User } from '../model/user.ts'
import type { ErrorCode } from '../protocol/errors.ts'
import type { Result } from '../std/result.ts'

/** One call from the page to main: the schema of its parameters, and by type alone what comes back. */
export interface Call<P extends TSchema, R> {
  readonly params: P
  readonly result?: R
}

function call<R>() {
  return <P extends TSchema>(params: P): Call<P, R> => ({ params })
}

const Address = Type.String({ maxLength: 2048 })
const Username = Type.String({ minLength: 1, maxLength: 150 })
const Password = Type.String({ minLength: 1, maxLength: 1024 })
const ClientId = Type.String({ minLength: 1, maxLength: 64 })
const nothing = Type.Object({})

/** Every call of the page, once. A new one touches this file and its handler, no third place. */
export const calls = {
  'app.state': call<Result<AppState>>()(nothing),
  'app.configure': call<Result<undefined>>()(
    Type.Object({
      theme: Type.Optional(Type.Enum(['system', 'light', 'dark'])),
      language: Type.Optional(Type.Enum(['fr', 'en'])),
      quiet: Type.Optional(Type.Enum(['off', 'half-hour', 'hour', 'tomorrow', 'always']))
    })
  ),
  /** Quits, or asks first by `quit.asked` when something has not left yet; `force` does not ask. */
  'app.quit': call<Result<undefined>>()(Type.Object({ force: Type.Boolean() })),
  /** Asks an address what it is, before anybody signs in there. */
  'servers.find': call<Result<FoundServer, FindProblem>>()(Type.Object({ address: Address })),
  /** The companion server that runs on this computer; null: none answers at the usual port. */
  'servers.findLocal': call<Result<FoundServer | null>>()(nothing),
  'accounts.signIn': call<Result<SignedIn, SignInProblem> | Throttled>()(
    Type.Object({ address: Address, username: Username, password: Password, keep: Type.Boolean() })
  ),
  /** Makes the first superuser of a new server with its one-time code, and signs them in. */
  'accounts.setUp': call<Result<SignedIn, SignInProblem> | Throttled>()(
    Type.Object({
      address: Address,
      code: Type.String({ minLength: 1, maxLength: 64 }),
      username: Username,
      password: Password,
      keep: Type.Boolean()
    })
  ),
  /** Tries again to keep the session for the next start. */
  'accounts.keep': call<Result<SignedIn, 'signed_out'>>()(nothing),
  'accounts.signOut': call<Result<undefined>>()(nothing),
  /** The newest messages of a room before a place in it (null: the end), in their order. */
  'messages.page': call<Result<MessagePage, 'signed_out'>>()(
    Type.Object({ roomId: Type.Integer(), before: Type.Union([Type.Integer(), Type.Null()]) })
  ),
  /** Returns once the message is on disk; it leaves by itself when there is a connection. */
  'messages.send': call<Result<undefined, BodyProblem | 'signed_out' | 'disk'>>()(
    Type.Object({ roomId: Type.Integer(), body: Type.String({ maxLength: 100_000 }) })
  ),
  /** Returns once the server has said that the message is gone for everyone, or why not. */
  'messages.delete': call<Result<undefined, DeleteProblem>>()(Type.Object({ clientId: ClientId })),
  'messages.retry': call<Result<undefined, 'signed_out'>>()(Type.Object({ clientId: ClientId })),
  /**
   * Takes back a message that was never handed over or was refused; answers its text. `toDraft`: which becomes the
   * draft of its room, in front of what is there.
   */
  'messages.cancel': call<Result<{ body: string }, 'signed_out' | 'not_cancellable'>>()(
    Type.Object({ clientId: ClientId, toDraft: Type.Boolean() })
  ),
  /** Notes that a room has been read up to a message, by its ordinal; only ever forward. */
  'rooms.markRead': call<Result<undefined, 'signed_out'>>()(
    Type.Object({ roomId: Type.Integer(), n: Type.Integer({ minimum: 0 }) })
  ),
  /** Keeps what is being written; an empty text forgets it. */
  'drafts.save': call<Result<undefined, 'signed_out' | 'disk'>>()(
    Type.Object({ roomId: Type.Integer(), text: Type.String({ maxLength: 100_000 }) })
  ),
  /** The newest notifications before one (null: the newest of all), newest first. */
  'notifications.page': call<Result<NotificationPage, 'signed_out'>>()(
    Type.Object({
      kind: Type.Enum(['all', 'general', 'personal']),
      before: Type.Union([Type.Integer(), Type.Null()])
    })
  ),
  /** Marks one as read, here at once and at the server as soon as there is a connection. */
  'notifications.markRead': call<Result<undefined, 'signed_out'>>()(Type.Object({ id: Type.Integer() })),
  'notifications.markAllRead': call<Result<undefined, 'signed_out'>>()(nothing),
  /** Tells everyone on the server something; superusers only. The same `clientId` again is the same announcement. */
  'announcements.send': call<Result<undefined, AnnounceProblem>>()(
    Type.Object({
      clientId: Type.String({ pattern: '^[0-9a-f-]{36}$' }),
      title: Type.String({ maxLength: 1000 }),
      body: Type.String({ maxLength: 10_000 })
    })
  ),
  /** Tries to connect now, or looks whether the connection still lives. */
  'connection.retry': call<Result<undefined>>()(nothing),
  /** The newest lines of the connection's log, oldest first; without secrets and texts. */
  'log.read': call<Result<{ lines: readonly string[] }>>()(nothing),
  /** Shows the log's file in the system's file manager. */
  'log.reveal': call<Result<undefined>>()(nothing)
} as const

/** Everything that main announces to the page. */
export interface Events {
  'app.changed': AppState
  'messages.changed': MessagesChanged
  'people.changed': People
  'connection.changed': ConnectionState
  'reading.changed': Reading
  'notifications.changed': NotificationsChanged
  /** What the system could not show as a notification: it is for the page to show. */
  'alert.raised': Alert
  /** Somebody came from outside to see this: a click on a notification, or the tray. */
  'place.opened': Place
  /** Quitting was asked for while messages have not left yet. */
  'quit.asked': { readonly unsent: number }
}

export type Theme = 'system' | 'light' | 'dark'
export type Language = 'fr' | 'en'

/** What the page must know before it can draw anything. */
export interface AppState {
  readonly language: Language
  readonly theme: Theme
  /** Address of a server that this program was started with, to be offered on the first run. */
  readonly suggestedAddress: string | null
  readonly session: Session | null
  /** Do not disturb, and until when (milliseconds since 1970; null: until it is turned off). Null: it is off. */
  readonly quiet: { readonly until: number | null } | null
}

/** The signed-in account. Present without a network too: it comes from the copy on disk. */
export interface Session {
  readonly user: User
  readonly server: { readonly name: string; readonly origin: string }
  readonly room: Room
  /** Longest message, in code points after trimming. */
  readonly messageLimit: number
  readonly connection: ConnectionState
  readonly people: People
  readonly reading: Reading
  /** What was being written in the room. */
  readonly draft: string
  readonly unreadNotifications: UnreadNotifications
}

export type ConnectionState =
  | { readonly phase: 'connecting'; readonly lostAt: number | null; readonly failures: number }
  | { readonly phase: 'online' }
  /** The next try is at `retryAt`. Times are milliseconds since 1970; `lostAt` null: never online in this run. */
  | {
      readonly phase: 'waiting'
      readonly retryAt: number
      readonly lostAt: number | null
      readonly failures: number
    }
  /** The server no longer accepts this session: the copy stays readable. */
  | { readonly phase: 'signed-out' }
  /** The system's keyring, which holds the session's token, is locked. */
  | { readonly phase: 'locked' }
  /** The server speaks a later protocol than this program. */
  | { readonly phase: 'outdated' }

export interface People {
  readonly online: readonly User[]
}

export interface FoundServer {
  readonly origin: string
  readonly name: string
  /** The server has no user yet: its one-time code makes the first one. */
  readonly needsSetup: boolean
}

/**
 * A sign-in that worked, and where the session is kept for the next start: the system's keyring; a file that only
 * its owner can read, where there is no keyring; nowhere because the keyring is locked; nowhere, as was asked.
 */
export interface SignedIn {
  readonly kept: 'keyring' | 'file' | 'locked' | 'no'
}

/** Too many tries: the next one is possible after so many seconds. */
export type Throttled = {
  readonly ok: false
  readonly code: 'rate_limited'
  readonly retryAfter: number
}

export type NetworkProblem =
  /** Nobody answers there, or nothing gets there. */
  | 'unreachable'
  /** This computer has no network. */
  | 'no_network'
  /** No computer has this name. */
  | 'unknown_host'
  | 'certificate_unknown'
  | 'certificate_expired'
  | 'certificate_name'
  /** Something answers that is not a Causerie server. */
  | 'not_causerie'
  /** A Causerie server that speaks only later protocols. */
  | 'outdated'
export type FindProblem = AddressProblem | NetworkProblem
export type SignInProblem = FindProblem | ErrorCode | 'disk'
export type DeleteProblem = ErrorCode | 'signed_out' | 'offline' | 'no_answer' | 'not_placed'
export type AnnounceProblem = NotificationProblem | ErrorCode | 'signed_out' | 'offline' | 'no_answer'

export type Quiet = 'off' | 'half-hour' | 'hour' | 'tomorrow' | 'always'

export interface NotificationPage {
  readonly notifications: readonly Notification[]
  readonly users: readonly User[]
  readonly hasOlder: boolean
}

export interface NotificationsChanged {
  readonly upserted: readonly Notification[]
  /** The senders of `upserted`. */
  readonly users: readonly User[]
  readonly unread: UnreadNotifications
  /** More has changed than `upserted` says: what the page holds is void. */
  readonly reset: boolean
}

/** `place`: where a press on it leads; null: nowhere. */
export interface Alert {
  readonly title: string
  readonly body: string
  readonly place: Place | null
}

export interface MessagePage {
  readonly messages: readonly Message[]
  readonly users: readonly User[]
  readonly hasOlder: boolean
}

export interface MessagesChanged {
  readonly roomId: number
  readonly upserted: readonly Message[]
  /** Client ids of the messages that are gone. */
  readonly removed: readonly string[]
  /** The senders of `upserted`. */
  readonly users: readonly User[]
  /** The room's copy was made anew: what the page holds of it is void. */
  readonly reset: boolean
}

export type Calls = typeof calls
export type CallName = keyof Calls
export type CallParams<N extends CallName> = Static<Calls[N]['params']>
export type CallResult<N extends CallName> = NonNullable<Calls[N]['result']> | RefusedByGate
/** What the gate itself answers: to a foreign sender, an unknown call, bad parameters, or a handler that fell. */
export type RefusedByGate = { readonly ok: false; readonly code: 'forbidden' | 'bad_params' | 'internal' }

export type EventName = keyof Events
/** An event as it crosses: its name and its value. */
export type AnyEvent = { [N in EventName]: { readonly name: N; readonly value: Events[N] } }[EventName]
