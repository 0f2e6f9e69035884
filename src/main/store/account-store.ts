import { createCursorTable, type CursorTable } from './cursors.ts'
import { openDatabase } from './database.ts'
import { createIdentityTable, type IdentityTable } from './identity.ts'
import { createMessageTable, type MessageTable } from './messages.ts'
import initial from './migrations/0001-initial.sql?raw'
import { createOutboxTable, type OutboxTable } from './outbox.ts'
import { createMissingTable, type MissingTable } from './ranges.ts'
import { createUserTable, type UserTable } from './users.ts'

/** The copy of one account on disk. Every call is synchronous and short. */
export interface AccountStore {
  readonly identity: IdentityTable
  readonly users: UserTable
  readonly cursors: CursorTable
  readonly missing: MissingTable
  readonly messages: MessageTable
  readonly outbox: OutboxTable
  /** All of `work` is on disk when this returns, or none of it when it throws. */
  transaction<T>(work: () => T): T
  close(): void
}

/** Opens or makes the copy in a SQLite file. Throws what SQLite throws, or `NewerSchemaError`. */
export function openAccountStore(file: string): AccountStore {
  const db = openDatabase(file, [initial])
  return {
    identity: createIdentityTable(db),
    users: createUserTable(db),
    cursors: createCursorTable(db),
    missing: createMissingTable(db),
    messages: createMessageTable(db),
    outbox: createOutboxTable(db),
    transaction: (work) => db.transaction(work).immediate(),
    close: () => void db.close()
  }
}
