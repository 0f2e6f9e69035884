import { createCursorTable, type CursorTable } from './cursors.ts'
import { openDatabase, type Database } from './database.ts'
import { createDraftTable, type DraftTable } from './drafts.ts'
import { forgetMessages } from './forget-messages.ts'
import { createIdentityTable, type IdentityTable } from './identity.ts'
import { createIncidentTable, type IncidentTable } from './incidents.ts'
import { createMessageTable, type MessageTable } from './messages.ts'
import initial from './migrations/0001-initial.sql?raw'
import readingNotificationsDrafts from './migrations/0002-reading-notifications-drafts.sql?raw'
import unnumbered from './migrations/0003-unnumbered.sql?raw'
import nothingLost from './migrations/0004-nothing-lost.sql?raw'
import { createNotificationTable, type NotificationTable } from './notifications.ts'
import { createOutboxTable, type OutboxTable } from './outbox.ts'
import { createMissingTable, type MissingTable } from './ranges.ts'
import { createReadingTable, type ReadingTable } from './readings.ts'
import { createUserTable, type UserTable } from './users.ts'

/** The copy of one account on disk. Every call is synchronous and short. */
export interface AccountStore {
  readonly identity: IdentityTable
  readonly users: UserTable
  readonly cursors: CursorTable
  readonly missing: MissingTable
  readonly messages: MessageTable
  readonly outbox: OutboxTable
  readonly readings: ReadingTable
  readonly notifications: NotificationTable
  readonly drafts: DraftTable
  readonly incidents: IncidentTable
  /** All of `work` is on disk when this returns, or none of it when it throws. */
  transaction<T>(work: () => T): T
  close(): void
}

function openAccountDatabase(file: string): Database {
  return openDatabase(file, [initial, readingNotificationsDrafts, unnumbered, nothingLost])
}

/** Forgets in a copy that is not open what its server can say again. Throws what SQLite throws. */
export function forgetMessagesOf(file: string): void {
  forgetMessages(file, openAccountDatabase)
}

/** Opens or makes the copy in a SQLite file. Throws what SQLite throws, or `NewerSchemaError`. */
export function openAccountStore(file: string): AccountStore {
  const db = openAccountDatabase(file)
  return {
    identity: createIdentityTable(db),
    users: createUserTable(db),
    cursors: createCursorTable(db),
    missing: createMissingTable(db),
    messages: createMessageTable(db),
    outbox: createOutboxTable(db),
    readings: createReadingTable(db),
    notifications: createNotificationTable(db),
    drafts: createDraftTable(db),
    incidents: createIncidentTable(db),
    transaction: (work) => db.transaction(work).immediate(),
    close: () => void db.close()
  }
}
