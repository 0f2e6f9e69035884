import { renameSync } from 'node:fs'
import { removeDatabase, type Database } from './database.ts'

/** What stays as it is. */
const KEPT = ['identity', 'room', 'user', 'reading', 'told', 'draft', 'notification', 'read_mark']

/**
 * Makes an account's copy anew without the messages that its server holds; what was typed and has not arrived there is
 * kept. Nobody may have the file open. `open` makes a file with the copy's tables. A new file in the place of the old
 * one takes the same time whatever the old one's size, gives its space back, and is there whole or not at all.
 */
export function forgetMessages(file: string, open: (file: string) => Database): void {
  const fresh = `${file}.new`
  removeDatabase(fresh)
  const db = open(fresh)
  try {
    db.prepare('ATTACH ? AS before').run(file)
    db.transaction(() => {
      for (const table of KEPT) db.exec(`INSERT INTO main.${table} SELECT * FROM before.${table}`)
      for (const table of ['cursor', 'missing'])
        db.exec(`INSERT INTO main.${table} SELECT * FROM before.${table} WHERE stream NOT LIKE 'room:%'`)
      db.exec(`INSERT INTO main.message SELECT * FROM before.message
        WHERE client_id IN (SELECT client_id FROM before.outbox)`)
      db.exec('INSERT INTO main.outbox SELECT * FROM before.outbox')
    })()
    db.exec('DETACH before')
  } finally {
    db.close()
  }
  renameSync(fresh, file)
}
