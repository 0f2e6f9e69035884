import { chmodSync, constants, copyFileSync, renameSync } from 'node:fs'
import Database from 'better-sqlite3'
import { backupsOf, flush, hasLog, removeDatabase } from './database-files.ts'

/**
 * Copies a file that is to be migrated and that nobody has open, byte by byte; where the disk can, without using room.
 * The copy is there whole or not at all, and goes with the first opening that has nothing to migrate.
 */
export function backUp(file: string, version: number): void {
  const backup = `${file}.schema-${version}`
  const unfinished = `${backup}.new`
  const earlier = backupsOf(file).filter((one) => one !== backup)
  writeLogInto(file)
  try {
    copyFileSync(file, unfinished, constants.COPYFILE_FICLONE)
    chmodSync(unfinished, 0o600)
    flush(unfinished)
    renameSync(unfinished, backup)
  } catch (error) {
    removeDatabase(unfinished)
    throw error
  }
  earlier.forEach(removeDatabase)
}

/** After a crash the latest words are in the log beside the file. */
function writeLogInto(file: string): void {
  const db = new Database(file)
  try {
    db.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    db.close()
  }
  if (hasLog(file)) throw new Error(`the log could not be written into ${file}, which is to be migrated`)
}

/** Brings a database to the newest schema: step n of `migrations` leads to version n, each in one transaction. */
export function migrate(db: Database.Database, file: string, migrations: readonly string[]): void {
  const version = Number(db.pragma('user_version', { simple: true }))
  if (version === migrations.length) return backupsOf(file).forEach(removeDatabase)
  migrations.slice(version).forEach((step, index) => {
    db.transaction(() => {
      db.exec(step)
      db.pragma(`user_version = ${version + index + 1}`)
    }).immediate()
  })
}
