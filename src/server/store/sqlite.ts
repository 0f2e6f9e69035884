import Database from 'better-sqlite3'
import { migrate } from './migrate.ts'
import { sqliteAccounts } from './sqlite-accounts.ts'
import { type AppenderDeps, sqliteAppender } from './sqlite-appender.ts'
import { sqliteDirectory } from './sqlite-directory.ts'
import { sqliteStreamReader } from './sqlite-stream-reader.ts'
import { createPrivateFile } from './private-file.ts'
import type { Store } from './store.ts'

/** Another process, such as a backup, may hold the file for a moment. */
const BUSY_TIMEOUT_MS = 5000

/** The store in one SQLite file, made or migrated as needed. Throws `StoreTooNewError` for a newer file. */
export function openSqliteStore(file: string, deps: AppenderDeps): Store {
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
    migrate(db)
    return {
      ...sqliteAppender(db, deps),
      ...sqliteStreamReader(db),
      ...sqliteDirectory(db),
      ...sqliteAccounts(db),
      async close() {
        db.pragma('wal_checkpoint(TRUNCATE)')
        db.close()
      }
    }
  } catch (error) {
    db.close()
    throw error
  }
}
