import { renameSync } from 'node:fs'
import { hasLog, removeDatabase } from './database-files.ts'
import type { Database } from './database.ts'

/** What stays as it is. */
const KEPT = [
  'identity',
  'room',
  'user',
  'reading',
  'told',
  'draft',
  'notification',
  'read_mark',
  'cursor',
  'incident'
]

/**
 * Makes an account's copy anew without the messages that its server holds; what was typed and has not arrived there is
 * kept. Nobody may have the file open. `open` makes a file with the copy's tables. A new file in the place of the old
 * one takes the same time whatever the old one's size, gives its space back, and is there whole or not at all.
 */
export function forgetMessages(file: string, open: (file: string) => Database): void {
  const fresh = `${file}.new`
  removeDatabase(fresh)
  try {
    copyKept(file, fresh, open)
    // A full disk leaves in the log what belongs into the file: the new file would be without its own, and be
    // destroyed by the old one's.
    if (hasLog(file) || hasLog(fresh)) throw new Error('the log could not be written into the copy')
    renameSync(fresh, file)
  } catch (error) {
    removeDatabase(fresh)
    throw error
  }
}

function copyKept(file: string, fresh: string, open: (file: string) => Database): void {
  const db = open(fresh)
  try {
    db.prepare('ATTACH ? AS before').run(file)
    db.transaction(() => {
      for (const table of KEPT) db.exec(`INSERT INTO main.${table} SELECT * FROM before.${table}`)
      // The cursors stay where they are, or what has come unread would count as the past that a new copy begins with.
      db.exec(`INSERT INTO main.missing SELECT * FROM before.missing WHERE stream NOT LIKE 'room:%'`)
      db.exec(`INSERT INTO main.missing SELECT stream, 1, seq FROM before.cursor
        WHERE stream LIKE 'room:%' AND seq > 0`)
      // What is beyond the cursor was acknowledged here and has not come: a server that is restored now needs it.
      db.exec(`INSERT INTO main.message SELECT * FROM before.message AS old
        WHERE client_id IN (SELECT client_id FROM before.outbox)
          OR seq > coalesce((SELECT seq FROM before.cursor WHERE stream = 'room:' || old.room_id), 0)`)
      db.exec('INSERT INTO main.outbox SELECT * FROM before.outbox')
    })()
    db.exec('DETACH before')
  } finally {
    db.close()
  }
}
