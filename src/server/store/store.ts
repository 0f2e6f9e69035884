import type { Room } from '../../shared/model/room.ts'
import type { User } from '../../shared/model/user.ts'
import type { ReadPosition } from '../../shared/protocol/down.ts'
import type { ErrorCode } from '../../shared/protocol/errors.ts'
import type { PostedMessage, SentNotification, StreamEvent } from '../../shared/protocol/event.ts'
import type {
  AdministrationStore,
  OperatorReader,
  UserAct,
  UserActDecision,
  UserActFacts
} from './administration.ts'

/** What somebody asks to be written. `at` is the server's time, milliseconds since 1970. */
export type Command = Post | Delete | Announce | Notify | MarkRead | MoveReadPosition

/** `body` is trimmed; `clientId` names the message for ever. */
export interface Post {
  readonly kind: 'post'
  readonly authorId: number
  readonly clientId: string
  readonly roomId: number
  readonly body: string
  readonly at: number
}

/** `messageId` null: the asker named none. */
export interface Delete {
  readonly kind: 'delete'
  readonly actorId: number
  readonly messageId: number | null
  readonly at: number
}

/** A notification for everyone, from one of them. `clientId` names it for ever; title and body are trimmed. */
export interface Announce {
  readonly kind: 'announce'
  readonly authorId: number
  readonly clientId: string
  readonly title: string
  readonly body: string
  readonly at: number
}

/** A notification from the operator. `recipientId` null: for everyone. */
export interface Notify {
  readonly kind: 'notify'
  readonly recipientId: number | null
  readonly title: string
  readonly body: string
  readonly at: number
}

/** A user has read a notification, and `andOlder` all of theirs that came before it. */
export interface MarkRead {
  readonly kind: 'mark-read'
  readonly userId: number
  readonly notificationId: number
  readonly andOlder: boolean
  readonly at: number
}

/** A user has read a room up to a message, by its ordinal. Only where `back` says so is that less than before. */
export interface MoveReadPosition {
  readonly kind: 'move-read-position'
  readonly userId: number
  readonly roomId: number
  readonly n: number
  readonly back: boolean
}

/** What became of a command. An event is in it exactly when one was written. */
export type Outcome =
  | { readonly kind: 'posted'; readonly receipt: Receipt; readonly event: StreamEvent }
  | { readonly kind: 'repeated'; readonly receipt: Receipt }
  | { readonly kind: 'deleted'; readonly event: StreamEvent }
  | { readonly kind: 'notified'; readonly notificationId: number; readonly event: StreamEvent }
  | { readonly kind: 'notified-before'; readonly notificationId: number }
  | { readonly kind: 'read'; readonly event: StreamEvent }
  | ({ readonly kind: 'position-moved' } & MovedPosition)
  | { readonly kind: 'position-kept' }
  | { readonly kind: 'refused'; readonly code: ErrorCode }

/** How far somebody has read now. Not an event: only the newest counts. */
export interface MovedPosition {
  readonly userId: number
  readonly position: ReadPosition
}

/** Where a message was put, told to its author. */
export interface Receipt {
  readonly id: number
  readonly roomId: number
  readonly seq: number
  readonly n: number
  readonly sentAt: number
}

/**
 * The decisions, made inside the transaction from what is stored at that moment. Pure: they are handed to the store,
 * so that the store knows how to read and write, and `rooms/rules` alone knows who may do what.
 */
export interface Rules {
  post(command: Post, facts: PostFacts): PostDecision
  delete(command: Delete, facts: DeleteFacts): DeleteDecision
  announce(command: Announce, facts: AnnounceFacts): AnnounceDecision
  notify(command: Notify): NotifyDecision
  markRead(command: MarkRead, facts: MarkReadFacts): MarkReadDecision
  moveReadPosition(command: MoveReadPosition, facts: ReadPositionFacts): ReadPositionDecision
  administer(act: UserAct, facts: UserActFacts): UserActDecision
}

export interface PostFacts {
  readonly roomExists: boolean
  /** The author's message under the same client id, if there is one. */
  readonly earlier: { readonly hasSameContent: boolean } | null
}
export type PostDecision = 'write' | 'repeat' | Refusal

export interface DeleteFacts {
  readonly actor: { readonly isSuperuser: boolean } | null
  readonly message: { readonly isDeleted: boolean } | null
}
export type DeleteDecision = 'write' | Refusal

export interface AnnounceFacts {
  readonly author: { readonly isSuperuser: boolean } | null
  /** The author's announcement under the same client id, if there is one. */
  readonly earlier: { readonly hasSameContent: boolean } | null
}
export type AnnounceDecision = 'write' | 'repeat' | Refusal

export type NotifyDecision = 'write' | Refusal

export interface MarkReadFacts {
  readonly notification: { readonly stream: string } | null
  /** Whether there is something among what is marked that the user has not read yet. */
  readonly hasUnread: boolean
}
export type MarkReadDecision = 'write' | Refusal

