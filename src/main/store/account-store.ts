import { createCursorTable, type CursorTable } from './cursors.ts'
import { watched, watchFile, type CopyFile } from './copy-file.ts'
import { DamagedError } from './database-faults.ts'
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
import { rescueCopy, type Rescue, type Rescued } from './rescue.ts'
import { createUserTable, type UserTable } from './users.ts'

/** The copy of one account on disk. Every call is synchronous and short. */
export interface AccountStore extends Tables {
  readonly file: CopyFile
  /** All of `work` is on disk when this returns, or none of it when it throws. */
  transaction<T>(work: () => T): T
  /**
   * All that `work` reads is of one moment, and the file is locked for it once: each read outside of this, or of a
   * transaction, takes ten times as long.
   */
  snapshot<T>(work: () => T): T
  /** Puts a new copy in the place of this damaged one and closes it, as `rescueCopyAt` does. */
  rescue(rescue: RescueOptions): Rescued
  close(): void
}

export type RescueOptions = Pick<Rescue, 'stateOfFound' | 'username' | 'now'>

interface Tables {
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
}

/** What only this copy knows, and how far it goes. */
const OWN = ['identity', 'room', 'cursor', 'missing', 'outbox', 'reading', 'told', 'draft', 'incident']

function openAccountDatabase(file: string): Database {
  const migrations = [initial, readingNotificationsDrafts, unnumbered, nothingLost]
  // A greeting writes who is greeted: on damage there nobody could ever come in again.
  return openDatabase(file, { migrations, table: 'outbox', checked: [...OWN, 'user'] })
}

/** Forgets in a copy that is not open what its server can say again. Throws what SQLite throws. */
export function forgetMessagesOf(file: string): void {
  forgetMessages(file, openAccountDatabase)
}

/** Puts a new copy in the place of a damaged one that is not open, with all that can be saved. Throws as above. */
export function rescueCopyAt(file: string, options: RescueOptions): Rescued {
  return rescueCopy({ ...options, file, live: null, open: openAccountDatabase })
}

/** Opens or makes the copy in a SQLite file. Throws what SQLite throws, or an error of `database-faults`. */
export function openAccountStore(path: string): AccountStore {
  const db = openAccountDatabase(path)
  const tables = createTables(db, path)
  const { file, watch, transaction, snapshot } = watchFile(db, path)
  return {
    identity: watched(tables.identity, watch),
    users: watched(tables.users, watch),
    cursors: watched(tables.cursors, watch),
    missing: watched(tables.missing, watch),
    messages: watched(tables.messages, watch),
    outbox: watched(tables.outbox, watch),
    readings: watched(tables.readings, watch),
    notifications: watched(tables.notifications, watch),
    drafts: watched(tables.drafts, watch),
    incidents: watched(tables.incidents, watch),
    file,
    transaction,
    snapshot,
    rescue: (options) => rescueCopy({ ...options, file: path, live: db, open: openAccountDatabase }),
    close: () => void db.close()
  }
}

function createTables(db: Database, path: string): Tables {
  try {
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
      incidents: createIncidentTable(db)
    }
  } catch (error) {
    db.close()
    // Each statement was written for the tables of this schema.
    const isForeign = error instanceof Error && /^no such (table|column)/.test(error.message)
    throw isForeign ? new DamagedError(path, error.message) : error
  }
}
