import type { Database } from 'better-sqlite3'
import { MESSAGE_COLUMNS, type MessageRow, rowToMessage, USER_COLUMNS } from './sqlite-rows.ts'
import type { MessageReader } from './store.ts'

/** Beyond every id that SQLite gives. */
const NO_ID = Number.MAX_SAFE_INTEGER

/** Messages by their own ids, whatever stream they are in. */
export function sqliteMessageReader(db: Database): MessageReader {
  const before = db.prepare<[{ roomIds: string; before: number; limit: number }], MessageRow>(`
    SELECT ${MESSAGE_COLUMNS}, ${USER_COLUMNS}
    FROM messages
    JOIN users ON users.id = messages.author
    WHERE messages.id < @before AND messages.body IS NOT NULL
      AND messages.room IN (SELECT value FROM json_each(@roomIds))
    ORDER BY messages.id DESC LIMIT @limit`)
  return {
    async messagesBefore(roomIds, id, limit) {
      const rows = before.all({ roomIds: JSON.stringify(roomIds), before: id ?? NO_ID, limit })
      return rows.map(rowToMessage)
    }
  }
}
