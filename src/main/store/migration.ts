import { chmodSync, constants, copyFileSync, renameSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import { backupsOf, flush, hasLog, removeDatabase } from './database-files.ts'

/**
 * Brings a database to the newest schema: step n of `migrations` leads to version n, each in one transaction. Before
 * the first of them the file is copied beside itself; the copy goes with the first opening that has nothing to migrate.
 */
export function migrate(db: Database, file: string, migrations: readonly string[]): void {
  const version = Number(db.pragma('user_version', { simple: true }))
  if (version === migrations.length) return backupsOf(file).forEach(removeDatabase)
  if (version > 0) backUp(db, file, version)
  migrations.slice(version).forEach((step, index) => {
    db.transaction(() => {
      db.exec(step)
      db.pragma(`user_version = ${version + index + 1}`)
    }).immediate()
  })
}

/** Copies the file byte by byte, where the disk knows how without using room; it is there whole or not at all. */
function backUp(db: Database, file: string, version: number): void {
  const backup = `${file}.schema-${version}`
  const unfinished = `${backup}.new`
  const earlier = backupsOf(file)
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.exec('BEGIN IMMEDIATE')
  try {
    if (hasLog(file)) throw new Error(`the log could not be written into ${file}, which is to be migrated`)
    copyFileSync(file, unfinished, constants.COPYFILE_FICLONE)
    chmodSync(unfinished, 0o600)
    flush(unfinished)
    renameSync(unfinished, backup)
  } catch (error) {
    removeDatabase(unfinished)
    throw error
  } finally {
    db.exec('ROLLBACK')
  }
  earlier.filter((one) => one !== backup).forEach(removeDatabase)
}
