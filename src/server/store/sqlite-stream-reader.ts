import type { Database } from 'better-sqlite3'
import type { StreamEvent } from '../../shared/protocol/event.ts'
import {
  type EventRow,
  MESSAGE_COLUMNS,
  NOTIFICATION_COLUMNS,
  rowToEvent,
  USER_COLUMNS
} from './sqlite-rows.ts'
import type { Range, StreamReader } from './store.ts'

const IN_STREAM = 'events.stream = (SELECT id FROM streams WHERE name = @stream)'

const SELECT_ROOM_EVENTS = `
  SELECT events.seq, events.id AS event_id, events.kind, ${MESSAGE_COLUMNS}, ${USER_COLUMNS}
  FROM events
  JOIN messages ON messages.id = events.subject
  JOIN users ON users.id = messages.author
  WHERE ${IN_STREAM}`

const SELECT_NOTIFICATION_EVENTS = `
  SELECT events.seq, events.id AS event_id, events.kind, ${NOTIFICATION_COLUMNS}, ${USER_COLUMNS}
  FROM events
  JOIN notifications ON notifications.id = events.subject
  LEFT JOIN users ON users.id = notifications.author
  WHERE ${IN_STREAM}`

const ROOM_PREFIX = 'room:'

/** The reading half of the store. */
export function sqliteStreamReader(db: Database): StreamReader {
  const heads = db.prepare<[], { name: string; head: number }>('SELECT name, head FROM streams')
  const eventId = db.prepare<[string, number], { id: string }>(
    'SELECT id FROM events WHERE stream = (SELECT id FROM streams WHERE name = ?) AND seq = ?'
  )
  const ofRooms = preparePages(db, SELECT_ROOM_EVENTS)
  const ofNotifications = preparePages(db, SELECT_NOTIFICATION_EVENTS)
  const pagesOf = (stream: string): Pages => (stream.startsWith(ROOM_PREFIX) ? ofRooms : ofNotifications)
  const deletedIn = db.prepare<
    [{ stream: string; from: number; to: number; postedBy: number; limit: number }],
    { id: number }
  >(`
    SELECT messages.id FROM events JOIN messages ON messages.id = events.subject
    WHERE ${IN_STREAM} AND events.kind = 'deleted'
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
      return pagesOf(stream).after(stream, after, limit)
    },
    async newestEvents(range, limit) {
      return pagesOf(range.stream).newest(range, limit)
    },
    async deletedIn(range, postedBy, limit) {
      return deletedIn.all({ ...range, postedBy, limit }).map((row) => row.id)
    },
    async commonHead(stream) {
      return commonHead.get(stream)?.common ?? 0
    }
  }
}

/** What is read of streams of one kind: their events are about the same table. */
interface Pages {
  after(stream: string, after: number, limit: number): StreamEvent[]
  newest(range: Range, limit: number): StreamEvent[]
}

function preparePages(db: Database, select: string): Pages {
  const after = db.prepare<[{ stream: string; after: number; limit: number }], EventRow>(
    `${select} AND events.seq > @after ORDER BY events.seq LIMIT @limit`
  )
  const newest = db.prepare<[Range & { limit: number }], EventRow>(
    `${select} AND events.seq BETWEEN @from AND @to ORDER BY events.seq DESC LIMIT @limit`
  )
  return {
    after: (stream, seq, limit) =>
      after.all({ stream, after: seq, limit }).map((row) => rowToEvent(stream, row)),
    newest: (range, limit) =>
      newest
        .all({ ...range, limit })
        .map((row) => rowToEvent(range.stream, row))
        .toReversed()
  }
}
