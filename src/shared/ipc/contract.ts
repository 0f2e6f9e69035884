import Type, { type Static, type TSchema } from 'typebox'
import type { AddressProblem } from '../model/address.ts'
import type { Message } from '../model/message.ts'
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
      language: Type.Optional(Type.Enum(['fr', 'en']))
    })
  ),
  /** Asks an address what it is, before anybody signs in there. */
  'servers.find': call<Result<FoundServer, FindProblem>>()(Type.Object({ address: Address })),
  'accounts.signIn': call<Result<undefined, SignInProblem>>()(
    Type.Object({ address: Address, username: Username, password: Password, keep: Type.Boolean() })
  ),
  /** Makes the first superuser of a new server with its one-time code, and signs them in. */
  'accounts.setUp': call<Result<undefined, SignInProblem>>()(
    Type.Object({
      address: Address,
      code: Type.String({ minLength: 1, maxLength: 64 }),
      username: Username,
      password: Password,
      keep: Type.Boolean()
    })
  ),
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
  /** Takes back a message that was never handed over or was refused; answers its text. */
  'messages.cancel': call<Result<{ body: string }, 'signed_out' | 'not_cancellable'>>()(
    Type.Object({ clientId: ClientId })
  ),
  'connection.retry': call<Result<undefined>>()(nothing)
} as const

/** Everything that main announces to the page. */
export interface Events {
  'app.changed': AppState
  'messages.changed': MessagesChanged
  'people.changed': People
  'connection.changed': ConnectionState
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

export interface People {
  readonly online: readonly User[]
}

export interface FoundServer {
  readonly origin: string
  readonly name: string
  /** The server has no user yet: its one-time code makes the first one. */
  readonly needsSetup: boolean
}

export type NetworkProblem = 'unreachable' | 'certificate' | 'not_causerie'
export type FindProblem = AddressProblem | NetworkProblem
export type SignInProblem = FindProblem | ErrorCode | 'disk'
export type DeleteProblem = ErrorCode | 'signed_out' | 'offline' | 'no_answer' | 'not_placed'

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
