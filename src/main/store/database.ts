import { existsSync, renameSync, rmSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'

export type { Database } from 'better-sqlite3'

/** The file was written by a newer program. Its data is left alone. */
class NewerSchemaError extends Error {
  constructor(file: string, found: number, known: number) {
    super(`${file} has schema ${found}, this program knows ${known}: install the newer program`)
    this.name = 'NewerSchemaError'
  }
}

/**
 * Opens a SQLite file and brings it to the newest schema: step n of `migrations` leads to version n.
 * `synchronous=FULL`: what was committed survives a power cut, which the outbox promises.
 */
export function openDatabase(file: string, migrations: readonly string[]): Database.Database {
  const db = new Database(file)
  try {
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    // macOS keeps what fsync wrote in the disk's own cache; elsewhere this changes nothing.
    db.pragma('fullfsync = ON')
    // Else the words of a deleted message stay in the file, in the free space of their page.
    db.pragma('secure_delete = ON')
    db.pragma('foreign_keys = ON')
    migrate(db, file, migrations)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

function migrate(db: Database.Database, file: string, migrations: readonly string[]): void {
  const version = Number(db.pragma('user_version', { simple: true }))
  if (version > migrations.length) throw new NewerSchemaError(file, version, migrations.length)
  migrations.slice(version).forEach((step, index) => {
    db.transaction(() => {
      db.exec(step)
      db.pragma(`user_version = ${version + index + 1}`)
    })()
  })
}

/** Whether a file is there and no database that can be read. */
export function isDamaged(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^SQLITE_(CORRUPT|NOTADB)/.test(String(error.code))
}

/** A database and what lies beside it while it is open. */
const SUFFIXES = ['', '-wal', '-shm']

/** Whether a database that nobody has open keeps something beside its file that could not be written into it. */
export function hasLog(file: string): boolean {
  return (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0
}

/** Bytes that a database takes on disk. */
export function fileBytes(file: string): number {
  const sizes = SUFFIXES.map((suffix) => statSync(file + suffix, { throwIfNoEntry: false })?.size ?? 0)
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** Removes a database with all that belongs to it. */
export function removeDatabase(file: string): void {
  for (const suffix of SUFFIXES) rmSync(file + suffix, { force: true })
}

/** Moves a database out of the way with all that belongs to it; nothing of it is deleted. */
export function setAside(file: string, mark: string): void {
  for (const suffix of SUFFIXES) {
    if (existsSync(file + suffix)) renameSync(file + suffix, `${file}.${mark}${suffix}`)
  }
}

/** Whether an error is the disk's or the file's refusal (full, read-only, damaged), not a mistake of ours. */
export function isDiskError(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false
  return /^SQLITE_(FULL|IOERR|READONLY|CORRUPT|NOTADB|CANTOPEN)/.test(String(error.code))
}
