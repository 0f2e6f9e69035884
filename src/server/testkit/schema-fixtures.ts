import Database from 'better-sqlite3'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const FOLDER = path.join(import.meta.dirname, 'schemas')

/**
 * Small servers as the programs of every schema wrote them, their own code each: the same people and messages in all,
 * and whatever the schema had come to hold. With a migration comes another of these; none is ever changed.
 */
export const FIXTURE_SCHEMAS: readonly number[] = readdirSync(FOLDER)
  .toSorted()
  .map((name) => Number.parseInt(name, 10))

/** Puts one of them at `file`. */
export function writeFixture(file: string, schema: number): void {
  const db = new Database(file)
  db.pragma('foreign_keys = OFF')
  db.exec(readFileSync(path.join(FOLDER, `${String(schema).padStart(4, '0')}.sql`), 'utf8'))
  db.close()
}