export interface ReadPositionFacts {
  /** The ordinal of the room's newest message; null: there is no such room. */
  readonly newestN: number | null
  /** Null: the user has said none. */
  readonly position: number | null
}
export type ReadPositionDecision = { readonly moveTo: number } | 'nothing' | Refusal

export interface Refusal {
  readonly refuse: ErrorCode
}

/** Writing to the streams. */
export interface Appender {
  /**
   * One transaction for the whole batch; outcome i answers command i. A command that fails is undone alone and
   * refused with `internal`. Rejects when nothing of the batch was stored.
   */
  append(batch: readonly Command[]): Promise<readonly Outcome[]>
}

/** Reading the streams. A deleted message is read redacted, whenever it was posted. */
export interface StreamReader {
  /** The seq of the last event of every stream. */
  heads(): Promise<ReadonlyMap<string, number>>
  /** The random id of an event, or null. */
  eventId(stream: string, seq: number): Promise<string | null>
  /** The first `limit` events beyond `after`, in order. */
  eventsAfter(stream: string, after: number, limit: number): Promise<readonly StreamEvent[]>
  /** The last `limit` events of a range (both ends included), in order. */
  newestEvents(range: Range, limit: number): Promise<readonly StreamEvent[]>
  /** Up to `limit` ids of messages that were posted at or before `postedBy` and deleted within a range. */
  deletedIn(range: Range, postedBy: number, limit: number): Promise<readonly number[]>
  /** Up to where every recorded epoch of this server agrees about a stream; 0 when none was ever restored. */
  commonHead(stream: string): Promise<number>
}

/** Reading messages as they are now: what a client without a copy of the streams looks back at. */
export interface MessageReader {
  /** The newest messages of some rooms below an id (null: of all), the newest first; what was deleted is left out. */
  messagesBefore(
    roomIds: readonly number[],
    before: number | null,
    limit: number
  ): Promise<readonly PostedMessage[]>
}

/** What a client that has no copy of the streams must be told about notifications. */
export interface UnreadReader {
  /** How many notifications a user has not read, and the newest `limit` of them, the newest first. */
  unread(userId: number, limit: number): Promise<Unread>
}

export interface Unread {
  readonly count: number
  readonly newest: readonly SentNotification[]
}

/** How far people have read, on whichever device. */
export interface ReadPositionReader {
  /** Of the rooms in which the user has one, in the order of their numbers. */
  readPositions(userId: number): Promise<readonly ReadPosition[]>
}

/** Both ends included. */
export interface Range {
  readonly stream: string
  readonly from: number
  readonly to: number
}

/** What the server is. */
export interface Directory {
  rooms(): Promise<readonly Room[]>
  identity(): Promise<{ readonly name: string; readonly epoch: string }>
  rename(name: string, at: number): Promise<void>
}

/** People, their passwords and their tokens. Hashes only: no secret is ever stored. */
export interface AccountStore {
  countUsers(): Promise<number>
  /** Makes the user's stream too. Null: the name is taken. */
  addUser(user: NewUser): Promise<AddedUser | null>
  /** Null unless there is no user yet and `codeHash` is the setup code's; the code is void afterwards. */
  addFirstUser(user: NewUser, codeHash: Uint8Array): Promise<AddedUser | null>
  setSetupCode(codeHash: Uint8Array): Promise<void>
  findCredentials(usernameKey: string): Promise<Credentials | null>
  /** False: the user was deactivated or has another password by now, so they must not come in. */
  addToken(token: NewToken): Promise<boolean>
  /** The owner of a token that is not revoked, unless they are deactivated. */
  findToken(hash: Uint8Array): Promise<Identity | null>
  touchTokens(tokenIds: readonly number[], at: number): Promise<void>
  revokeToken(tokenId: number, at: number): Promise<void>
}

/** Who a token stands for. */
export interface Identity {
  readonly tokenId: number
  readonly user: User
}

export interface NewUser extends Omit<User, 'id'> {
  readonly usernameKey: string
  readonly passwordHash: string
  readonly at: number
}

export interface AddedUser {
  readonly user: User
  /** What their stream begins with: that they have read what was announced before they came. */
  readonly events: readonly StreamEvent[]
}

export interface NewToken {
  readonly userId: number
  /** What their password was compared with. */
  readonly passwordHash: string
  readonly hash: Uint8Array
  readonly at: number
}

export interface Credentials {
  readonly user: User
  readonly passwordHash: string
}

/** Everything that the server keeps. */
export interface Store
  extends
    Appender,
    StreamReader,
    MessageReader,
    UnreadReader,
    ReadPositionReader,
    Directory,
    AccountStore,
    AdministrationStore,
    OperatorReader {
  /** Leaves the files complete in themselves; nothing may be called afterwards. */
  close(): Promise<void>
}
