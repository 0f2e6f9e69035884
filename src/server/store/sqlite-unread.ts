import type { Database } from 'better-sqlite3'
import { SERVER_STREAM, userStream } from '../../shared/protocol/constants.ts'
import {
  NOTIFICATION_COLUMNS,
  notificationKind,
  type NotificationRow,
  rowToNotification,
  USER_COLUMNS
} from './sqlite-rows.ts'
import type { UnreadReader } from './store.ts'

/** Whose notifications are asked for. */
export interface Reader {
  readonly userId: number
  readonly general: string
  readonly own: string
}

export function readerOf(userId: number): Reader {
  return { userId, general: SERVER_STREAM, own: userStream(userId) }
}

/** Whether a notification is one that the `Reader` can see and has not read. */
export const IS_UNREAD = `
  notifications.stream IN (SELECT id FROM streams WHERE name IN (@general, @own))
  AND notifications.id > (SELECT notifications_read_to FROM users AS reader WHERE reader.id = @userId)
  AND NOT EXISTS (
    SELECT 1 FROM notification_reads AS marks WHERE marks.user = @userId AND marks.notification = notifications.id
  )`

/** What a client hears of that has no copy of the streams. */
export function sqliteUnread(db: Database): UnreadReader {
  const count = db.prepare<[Reader], { count: number }>(
    `SELECT count(*) AS count FROM notifications WHERE ${IS_UNREAD}`
  )
  const newest = db.prepare<[Reader & { limit: number }], NotificationRow & { stream: string }>(`
    SELECT streams.name AS stream, ${NOTIFICATION_COLUMNS}, ${USER_COLUMNS}
    FROM notifications
    JOIN streams ON streams.id = notifications.stream
    LEFT JOIN users ON users.id = notifications.author
    WHERE ${IS_UNREAD}
    ORDER BY notifications.id DESC LIMIT @limit`)
  return {
    async unread(userId, limit) {
      const reader = readerOf(userId)
      const rows = newest.all({ ...reader, limit })
      return {
        count: count.get(reader)?.count ?? 0,
        newest: rows.map((row) => rowToNotification(notificationKind(row.stream), row))
      }
    }
  }
}
