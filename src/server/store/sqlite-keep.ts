import Database, { type Database as DatabaseFile } from 'better-sqlite3'
import { renameSync } from 'node:fs'
import path from 'node:path'
import { createPrivateFile } from './private-file.ts'
import { checkCopy, flush, removeDatabase } from './sqlite-copy.ts'

/** The data could not be copied, so it was not brought up to date. `code` is that of the system or of SQLite. */
export class NotKeptError extends Error {
  readonly code: string

  constructor(file: string, cause: Error & { readonly code: string }) {
    super(
      `Before ${file} is brought up to date it is copied beside itself, which failed, so it was left as it is: ` +
        cause.message,
      { cause }
    )
    this.code = cause.code
  }
}

/** Where a database is kept as the program that wrote this schema left it. */
export function keptName(file: string, schema: number): string {
  const { dir, name, ext } = path.parse(file)
  return path.join(dir, `${name}-schema-${schema}${ext}`)
}

/**
 * Copies a database beside itself, before it is brought up to another schema: the way back to the program that was
 * there before. Answers the copy's name, at which there is nothing or the whole copy. Throws `NotKeptError`.
 */
export function keepAsItIs(db: DatabaseFile, file: string, schema: number): string {
  const kept = keptName(file, schema)
  const unfinished = `${kept}.unfinished`
  try {
    // What an earlier try left.
    removeDatabase(unfinished)
    createPrivateFile(unfinished)
    db.prepare('VACUUM INTO ?').run(unfinished)
    checkCopy(unfinished)
    flush(unfinished)
    renameSync(unfinished, kept)
    flush(kept)
    return kept
  } catch (error) {
    removeDatabase(unfinished)
    throw hasCode(error) ? new NotKeptError(file, error) : error
  }
}

function hasCode(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Database.SqliteError || (error instanceof Error && 'code' in error)
}
