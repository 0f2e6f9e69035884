import Type, { type Static, type TSchema } from 'typebox'
import type { AddressProblem } from '../model/address.ts'
import type { CopyState, OpeningProblem, Range } from '../model/copy.ts'
import type { Incident } from '../model/incident.ts'
import type { Message } from '../model/message.ts'
import type { Notification, NotificationProblem, UnreadNotifications } from '../model/notification.ts'
import type { Place } from '../model/place.ts'
import type { Reading } from '../model/reading.ts'
import type { Room } from '../model/room.ts'
import type { Capabilities } from '../model/capabilities.ts'
import type { BodyProblem } from '../model/text.ts'
import type { User } from '../model/user.ts'
import type { ErrorCode } from '../protocol/errors.ts'
import { LONGEST_TOKEN } from '../protocol/http.ts'
import type { ProfileFault } from '../protocol/parse-profile.ts'
import { ProfileDocument } from '../protocol/profile.ts'
import type { Result } from '../std/result.ts'
import type { About, CopySize } from './facts.ts'
import type { LocalServer, LocalServerFault } from './local-server.ts'
import { preferences, type Preferences } from './preferences.ts'
import type { NetworkProblem, ProfileProblem, ProfileReport } from './profile-report.ts'

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
/** May be a pasted token, where a profile says so. */
const Password = Type.String({ minLength: 1, maxLength: LONGEST_TOKEN })
const OptionalUsername = Type.String({ maxLength: 150 })
const ClientId = Type.String({ minLength: 1, maxLength: 64 })
const nothing = Type.Object({})

