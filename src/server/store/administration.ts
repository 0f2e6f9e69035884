import type { User } from '../../shared/model/user.ts'

/** What the operator has done with a user. */
export type UserAct = RightsAct | PasswordReset

interface ActOnUser {
  readonly usernameKey: string
  readonly at: number
}

export interface RightsAct extends ActOnUser {
  readonly kind: 'promote' | 'demote' | 'activate' | 'deactivate'
  /** Also when no superuser is left then. */
  readonly isForced: boolean
}

export interface PasswordReset extends ActOnUser {
  readonly kind: 'reset-password'
  readonly passwordHash: string
}

export type UserActOutcome =
  | { readonly kind: 'done'; readonly user: User; readonly revokedTokenIds: readonly number[] }
  | { readonly kind: 'done-before'; readonly user: User }
  | { readonly kind: 'refused'; readonly code: UserActProblem }

export type UserActProblem = 'unknown_user' | 'last_superuser'

/** What is stored at the moment of the decision. */
export interface UserActFacts {
  readonly user: { readonly isSuperuser: boolean; readonly isActive: boolean } | null
  /** How many others can sign in and are superusers. */
  readonly otherSuperusers: number
}
export type UserActDecision = 'write' | 'nothing' | { readonly refuse: UserActProblem }

/** A user as the operator sees them. */
export interface Member extends User {
  readonly createdAt: number
  readonly deactivatedAt: number | null
  /** Null: never signed in. */
  readonly lastSeenAt: number | null
}

/** People, as the operator changes them. */
export interface AdministrationStore {
  /** The act, what follows from it and its entry in the audit log: all in one transaction. */
  administer(act: UserAct): Promise<UserActOutcome>
}

/** What the audit log records. */
export type AuditedAct =
  | 'server.set_up'
  | 'server.renamed'
  | 'server.restored'
  | 'user.added'
  | 'user.promoted'
  | 'user.demoted'
  | 'user.activated'
  | 'user.deactivated'
  | 'user.password_reset'
  | 'message.deleted'
  | 'notification.announced'
  | 'notification.sent'

/** Never a secret or the text of a message. */
export type AuditDetails = Readonly<Record<string, string | number | boolean>>

export interface AuditEntry {
  readonly id: number
  readonly at: number
  /** Null: the operator. */
  readonly actor: { readonly id: number; readonly username: string } | null
  readonly act: AuditedAct
  /** What it was done to, as `user:3`, `message:17` or `server`. */
  readonly subject: string
  readonly details: AuditDetails
}

/** What a server holds, in numbers. */
export interface Statistics {
  readonly users: { readonly active: number; readonly deactivated: number; readonly superusers: number }
  /** Tokens that are good: one for each device on which somebody is signed in. */
  readonly signedIn: number
  readonly messages: { readonly kept: number; readonly deleted: number }
  readonly notifications: { readonly general: number; readonly personal: number }
}

/** What the operator looks at. */
export interface OperatorReader {
  /** Everyone, in the order in which they came. */
  members(): Promise<readonly Member[]>
  /** The newest `limit` entries of the audit log, in the order in which they happened. Nothing changes an entry. */
  auditEntries(limit: number): Promise<readonly AuditEntry[]>
  statistics(): Promise<Statistics>
  /** How many messages were posted between two moments (the second is not included). */
  countPosted(from: number, to: number): Promise<number>
}
