import Database, { type Database as DatabaseFile } from 'better-sqlite3'
import { CURRENT_SCHEMA, StoreTooNewError } from './migrate.ts'
import { sqliteOperatorReader } from './sqlite-operator-reader.ts'
import type { OperatorReader } from './administration.ts'

/** The file is no server's. */
export class NotAStoreError extends Error {
  constructor(file: string) {
    super(`${file} is neither the database of a Causerie server nor a backup of one: look at the name again.`)
  }
}

/** Another process may be in the middle of a commit. */
const BUSY_TIMEOUT_MS = 5000

/** Tables that every schema has. */
const OWN_TABLES = ['server', 'streams', 'epochs', 'events', 'users', 'messages']

/**
 * Opens a server's file to look at it, whatever its schema, also while a server writes to it. It is opened for writing,
 * yet never written to: only so does SQLite take its -wal and -shm files away again afterwards.
 * Throws `NotAStoreError`.
 */
export function openForReading(file: string): { readonly db: DatabaseFile; readonly schema: number } {
  const db = new Database(file, { fileMustExist: true, timeout: BUSY_TIMEOUT_MS })
  try {
    db.pragma('query_only = ON')
    const schema = Number(db.pragma('user_version', { simple: true }))
    if (schema < 1 || !hasOwnTables(db)) throw new NotAStoreError(file)
    return { db, schema }
  } catch (error) {
    db.close()
    const isForeign = error instanceof Database.SqliteError && error.code === 'SQLITE_NOTADB'
    throw isForeign ? new NotAStoreError(file) : error
  }
}

function hasOwnTables(db: DatabaseFile): boolean {
  const tables = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all()
  return OWN_TABLES.every((name) => tables.includes(name))
}

/** Reads a server's file, also while a server writes to it. Throws when it is of another schema than this program. */
export function openOperatorReader(file: string): OperatorReader & { close(): void } {
  const { db, schema } = openForReading(file)
  if (schema !== CURRENT_SCHEMA) {
    db.close()
    if (schema > CURRENT_SCHEMA) throw new StoreTooNewError(schema)
    throw new Error(
      `${file} is of an older program (schema ${schema}, this one knows ${CURRENT_SCHEMA}): start the server once, ` +
        'which brings it up to date.'
    )
  }
  return { ...sqliteOperatorReader(db), close: () => void db.close() }
}
