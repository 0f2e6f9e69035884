import type { Missing } from '../../shared/ipc/contract.ts'
import type { Incident } from '../../shared/model/incident.ts'
import type { UnreadNotifications } from '../../shared/model/notification.ts'
import type { Reading } from '../../shared/model/reading.ts'
import type { Room } from '../../shared/model/room.ts'
import type { User } from '../../shared/model/user.ts'
import type { AccountStore } from '../store/account-store.ts'
import type { Identity } from '../store/identity.ts'
import type { Holes } from './holes.ts'
import type { Readings } from './readings.ts'
import type { Self } from './self.ts'

/** What is told of the copy as it is now, beside the messages of its rooms. */
export interface CopyReads {
  missing(roomId: number): Missing
  incidents(): readonly Incident[]
  /** Who is signed in where, from the copy. Null only before the first greeting of a new account. */
  profile(): { identity: Identity; user: User; mayDelete: boolean; rooms: readonly Room[] } | null
  reading(roomId: number): Reading
  draft(roomId: number): string
  unreadNotifications(): UnreadNotifications
  /** How many messages are still to leave. */
  unsentCount(): number
}

export interface CopyReadsDeps {
  readonly store: AccountStore
  readonly holes: Holes
  readonly readings: Readings
  readonly self: Self
}

export function createCopyReads({ store, holes, readings, self }: CopyReadsDeps): CopyReads {
  return {
    missing: holes.of,
    incidents: () => store.incidents.all(),
    profile() {
      const identity = store.identity.get()
      const user = identity && store.users.get(identity.userId)
      return identity && user
        ? { identity, user, mayDelete: self.mayDelete(), rooms: store.identity.rooms() }
        : null
    },
    reading: readings.of,
    draft: (roomId) => store.drafts.get(roomId),
    unreadNotifications: () => store.notifications.unread(),
    unsentCount: () => store.outbox.countUnsent()
  }
}
