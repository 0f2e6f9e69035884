import Database, { type Database as DatabaseFile } from 'better-sqlite3'
import { closeSync, fsyncSync, openSync, rmSync } from 'node:fs'
import path from 'node:path'
import { createPrivateFile } from './private-file.ts'

export interface CopyOptions {
  /** Hears how much is done, from 0 to 1; what it throws ends the copying. */
  readonly onProgress: (share: number) => void
}

/** Four megabytes at a time: between them other work of this process gets its turn. */
const PAGES_AT_ONCE = 1000

/**
 * Copies a database as it is at this moment into a new file of one piece, its owner's alone, and looks whether the
 * copy is sound. Whoever writes to the database meanwhile is not held up: the copying reads within one transaction,
 * so it never begins anew. Nothing is left of a copy that fails.
 */
export async function copyDatabase(
  source: DatabaseFile,
  to: string,
  { onProgress }: CopyOptions
): Promise<void> {
  // What an earlier try left. A journal beside it is not believed: SQLite removes one that is beside an empty file.
  rmSync(to, { force: true })
  createPrivateFile(to)
  source.exec('BEGIN')
  try {
    // A transaction begins with the first look.
    source.pragma('schema_version')
    await source.backup(to, {
      progress({ totalPages, remainingPages }) {
        onProgress(1 - remainingPages / totalPages)
        return PAGES_AT_ONCE
      }
    })
    checkCopy(to)
    flush(to)
  } catch (error) {
    removeDatabase(to)
    throw error
  } finally {
    if (source.inTransaction) source.exec('COMMIT')
  }
}

/** With whatever SQLite may have put beside it. */
export function removeDatabase(file: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(file + suffix, { force: true })
}

/** Throws unless a copy is sound. */
export function checkCopy(file: string): void {
  const db = new Database(file)
  try {
    // Else whoever only looks at the file would make others beside it.
    db.pragma('journal_mode = DELETE')
    const [first] = db.pragma('quick_check(1)') as { quick_check: string }[]
    if (first?.quick_check !== 'ok') throw new Error(`The copy is not sound: ${first?.quick_check}`)
  } finally {
    db.close()
  }
}

/** Makes sure that a file, and in which folder it is, survive the computer's loss of power. */
export function flush(file: string): void {
  const folder = path.dirname(file)
  // Windows opens no folders.
  for (const place of process.platform === 'win32' ? [file] : [file, folder]) {
    const descriptor = openSync(place, process.platform === 'win32' ? 'r+' : 'r')
    try {
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
  }
}