/** Every call of the page, once. A new one touches this file and its handler, no third place. */
export const calls = {
  'app.state': call<Result<AppState>>()(nothing),
  'app.configure': call<Result<undefined>>()(
    Type.Partial(
      Type.Object({ ...preferences, quiet: Type.Enum(['off', 'half-hour', 'hour', 'tomorrow', 'always']) })
    )
  ),
  /** What this program is, in numbers. */
  'app.about': call<Result<About>>()(nothing),
  /** Quits, or asks first by `quit.asked` when something has not left yet; `force` does not ask. */
  'app.quit': call<Result<undefined>>()(Type.Object({ force: Type.Boolean() })),
  /** Asks an address what it is, before anybody signs in there. */
  'servers.find': call<Result<FoundServer, FindProblem>>()(Type.Object({ address: Address })),
  /** The companion server that runs on this computer; null: none answers at the usual port. */
  'servers.findLocal': call<Result<FoundServer | null>>()(nothing),
  /** Starts the server inside the app and signs its owner in, who is made where it has no users. */
  'localServer.host': call<Result<SignedIn, HostProblem> | Throttled>()(nothing),
  /** Returns when it runs or cannot; the state says which. */
  'localServer.start': call<Result<undefined>>()(nothing),
  /** Has it say goodbye and end. It starts again with the app. */
  'localServer.stop': call<Result<undefined>>()(nothing),
  /** Shows its data or its log in the system's file manager. */
  'localServer.reveal': call<Result<undefined>>()(Type.Object({ what: Type.Enum(['folder', 'log']) })),
  /** `profile` null: at a Causerie server. The user name may be empty where the profile takes a pasted token. */
  'accounts.signIn': call<Result<SignedIn, SignInProblem> | Throttled>()(
    Type.Object({
      address: Address,
      username: OptionalUsername,
      password: Password,
      keep: Type.Boolean(),
      profile: Type.Union([ProfileDocument, Type.Null()])
    })
  ),
  /** Lets the person choose a profile's file; null: they chose none. */
  'profiles.open': call<Result<OpenedProfile | null, 'unreadable' | 'too_long'> | ProfileFault>()(nothing),
  /** Tries each step of a profile at an address and says how each went. */
  'profiles.test': call<Result<ProfileReport, AddressProblem>>()(
    Type.Object({
      address: Address,
      username: OptionalUsername,
      password: Type.String({ maxLength: LONGEST_TOKEN }),
      profile: ProfileDocument
    })
  ),
  /** Notes that the person has read what the server of this account cannot do. */
  'accounts.seeLimits': call<Result<undefined>>()(nothing),
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
  /** Where the session of the open account is kept for the next start. */
  'accounts.kept': call<Result<{ kept: Exclude<SignedIn['kept'], 'locked'> }, 'signed_out'>>()(nothing),
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
  'messages.retry': call<Result<undefined, 'signed_out' | 'disk'>>()(Type.Object({ clientId: ClientId })),
  /**
   * Takes back a message that was never handed over or was refused; answers its text. `toDraft`: which becomes the
   * draft of its room, in front of what is there.
   */
  'messages.cancel': call<Result<{ body: string }, 'signed_out' | 'not_cancellable' | 'disk'>>()(
    Type.Object({ clientId: ClientId, toDraft: Type.Boolean() })
  ),
  /**
   * Changes the text of a message that was never handed over; it keeps its place. `not_changeable`: it was handed over
   * by now.
   */
  'messages.change': call<Result<undefined, BodyProblem | 'signed_out' | 'not_changeable' | 'disk'>>()(
    Type.Object({ clientId: ClientId, body: Type.String({ maxLength: 100_000 }) })
  ),
  /** The person looks at a part of a room that is missing: it is fetched before all others. */
  'rooms.fill': call<Result<undefined, 'signed_out'>>()(
    Type.Object({ roomId: Type.Integer(), from: Type.Integer(), to: Type.Integer() })
  ),
  /** Makes a room unread from a message on, by its ordinal; on the person's other devices too. */
  'rooms.markUnread': call<Result<undefined, 'signed_out' | 'disk'>>()(
    Type.Object({ roomId: Type.Integer(), n: Type.Integer({ minimum: 1 }) })
  ),
  /** The person has read what happened: it is not told again. */
  'incidents.dismiss': call<Result<undefined, 'signed_out' | 'disk'>>()(Type.Object({ id: Type.Integer() })),
  /** Notes that a room has been read up to a message, by its ordinal; only ever forward. */
  'rooms.markRead': call<Result<undefined, 'signed_out' | 'disk'>>()(
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
  'notifications.markRead': call<Result<undefined, 'signed_out' | 'disk'>>()(
    Type.Object({ id: Type.Integer() })
  ),
  'notifications.markAllRead': call<Result<undefined, 'signed_out' | 'disk'>>()(nothing),
  /** Tells everyone on the server something; superusers only. The same `clientId` again is the same announcement. */
  'announcements.send': call<Result<undefined, AnnounceProblem>>()(
    Type.Object({
      clientId: Type.String({ pattern: '^[0-9a-f-]{36}$' }),
      title: Type.String({ maxLength: 1000 }),
      body: Type.String({ maxLength: 10_000 })
    })
  ),
  /** Shows a notification as others would be shown, for the person to see how that is. */
  'notifications.try': call<Result<undefined>>()(nothing),
  /** How much of this computer the open account takes. */
  'copy.measure': call<Result<CopySize, 'signed_out'>>()(nothing),
  /** Forgets the messages that the server holds and fetches the newest again; what was typed here stays. */
  'copy.clear': call<Result<undefined, 'signed_out' | 'offline' | 'no_history' | 'disk'>>()(nothing),
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
  'localServer.changed': LocalServer
  'messages.changed': MessagesChanged
  'people.changed': People
  'connection.changed': ConnectionState
  'reading.changed': Reading
  'copy.changed': CopyState
  'missing.changed': Missing
  'incidents.changed': { readonly incidents: readonly Incident[] }
  'notifications.changed': NotificationsChanged
  /** What the system could not show as a notification: it is for the page to show. */
  'alert.raised': Alert
  /** Somebody came from outside to see this: a click on a notification, or the tray. */
  'place.opened': Place
  /** The server refused something in words of its own, and did not say what. */
  'server.said': { readonly text: string }
  /** Quitting was asked for while messages have not left yet. */
  'quit.asked': { readonly unsent: number }
}

export type Language = 'fr' | 'en'

/** What the page must know before it can draw anything. */
export interface AppState {
  /** The one in force: the person's, else the system's. */
  readonly language: Language
  /** The one that the system asks for, of ours. */
  readonly systemLanguage: Language
  readonly preferences: Preferences
  /** Address of a server that this program was started with, to be offered on the first run. */
  readonly suggestedAddress: string | null
  readonly session: Session | null
  readonly localServer: LocalServer
  /** Why the account of the last run is not open, while nobody is signed in. */
  readonly unopened: UnopenedAccount | null
  /** Whether the session is on it, and not on another server that was found at the same address. */
  readonly isOnLocalServer: boolean
  /** Do not disturb, and until when (milliseconds since 1970; null: until it is turned off). Null: it is off. */
  readonly quiet: { readonly until: number | null } | null
}

/** Its copy cannot be opened; that is tried again by itself, but for one that is newer. */
export interface UnopenedAccount {
  readonly problem: OpeningProblem
  readonly folder: string
}

/** The signed-in account. Present without a network too: it comes from the copy on disk. */
export interface Session {
  readonly user: User
  /** Messages, for everyone; also where the server has not said so: it refuses then. */
  readonly mayDelete: boolean
  readonly server: {
    readonly name: string
    readonly origin: string
    readonly capabilities: Capabilities
    /** Whether the server is still to be explained: it cannot do all, and the person was not told. */
    readonly isToBeExplained: boolean
    /** Whether the person signs in there with a pasted token instead of a password. */
    readonly takesToken: boolean
  }
  readonly room: Room
  /** Longest message, in code points after trimming. */
  readonly messageLimit: number
  readonly connection: ConnectionState
  readonly people: People
  readonly reading: Reading
  /** What was being written in the room. */
  readonly draft: string
  readonly unreadNotifications: UnreadNotifications
  readonly copy: CopyState
  readonly missing: Missing
  readonly incidents: readonly Incident[]
}

/** The places of a room's stream that are still to be fetched, the oldest first. */
export interface Missing {
  readonly roomId: number
  readonly ranges: readonly Range[]
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

export type FindProblem = AddressProblem | NetworkProblem
/** newer: a later version of this program wrote the copy of this account. */
export type SignInProblem = FindProblem | ErrorCode | 'disk' | 'newer' | ProfileProblem
/**
 * signed_in: somebody is. elsewhere: another program runs the server, so that one signs in there as anywhere.
 * has_users: there are accounts, and none is the owner's.
 */
export type HostProblem = LocalServerFault | SignInProblem | 'signed_in' | 'elsewhere' | 'has_users'
/** `refused`: for a reason in words of its own, told by `server.said`. */
export type DeleteProblem = ErrorCode | 'signed_out' | 'offline' | 'no_answer' | 'not_placed' | 'refused'
export type AnnounceProblem = NotificationProblem | ErrorCode | 'signed_out' | 'offline' | 'no_answer'

export interface OpenedProfile {
  /** Of the file, without its folder. */
  readonly file: string
  readonly profile: ProfileDocument
}

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
