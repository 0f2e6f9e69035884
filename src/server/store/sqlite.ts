import Database from 'better-sqlite3'
import type { Log } from '../../shared/std/log.ts'
import { CURRENT_SCHEMA, migrate, schemaOf } from './migrate.ts'
import { sqliteAccounts } from './sqlite-accounts.ts'
import { sqliteAdministration } from './sqlite-administration.ts'
import { sqliteAppender } from './sqlite-appender.ts'
import { createAuditWriter } from './sqlite-audit.ts'
import { sqliteDirectory } from './sqlite-directory.ts'
import { prepareEvents } from './sqlite-event-writer.ts'
import { keepAsItIs } from './sqlite-keep.ts'
import { sqliteMessageReader } from './sqlite-message-reader.ts'
import { sqliteOperatorReader } from './sqlite-operator-reader.ts'
import { sqliteReadPositions } from './sqlite-read-positions.ts'
import { sqliteStreamReader } from './sqlite-stream-reader.ts'
import { sqliteUnread } from './sqlite-unread.ts'
import { createPrivateFile } from './private-file.ts'
import type { Rules, Store } from './store.ts'

/** Another process, such as a backup, may hold the file for a moment. */
const BUSY_TIMEOUT_MS = 5000

export interface SqliteStoreDeps {
  readonly rules: Rules
  readonly randomBytes: (size: number) => Uint8Array
  readonly log: Log
}

/**
 * The store in one SQLite file, made or migrated as needed; what is migrated is kept beside it as it was. Throws
 * `StoreTooNewError` for a newer file, `NotKeptError` where there is no room to keep it.
 */
export function openSqliteStore(file: string, { rules, randomBytes, log }: SqliteStoreDeps): Store {
  createPrivateFile(file)
  const db = new Database(file, { timeout: BUSY_TIMEOUT_MS })
  try {
    db.pragma('journal_mode = WAL')
    // FULL: a commit returns when it is on the disk, because that is what `accepted` promises.
    db.pragma('synchronous = FULL')
    // macOS keeps what fsync wrote in the disk's own cache; elsewhere this changes nothing.
    db.pragma('fullfsync = ON')
    // Else the words of a deleted message stay in the file, in the free space of their page.
    db.pragma('secure_delete = ON')
    db.pragma('foreign_keys = ON')
    const schema = schemaOf(db)
    if (schema > 0 && schema < CURRENT_SCHEMA) {
      const kept = keepAsItIs(db, file, schema)
      log.info('store.migrating', { from: schema, to: CURRENT_SCHEMA, kept })
    }
    migrate(db)
    const beginEvents = prepareEvents(db, randomBytes)
    const audit = createAuditWriter(db)
    return {
      ...sqliteAppender(db, { rules, beginEvents, audit, log }),
      ...sqliteStreamReader(db),
      ...sqliteMessageReader(db),
      ...sqliteUnread(db),
      ...sqliteReadPositions(db),
      ...sqliteDirectory(db, audit),
      ...sqliteAccounts(db, beginEvents, audit),
      ...sqliteAdministration(db, rules, audit),
      ...sqliteOperatorReader(db),
      async close() {
        // Whoever reads at this moment, a backup perhaps, is not waited for: who closes last tidies up.
        db.pragma('busy_timeout = 0')
        db.pragma('wal_checkpoint(TRUNCATE)')
        db.close()
      }
    }
  } catch (error) {
    db.close()
    throw error
  }
}
