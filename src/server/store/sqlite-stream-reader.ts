import type { Database } from 'better-sqlite3'
import { type EventRow, rowToEvent, USER_COLUMNS } from './sqlite-rows.ts'
import type { StreamReader } from './store.ts'

const SELECT_EVENTS = `
  SELECT events.seq, events.id AS event_id, events.kind, messages.id AS message_id, messages.room,
    messages.client_id, messages.body, messages.n, messages.rev, messages.created_at, ${USER_COLUMNS}
  FROM events
  JOIN messages ON messages.id = events.subject
  JOIN users ON users.id = messages.author
  WHERE events.stream = (SELECT id FROM streams WHERE name = @stream)`

/** The reading half of the store. */
export function sqliteStreamReader(db: Database): StreamReader {
  const heads = db.prepare<[], { name: string; head: number }>('SELECT name, head FROM streams')
  const eventId = db.prepare<[string, number], { id: string }>(
    'SELECT id FROM events WHERE stream = (SELECT id FROM streams WHERE name = ?) AND seq = ?'
  )
  const eventsAfter = db.prepare<[{ stream: string; after: number; limit: number }], EventRow>(
    `${SELECT_EVENTS} AND events.seq > @after ORDER BY events.seq LIMIT @limit`
  )
  const newestEvents = db.prepare<[{ stream: string; from: number; to: number; limit: number }], EventRow>(
    `${SELECT_EVENTS} AND events.seq BETWEEN @from AND @to ORDER BY events.seq DESC LIMIT @limit`
  )
  const deletedIn = db.prepare<
    [{ stream: string; from: number; to: number; postedBy: number; limit: number }],
    { id: number }
  >(`
    SELECT messages.id FROM events JOIN messages ON messages.id = events.subject
    WHERE events.stream = (SELECT id FROM streams WHERE name = @stream) AND events.kind = 'deleted'
      AND events.seq BETWEEN @from AND @to AND messages.seq <= @postedBy
    ORDER BY events.seq LIMIT @limit`)
  // The first epoch began with nothing; each later one is a restore. A stream that it does not name was empty then.
  const commonHead = db.prepare<[string], { common: number | null }>(`
    SELECT min(coalesce(epoch_heads.head, 0)) AS common FROM epochs
    LEFT JOIN epoch_heads ON epoch_heads.epoch = epochs.number
      AND epoch_heads.stream = (SELECT id FROM streams WHERE name = ?)
    WHERE epochs.number > 1`)

  return {
    async heads() {
      return new Map(heads.all().map((row) => [row.name, row.head]))
    },
    async eventId(stream, seq) {
      return eventId.get(stream, seq)?.id ?? null
    },
    async eventsAfter(stream, after, limit) {
      return eventsAfter.all({ stream, after, limit }).map((row) => rowToEvent(stream, row))
    },
    async newestEvents(range, limit) {
      const rows = newestEvents.all({ ...range, limit })
      return rows.map((row) => rowToEvent(range.stream, row)).toReversed()
    },
    async deletedIn(range, postedBy, limit) {
      return deletedIn.all({ ...range, postedBy, limit }).map((row) => row.id)
    },
    async commonHead(stream) {
      return commonHead.get(stream)?.common ?? 0
    }
  }
}
