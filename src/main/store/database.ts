import { statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { DamagedError, NewerSchemaError } from './database-faults.ts'
import { backUp, migrate } from './migration.ts'

export type { Database } from 'better-sqlite3'

/** Milliseconds to wait for whoever else has the file locked: the whole program waits with it. */
const LONGEST_LOCK = 1000

export interface Schema {
  /** Step n leads to version n. */
  readonly migrations: readonly string[]
  /** A table that every version of it has, and hardly any other program's file. */
  readonly table: string
  /**
   * Tables of which every page is looked at at each opening: they are small, and nobody else has what they hold. Of the
   * others damage is found when it is read: to look at 100,000 messages takes 0.2 s, and finds nothing sooner that helps.
   */
  readonly checked: readonly string[]
}

/**
 * Opens a SQLite file and brings it to the newest schema.
 * `synchronous=FULL`: what was committed survives a power cut, which the outbox promises.
 */
export function openDatabase(file: string, schema: Schema): Database.Database {
  const version = inspect(file, schema)
  if (version > 0 && version < schema.migrations.length) backUp(file, version)
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
    schema.checked.forEach((table) => check(db, file, table))
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/**
 * Looks at a file before anything is written to it: one that a newer program wrote is left exactly as it is, and one
 * that this program did not write is nothing to build on. Answers its schema; 0: it has none yet.
 */
function inspect(file: string, { migrations, table }: Schema): number {
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found) return 0
  if (!found.isFile()) throw new DamagedError(file, 'no file')
  if (found.size === 0) throw new DamagedError(file, 'empty')
  const db = new Database(file, { readonly: true, timeout: LONGEST_LOCK })
  try {
    const version = Number(db.pragma('user_version', { simple: true }))
    if (version > migrations.length) throw new NewerSchemaError(file, version, migrations.length)
    const isOwn = db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(table) !== undefined
    const isNew = db.prepare('SELECT 1 FROM sqlite_schema').get() === undefined
    if (version === 0 ? !isNew : !isOwn) throw new DamagedError(file, 'tables of another program')
    return version
  } finally {
    db.close()
  }
}

function check(db: Database.Database, file: string, table: string): void {
  const found = String(db.pragma(`quick_check('${table}')`, { simple: true }))
  if (found !== 'ok') throw new DamagedError(file, found)
}
