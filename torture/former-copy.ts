import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Stored } from './verdict.ts'

const folder = join(import.meta.dirname, '../src/main/store/migrations')
const steps = readdirSync(folder)
  .filter((name) => /^\d{4}-/.test(name))
  .toSorted()
/** How many schemas there are; the last is today's. */
export const SCHEMAS = steps.length

const MESSAGES = 10_000
const WAITING = 200

/** Writes a copy as a former program left it: a long history, and an outbox that has not left. */
export function writeFormerCopy(file: string, schema: number): void {
  const db = new Database(file)
  db.pragma('journal_mode = WAL')
  for (const step of steps.slice(0, schema)) db.exec(readFileSync(join(folder, step), 'utf8'))
  db.pragma(`user_version = ${schema}`)
  const message = db.prepare(
    `INSERT INTO message (client_id, id, room_id, sender_id, body, sent_at, seq, n, rev)
     VALUES (@clientId, @id, 1, 1, @body, 1750000000000, @seq, @seq, @seq)`
  )
  const waiting = db.prepare(`INSERT INTO outbox (client_id, room_id, state) VALUES (?, 1, 'waiting')`)
  db.transaction(() => {
    for (let seq = 1; seq <= MESSAGES; seq++)
      message.run({ clientId: `told-${seq}`, id: 100 + seq, seq, body: `message ${seq} `.repeat(10) })
    for (let number = 1; number <= WAITING; number++) {
      const clientId = `typed-${number}`
      message.run({ clientId, id: null, seq: null, body: `typed ${number}` })
      waiting.run(clientId)
    }
  })()
  db.close()
}

/** What a copy of any schema holds: the messages in their order, and the names of what waits in its own. */
export function readFormerCopy(file: string): { messages: readonly Stored[]; waiting: readonly string[] } {
  const db = new Database(file, { readonly: true })
  const messages = db
    .prepare<[], Stored>(
      `SELECT id, seq, n, client_id AS clientId, sender_id AS authorId, body FROM message
       WHERE seq IS NOT NULL ORDER BY seq`
    )
    .all()
  const waiting = db.prepare<[], string>('SELECT client_id FROM outbox ORDER BY position').pluck().all()
  db.close()
  return { messages, waiting }
}
