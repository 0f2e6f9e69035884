import type Database from 'better-sqlite3'
import { checkFile } from '../src/server/store/sqlite-check.ts'
import { userStream } from '../src/shared/protocol/constants.ts'
import type { Logged } from '../src/shared/testkit/truth.ts'
import { look } from './device.ts'

/** What a file holds of what a server said, by table: each row as text. */
type Dump = Readonly<Record<string, readonly string[]>>

/** What is looked at in a copy's file. */
export interface Copy {
  readonly dump: Dump
  /** The texts of own messages that are not sent for good. */
  readonly failed: readonly string[]
}

/** What is looked at in a server's file. */
export interface Origin {
  readonly log: readonly (Logged & { readonly n: number })[]
  /** How far people have read, by `positionKey`, as far as the server was told. */
  readonly positions: ReadonlyMap<string, number>
  /** What a copy of a person must hold. */
  dumpFor(userId: number): Dump
}

const IS_READ = `(id <= (SELECT coalesce(max(notification_id), 0) FROM read_mark WHERE and_older = 1)
  OR EXISTS (SELECT 1 FROM read_mark WHERE notification_id = notification.id))`
const FAILED = `SELECT body FROM outbox JOIN message USING (client_id)
  WHERE state = 'failed' AND body IS NOT NULL`

export function lookAtCopy(file: string): Copy {
  return look(file, (db) => ({
    dump: {
      messages: textsOf(
        db,
        `SELECT room_id AS room, seq, n, id, sender_id AS sender, body, sent_at AS at FROM message
         WHERE seq IS NOT NULL ORDER BY room_id, seq`
      ),
      cursors: textsOf(db, 'SELECT stream, seq, event FROM cursor ORDER BY stream'),
      missing: textsOf(db, 'SELECT * FROM missing'),
      notifications: textsOf(
        db,
        `SELECT id, kind, title, body, sender_id AS sender, sent_at AS at, ${IS_READ} AS isRead
         FROM notification ORDER BY id`
      )
    },
    failed: db.prepare<[], string>(FAILED).pluck().all()
  }))
}

interface MessageRow {
  readonly room: number
  readonly seq: number
  readonly n: number
  readonly id: number
  readonly sender: number
  readonly body: string | null
  readonly at: number
}

export function lookAtServer(file: string): Origin {
  return look(file, (db) => {
    const rows = db.prepare<[], MessageRow>(
      'SELECT room, seq, n, id, author AS sender, body, created_at AS at FROM messages ORDER BY room, seq'
    )
    const heads = db.prepare<[], { stream: string }>(
      `SELECT name AS stream, head AS seq, events.id AS event FROM streams
       JOIN events ON events.stream = streams.id AND events.seq = head
       WHERE head > 0 ORDER BY name`
    )
    const read = db.prepare<[], { user: number; room: number; n: number }>('SELECT * FROM read_positions')
    const messages = rows.all()
    const cursors = heads.all()
    const own =
      (userId: number) =>
      ({ stream }: { stream: string }) =>
        !stream.startsWith('user:') || stream === userStream(userId)
    return {
      log: messages.map(({ sender, room, body, n }) => ({ userId: sender, roomId: room, body, n })),
      positions: new Map(read.all().map(({ user, room, n }) => [positionKey(user, room), n])),
      dumpFor: (userId) => ({
        messages: messages.map((row) => JSON.stringify(row)),
        cursors: cursors.filter(own(userId)).map((row) => JSON.stringify(row))
      })
    }
  })
}

export function positionKey(userId: number, roomId: number): string {
  return `${userId} ${roomId}`
}

function textsOf(db: Database.Database, sql: string): string[] {
  return db
    .prepare<[]>(sql)
    .all()
    .map((row) => JSON.stringify(row))
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
      const [is, ought] = [own[index] ?? 'nothing', rows[index] ?? 'nothing']
      if (is !== ought) return [`${name}: ${table}[${index}] is ${is}, and ought to be ${ought}`]
    }
    return []
  })
}

/** The texts that a copy, or (table `messages`) a server, holds. */
export function textsIn(file: string, table: 'message' | 'messages'): Set<string> {
  return look(
    file,
    (db) => new Set(db.prepare<[], string>(`SELECT body FROM ${table} WHERE body IS NOT NULL`).pluck().all())
  )
}
