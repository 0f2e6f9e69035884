import { statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { DamagedError, NewerSchemaError } from './database-faults.ts'
import { migrate } from './migration.ts'

export type { Database } from 'better-sqlite3'

/** Milliseconds to wait for whoever else has the file locked: the whole program waits with it. */
const LONGEST_LOCK = 1000

export interface Schema {
  /** Step n leads to version n. */
  readonly migrations: readonly string[]
  /** A table that every version of it has, and hardly any other program's file. */
  readonly table: string
}

/**
 * Opens a SQLite file and brings it to the newest schema.
 * `synchronous=FULL`: what was committed survives a power cut, which the outbox promises.
 */
export function openDatabase(file: string, schema: Schema): Database.Database {
  inspect(file, schema)
  const db = new Database(file, { timeout: LONGEST_LOCK })
  try {
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    // macOS keeps what fsync wrote in the disk's own cache; elsewhere this changes nothing.
    db.pragma('fullfsync = ON')
    // Else the words of a deleted message stay in the file, in the free space of their page.
    db.pragma('secure_delete = ON')
    db.pragma('foreign_keys = ON')
    migrate(db, file, schema.migrations)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/**
 * Looks at a file before anything is written to it: one that a newer program wrote is left exactly as it is, and one
 * that this program did not write is nothing to build on.
 */
function inspect(file: string, { migrations, table }: Schema): void {
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found) return
  if (!found.isFile()) throw new DamagedError(file, 'no file')
  if (found.size === 0) throw new DamagedError(file, 'empty')
  const db = new Database(file, { readonly: true, timeout: LONGEST_LOCK })
  try {
    const version = Number(db.pragma('user_version', { simple: true }))
    if (version > migrations.length) throw new NewerSchemaError(file, version, migrations.length)
    const isOwn = db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(table) !== undefined
    const isNew = db.prepare('SELECT 1 FROM sqlite_schema').get() === undefined
    if (version === 0 ? !isNew : !isOwn) throw new DamagedError(file, 'tables of another program')
  } finally {
    db.close()
  }
}
