import type { Message } from '../../shared/model/message.ts'
import type { Notification } from '../../shared/model/notification.ts'
import type { User } from '../../shared/model/user.ts'

/** What others sent that is unread, told once for ever: the copy remembers how far it was told. */
export interface News {
  readonly messages: readonly Message[]
  readonly notifications: readonly Notification[]
  /** The senders of both. */
  readonly users: readonly User[]
  /** It came while this computer was away, and all of it is here. */
  readonly isBacklog: boolean
}
