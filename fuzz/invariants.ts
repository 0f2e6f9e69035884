import { checkFile } from '../src/server/store/sqlite-check.ts'
import type { Logged } from '../src/shared/testkit/truth.ts'
import { look } from './device.ts'

type Row = Readonly<Record<string, string | number | null>>
/** A copy as rows, by what they are of. */
export type Dump = Readonly<Record<string, readonly Row[]>>

const IS_READ = `(id <= (SELECT coalesce(max(notification_id), 0) FROM read_mark WHERE and_older = 1)
  OR EXISTS (SELECT 1 FROM read_mark WHERE notification_id = notification.id))`

/** What a copy holds of what its server said. */
export function dumpCopy(file: string): Dump {
  return look(file, (db) => {
    const all = (sql: string): Row[] => db.prepare<[], Row>(sql).all()
    return {
      messages: all(
        `SELECT room_id AS room, seq, n, id, sender_id AS sender, body, sent_at AS at FROM message
         WHERE seq IS NOT NULL ORDER BY room_id, seq`
      ),
      cursors: all('SELECT stream, seq, event FROM cursor ORDER BY stream'),
      missing: all('SELECT * FROM missing'),
      notifications: all(
        `SELECT id, kind, title, body, sender_id AS sender, sent_at AS at, ${IS_READ} AS isRead
         FROM notification ORDER BY id`
      )
    }
  })
}

/** What a copy must hold of the server's file, for one person. */
export function dumpServer(file: string, userId: number): Dump {
  return look(file, (db) => {
    const all = (sql: string, ...values: unknown[]): Row[] => db.prepare<unknown[], Row>(sql).all(...values)
    const streams = `(streams.name LIKE 'room:%' OR streams.name IN ('server', 'user:' || ?))`
    return {
      messages: all(
        `SELECT room, seq, n, id, author AS sender, body, created_at AS at FROM messages
         ORDER BY room, seq`
      ),
      cursors: all(
        `SELECT name AS stream, head AS seq, events.id AS event FROM streams
         JOIN events ON events.stream = streams.id AND events.seq = head
         WHERE ${streams} AND head > 0 ORDER BY name`,
        String(userId)
      )
    }
  })
}

export function serverLog(file: string): Logged[] {
  return look(file, (db) =>
    db.prepare<[], Logged>('SELECT author AS userId, room AS roomId, body FROM messages ORDER BY seq').all()
  )
}

/** What the server's own check finds. */
export function checkServer(file: string): string[] {
  return checkFile(file).flatMap(({ problems }) => problems)
}

/** The first difference of two copies in each table, in a sentence. */
export function differences(name: string, dump: Dump, expected: Dump): string[] {
  return Object.entries(expected).flatMap(([table, rows]) => {
    const own = dump[table] ?? []
    for (let index = 0; index < Math.max(own.length, rows.length); index++) {
      const [is, ought] = [own[index], rows[index]].map((row) => JSON.stringify(row ?? null))
      if (is !== ought) return [`${name}: ${table}[${index}] is ${is}, and ought to be ${ought}`]
    }
    return []
  })
}

/** The texts of own messages in a copy that are not sent for good. */
export function failedIn(file: string): string[] {
  return look(file, (db) =>
    db
      .prepare<[], string>(
        `SELECT body FROM outbox JOIN message USING (client_id) WHERE state = 'failed' AND body IS NOT NULL`
      )
      .pluck()
      .all()
  )
}

/** The texts that a copy, or (table `messages`) a server, holds. */
export function textsIn(file: string, table: 'message' | 'messages'): Set<string> {
  return look(
    file,
    (db) => new Set(db.prepare<[], string>(`SELECT body FROM ${table} WHERE body IS NOT NULL`).pluck().all())
  )
}
