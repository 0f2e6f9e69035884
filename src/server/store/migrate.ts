import type { Database } from 'better-sqlite3'
import { initialSchema } from './migrations/0001-initial.ts'
import { notificationsSchema } from './migrations/0002-notifications.ts'
import { administrationSchema } from './migrations/0003-administration.ts'
import { readPositionsSchema } from './migrations/0004-read-positions.ts'

/** In order; a file's `user_version` is how many of them it has seen. They are never changed once released. */
const MIGRATIONS: readonly string[] = [
  initialSchema,
  notificationsSchema,
  administrationSchema,
  readPositionsSchema
]

/** What this program reads and writes. */
export const CURRENT_SCHEMA = MIGRATIONS.length

/** The file was written by a newer program: opening it with this one could destroy what this one does not know. */
export class StoreTooNewError extends Error {
  constructor(found: number) {
    super(
      `This data folder was written by a newer Causerie server (schema ${found}, this program knows ` +
        `${CURRENT_SCHEMA}): update this program, or choose another folder with --data.`
    )
  }
}

/** 0: the database is empty. Throws `StoreTooNewError`. */
export function schemaOf(db: Database): number {
  const version = Number(db.pragma('user_version', { simple: true }))
  if (version > CURRENT_SCHEMA) throw new StoreTooNewError(version)
  return version
}

/** Brings a database to the current schema: all of it or, on an error, nothing. */
export function migrate(db: Database): void {
  const version = schemaOf(db)
  if (version === CURRENT_SCHEMA) return
  const upgrade = db.transaction(() => {
    for (const sql of MIGRATIONS.slice(version)) db.exec(sql)
    db.pragma(`user_version = ${CURRENT_SCHEMA}`)
  })
  upgrade.immediate()
}
