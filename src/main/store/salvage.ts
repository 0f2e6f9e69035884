import Sqlite from 'better-sqlite3'
import type { Database } from './database.ts'

export type Row = Readonly<Record<string, unknown>>

/** What could be read of a table; `isWhole`: nothing of it is missing. */
export interface Salvaged {
  readonly rows: readonly Row[]
  readonly isWhole: boolean
}

/** Columns in whose order each table lies in its file, so that it can be read from both ends. */
const ORDER: Readonly<Record<string, string>> = {
  cursor: 'stream',
  missing: 'stream, from_seq',
  message: 'client_id',
  told: 'scope',
  read_mark: 'notification_id, and_older',
  setting: 'name',
  account: 'id'
}

/** Opens a damaged database for some work, where it can be opened and has a table that each of its kind has. */
export function readDamaged(source: Database | string, table: string, work: (db: Database) => void): void {
  let db: Database | null = null
  try {
    // Reading alone leaves a damaged file as it is, for whoever wants to look at it.
    db = typeof source === 'string' ? new Sqlite(source, { readonly: true, fileMustExist: true }) : source
    // Else SQLite reads nothing at all of a file that is shorter than it should be.
    db.unsafeMode()
    db.pragma('writable_schema = ON')
    db.prepare(`SELECT 1 FROM ${table} LIMIT 0`).all()
  } catch {
    if (db !== source) db?.close()
    return
  }
  try {
    work(db)
  } finally {
    if (db !== source) db.close()
  }
}

/** Reads a table of a damaged database as far as it goes, from its beginning and then from its end. */
export function salvage(db: Database, table: string): Salvaged {
  const columns = (ORDER[table] ?? 'rowid').split(', ')
  const forward = readUpToDamage(db, `SELECT * FROM ${table} ORDER BY ${columns.join(', ')}`)
  if (forward.isWhole) return forward
  const back = columns.map((column) => `${column} DESC`).join(', ')
  const backward = readUpToDamage(db, `SELECT * FROM ${table} ORDER BY ${back}`)
  return { rows: [...forward.rows, ...backward.rows], isWhole: false }
}

/** Reads rows one by one until the file is no more to be understood. */
export function readUpToDamage(db: Database, sql: string, ...values: readonly unknown[]): Salvaged {
  const rows: Row[] = []
  try {
    for (const row of db.prepare<unknown[], Row>(sql).iterate(...values)) rows.push(row)
    return { rows, isWhole: true }
  } catch (error) {
    // A former schema did not have the table.
    return { rows, isWhole: error instanceof Error && error.message.startsWith('no such table') }
  }
}

/** Writes the rows of a table that it takes; what has been damaged may be nonsense, and is left out. */
export function restore(db: Database, table: string, rows: readonly Row[]): number {
  const [first] = rows
  if (!first) return 0
  const known = db.prepare<[], { name: string }>(`SELECT name FROM pragma_table_info('${table}')`).all()
  const columns = known.flatMap(({ name }) => (name in first ? [name] : []))
  const values = columns.map((column) => `@${column}`).join(', ')
  const insert = db.prepare(`INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${values})`)
  return rows.filter((row) => isTaken(() => insert.run(row).changes > 0)).length
}

function isTaken(work: () => boolean): boolean {
  try {
    return work()
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT'))
      return false
    throw error
  }
}
