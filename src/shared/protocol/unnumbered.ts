import type { NotificationKind } from '../model/notification.ts'
import type { User } from '../model/user.ts'

/** What a level 0 server says, parsed: nothing is numbered, nothing answers a command by name. */
export type Unnumbered =
  | { readonly type: 'heard'; readonly change: HeardChange }
  /** What the person has not read, as the server sees it; `count` null: it does not say. */
  | {
      readonly type: 'unread'
      readonly count: number | null
      readonly notifications: readonly HeardNotification[]
    }
  /** The last thing that this client asked for failed; the text is for people. */
  | { readonly type: 'refused'; readonly message: string }

/** A person as a server tells of them that may not say all. */
export interface HeardUser extends User {
  /** Whether they may delete for everyone was not said; `isSuperuser` is false then. */
  readonly hasUnsaidRights?: true
}

export type HeardChange =
  | { readonly kind: 'posted'; readonly message: HeardMessage }
  | { readonly kind: 'deleted'; readonly messageId: number }
  | { readonly kind: 'notified'; readonly notification: HeardNotification }

export interface HeardMessage {
  /** The server's number: later messages have greater ones, though they may come earlier. */
  readonly id: number
  readonly sender: HeardUser
  readonly body: string
  /** Milliseconds since 1970; null: the server does not say. */
  readonly sentAt: number | null
}

export interface HeardNotification {
  /** What the server calls it, within its kind; null: nothing. */
  readonly key: string | null
  readonly kind: NotificationKind
  readonly title: string
  readonly body: string
  readonly sender: HeardUser | null
  readonly sentAt: number | null
}
