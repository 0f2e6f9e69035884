import { MOST_UNREAD } from '../../shared/model/reading.ts'
import type { Database } from './database.ts'

/** How far rooms were read, and how far the person was told of what is new. */
export interface ReadingTable {
  /** Ordinal of the last message of a room that was read; null: the room was never opened here. */
  readN(roomId: number): number | null
  /** Only ever forward. */
  advance(roomId: number, n: number): void
  /** A history that is shorter than what was read of it is another one: what comes next in it is not read yet. */
  goBack(roomId: number, n: number): void
  /** Messages of others beyond `readN`, deleted ones left out, counted up to `MOST_UNREAD`. */
  countUnread(roomId: number, readN: number, ownId: number): number
  /** Ordinal of the newest message of a room; 0: there is none. */
  newestN(roomId: number): number
  toldUpTo(scope: string): number | null
  setTold(scope: string, upTo: number): void
  /** As with what was read. */
  untell(scope: string, upTo: number): void
}

export function createReadingTable(db: Database): ReadingTable {
  const readN = db.prepare<[number], { n: number }>('SELECT read_n AS n FROM reading WHERE room_id = ?')
  const advance = db.prepare<[number, number]>(
    `INSERT INTO reading (room_id, read_n) VALUES (?, ?)
     ON CONFLICT (room_id) DO UPDATE SET read_n = max(read_n, excluded.read_n)`
  )
  const goBack = db.prepare<[number, number]>('UPDATE reading SET read_n = min(read_n, ?) WHERE room_id = ?')
  const unread = db.prepare<[number, number, number, number], { count: number }>(
    `SELECT count(*) AS count FROM (
       SELECT 1 FROM message WHERE room_id = ? AND n > ? AND sender_id <> ? AND body IS NOT NULL LIMIT ?
     )`
  )
  const newest = db.prepare<[number], { n: number | null }>(
    'SELECT max(n) AS n FROM message WHERE room_id = ? AND n IS NOT NULL'
  )
  const told = db.prepare<[string], { upTo: number }>('SELECT up_to AS upTo FROM told WHERE scope = ?')
  const setTold = db.prepare<[string, number]>(
    `INSERT INTO told (scope, up_to) VALUES (?, ?)
     ON CONFLICT (scope) DO UPDATE SET up_to = max(up_to, excluded.up_to)`
  )
  const untell = db.prepare<[number, string]>('UPDATE told SET up_to = min(up_to, ?) WHERE scope = ?')
  return {
    readN: (roomId) => readN.get(roomId)?.n ?? null,
    advance: (roomId, n) => void advance.run(roomId, n),
    goBack: (roomId, n) => void goBack.run(n, roomId),
    countUnread: (roomId, from, ownId) => unread.get(roomId, from, ownId, MOST_UNREAD)?.count ?? 0,
    newestN: (roomId) => newest.get(roomId)?.n ?? 0,
    toldUpTo: (scope) => told.get(scope)?.upTo ?? null,
    setTold: (scope, upTo) => void setTold.run(scope, upTo),
    untell: (scope, upTo) => void untell.run(upTo, scope)
  }
}
