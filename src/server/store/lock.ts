import Database from 'better-sqlite3'
import { createPrivateFile } from './private-file.ts'

/** Another process works with this data folder. */
export class FolderLockedError extends Error {
  constructor(folder: string) {
    super(
      `Another Causerie server already runs on ${folder}: stop it first, or choose another folder with --data.`
    )
  }
}

/** Long enough for a `user add` that holds the folder for a moment, short enough to answer a second start at once. */
const PATIENCE_MS = 500

/**
 * Takes a data folder for this process until the returned function is called. The lock is the operating system's, on
 * an empty SQLite file, so it dies with the process however that ends. Throws `FolderLockedError`.
 */
export function lockFolder(folder: string, lockFile: string): () => void {
  createPrivateFile(lockFile)
  const db = new Database(lockFile, { timeout: PATIENCE_MS })
  try {
    db.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    db.close()
    const isBusy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
    throw isBusy ? new FolderLockedError(folder) : error
  }
  return () => db.close()
}
