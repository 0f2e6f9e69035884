import Database, { type Database as DatabaseFile } from 'better-sqlite3'
import { constants, copyFileSync, existsSync, linkSync, renameSync, rmSync } from 'node:fs'
import { migrate, CURRENT_SCHEMA, StoreTooNewError } from './migrate.ts'
import type { AuditedAct } from './administration.ts'
import { createAuditWriter } from './sqlite-audit.ts'
import { copyDatabase, flush, removeDatabase } from './sqlite-copy.ts'
import { openForReading } from './sqlite-reading.ts'

export interface RestoreOptions {
  readonly backup: string
  /** Of a folder whose lock the caller holds; may be missing. */
  readonly database: string
  /** Where what was there is put. */
  readonly aside: string
  /** The backup's name, for the audit log. */
  readonly backupName: string
  readonly epoch: string
  readonly at: number
  readonly onProgress: (share: number) => void
}

export interface Restored {
  /** Whether there was a database, which is aside now. */
  readonly hadDatabase: boolean
  /** Why the database that was there could not be asked what happened since the backup; null: it could. */
  readonly unread: string | null
  /** What the operator did with people since the backup, which does not hold any more; the newest last. */
  readonly undone: readonly UndoneAct[]
}

export interface UndoneAct {
  readonly act: AuditedAct
  readonly username: string
}

/** What the replaced database knows and the backup cannot. */
type Learned = Pick<Restored, 'unread' | 'undone'>

/** Opens a backup to look at it. Throws `NotAStoreError`, `StoreTooNewError`. */
function openBackup(backup: string): DatabaseFile {
  const { db, schema } = openForReading(backup)
  if (schema <= CURRENT_SCHEMA) return db
  db.close()
  throw new StoreTooNewError(schema)
}

/** Refuses what `restore` would refuse, before anything is made for it. */
export function requireBackup(backup: string): void {
  openBackup(backup).close()
}

/**
 * Puts a backup in the place of a database. A crash leaves one or the other there, each whole.
 * Throws `NotAStoreError`, `StoreTooNewError`.
 */
export async function restore(options: RestoreOptions): Promise<Restored> {
  const { backup, database, aside, onProgress } = options
  const unfinished = `${database}.unfinished`
  const db = openBackup(backup)
  try {
    await copyDatabase(db, unfinished, { onProgress })
  } finally {
    db.close()
  }
  try {
    const hadDatabase = existsSync(database)
    if (hadDatabase) settleWal(database)
    const learned = beginEpoch(unfinished, { ...options, replaced: hadDatabase ? database : null })
    flush(unfinished)
    if (hadDatabase) putAside(database, aside)
    renameSync(unfinished, database)
    flush(database)
    return { hadDatabase, ...learned }
  } catch (error) {
    removeDatabase(unfinished)
    throw error
  }
}

/** Who reads the database meanwhile, a backup perhaps, is not waited for. */
const PATIENCE_MS = 500

/**
 * Moves what is only in the -wal file into the database: SQLite would take that file, left alone beside the restored
 * database, for its own. If that cannot be, because the database is broken or
 * somebody reads it, the file is put aside too.
 */
function settleWal(database: string): void {
  try {
    const db = new Database(database, { timeout: PATIENCE_MS })
    try {
      db.pragma('wal_checkpoint(TRUNCATE)')
    } finally {
      db.close()
    }
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error
  }
}

/** The database stays where it is until the restored one takes its place; only what it left beside it goes. */
function putAside(database: string, aside: string): void {
  if (existsSync(`${database}-wal`)) renameSync(`${database}-wal`, `${aside}-wal`)
  rmSync(`${database}-shm`, { force: true })
  try {
    linkSync(database, aside)
  } catch {
    // Not every file system has two names for one file.
    copyFileSync(database, aside, constants.COPYFILE_EXCL)
  }
  flush(aside)
}

type EpochOptions = Pick<RestoreOptions, 'epoch' | 'at' | 'backupName'> & { readonly replaced: string | null }

/** Brings the copy up to date and begins another history with it. */
function beginEpoch(file: string, { epoch, at, backupName, replaced }: EpochOptions): Learned {
  const db = new Database(file)
  try {
    migrate(db)
    const learned = replaced === null ? { unread: null, undone: [] } : learnFrom(db, replaced)
    const begin = db.transaction(() => {
      const number = db
        .prepare('INSERT INTO epochs (id, began_at) VALUES (?, ?)')
        .run(epoch, at).lastInsertRowid
      db.prepare('INSERT INTO epoch_heads (epoch, stream, head) SELECT ?, id, head FROM streams').run(number)
      db.exec('UPDATE server SET setup_code_hash = NULL')
      const details = { backup: backupName, epoch }
      createAuditWriter(db)({ at, actorId: null, act: 'server.restored', subject: 'server', details })
    })
    begin.immediate()
    return learned
  } finally {
    db.close()
  }
}

function learnFrom(db: DatabaseFile, replaced: string): Learned {
  try {
    db.prepare('ATTACH ? AS replaced').run(replaced)
    const learn = db.transaction(() => {
      // First: afterwards the two share every epoch.
      const undone = undoneActs(db)
      learnFromReplaced(db)
      return { unread: null, undone }
    })
    return learn.immediate()
  } catch (error) {
    if (error instanceof Database.SqliteError) return { unread: error.message, undone: [] }
    throw error
  }
}

/** What the audit log of the replaced database has about people and the backup's has not. */
function undoneActs(db: DatabaseFile): readonly UndoneAct[] {
  const isSameServer = db.prepare('SELECT 1 FROM replaced.epochs JOIN main.epochs USING (id)').get()
  const hasAudit = db.prepare("SELECT 1 FROM replaced.sqlite_schema WHERE name = 'audit'").get()
  if (!isSameServer || !hasAudit) return []
  const columns = 'id, at, act, subject, details'
  const acts = db.prepare<[], UndoneAct>(`
    SELECT act, details ->> 'username' AS username
    FROM (SELECT ${columns} FROM replaced.audit EXCEPT SELECT ${columns} FROM main.audit)
    WHERE act LIKE 'user.%' ORDER BY id`)
  return acts.all()
}

/**
 * What the backup cannot know. Clients may have copies of the replaced database's epochs, which agree with this one
 * only as far as those began. And whoever signed out, or was signed out, since the backup stays so.
 */
function learnFromReplaced(db: DatabaseFile): void {
  db.exec(`
    CREATE TEMP TABLE unknown AS
      SELECT number, id, began_at FROM replaced.epochs WHERE id NOT IN (SELECT id FROM main.epochs);
    INSERT INTO main.epochs (id, began_at) SELECT id, began_at FROM unknown ORDER BY number;
    INSERT INTO main.epoch_heads (epoch, stream, head)
      SELECT epochs.number, streams.id, theirs.head
      FROM unknown
      JOIN main.epochs ON epochs.id = unknown.id
      JOIN replaced.epoch_heads AS theirs ON theirs.epoch = unknown.number
      JOIN replaced.streams AS their_streams ON their_streams.id = theirs.stream
      JOIN main.streams ON streams.name = their_streams.name;
    UPDATE main.tokens SET revoked_at =
      (SELECT theirs.revoked_at FROM replaced.tokens AS theirs WHERE theirs.hash = tokens.hash)
      WHERE revoked_at IS NULL;`)
}
