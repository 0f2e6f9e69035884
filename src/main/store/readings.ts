import { cutAt, type Position } from '../../shared/model/position.ts'
import { MOST_UNREAD } from '../../shared/model/reading.ts'
import type { Database } from './database.ts'

/** What the server counted beyond its position, when `newestN` was the room's newest ordinal. */
export interface ServerCount {
  readonly unread: number
  readonly newestN: number
}

/** How far rooms were read, and how far the person was told of what is new. */
export interface ReadingTable {
  /** Null: the room was never opened here. */
  position(roomId: number): Position | null
  setPosition(roomId: number, position: Position): void
  /** A history that is shorter than what was read of it is another one: what comes next in it is not read yet. */
  goBack(roomId: number, n: number): void
  /** Of a room that has a position. */
  serverCount(roomId: number): ServerCount
  setServerCount(roomId: number, count: ServerCount): void
  /** Messages of others beyond one ordinal and up to another, deleted ones left out, counted up to `MOST_UNREAD`. */
  countOthers(roomId: number, beyond: number, upTo: number, ownId: number): number
  /** Ordinal of the newest message of a room; 0: there is none. */
  newestN(roomId: number): number
  /** The place of the newest message up to an ordinal; 0: there is none. */
  seqAt(roomId: number, n: number): number
  toldUpTo(scope: string): number | null
  setTold(scope: string, upTo: number): void
  /** As with what was read. */
  untell(scope: string, upTo: number): void
  /** Beyond what of a scope the news were found that nobody was told of yet; null: there are none. */
  untoldBeyond(scope: string): number | null
  /** What counts as told beyond this is only found, unless that began before. */
  setUntold(scope: string, beyond: number): void
  /** All that was found is told. */
  clearUntold(): void
}

/** Before a scope: where the news of it begin that were found and not told. */
const UNTOLD = 'untold:'

export function createReadingTable(db: Database): ReadingTable {
  const get = db.prepare<[number], Omit<Position, 'isBack'> & { isBack: number }>(
    'SELECT read_n AS readN, server_n AS serverN, is_back AS isBack FROM reading WHERE room_id = ?'
  )
  const count = db.prepare<[number], ServerCount>(
    'SELECT server_unread AS unread, server_newest_n AS newestN FROM reading WHERE room_id = ?'
  )
  const set = db.prepare<[number, number, number | null, number]>(
    `INSERT INTO reading (room_id, read_n, server_n, is_back) VALUES (?, ?, ?, ?)
     ON CONFLICT (room_id) DO UPDATE SET read_n = excluded.read_n, server_n = excluded.server_n,
       is_back = excluded.is_back`
  )
  const setCount = db.prepare<[number, number, number]>(
    'UPDATE reading SET server_unread = ?, server_newest_n = ? WHERE room_id = ?'
  )
  const placed = db.prepare<[number, number, number, number, number], { count: number }>(
    `SELECT count(*) AS count FROM (
       SELECT 1 FROM message WHERE room_id = ? AND n > ? AND n <= ? AND sender_id <> ? LIMIT ?
     )`
  )
  const gone = db.prepare<[number, number, number, number], { count: number }>(
    `SELECT count(*) AS count FROM message
     WHERE room_id = ? AND n > ? AND n <= ? AND sender_id <> ? AND body IS NULL`
  )
  const seqAt = db.prepare<[number, number], { seq: number }>(
    `SELECT seq FROM message WHERE room_id = ? AND n <= ? AND n IS NOT NULL AND seq IS NOT NULL
     ORDER BY n DESC LIMIT 1`
  )
  const newest = db.prepare<[number], { n: number | null }>(
    'SELECT max(n) AS n FROM message WHERE room_id = ? AND n IS NOT NULL'
  )
  const told = db.prepare<[string], { upTo: number }>('SELECT up_to AS upTo FROM told WHERE scope = ?')
  const setTold = db.prepare<[string, number]>(
    `INSERT INTO told (scope, up_to) VALUES (?, ?)
     ON CONFLICT (scope) DO UPDATE SET up_to = max(up_to, excluded.up_to)`
  )
  const untell = db.prepare<[number, string, string]>(
    'UPDATE told SET up_to = min(up_to, ?) WHERE scope IN (?, ?)'
  )
  const setUntold = db.prepare<[string, number]>('INSERT OR IGNORE INTO told (scope, up_to) VALUES (?, ?)')
  const clearUntold = db.prepare<[string]>("DELETE FROM told WHERE scope GLOB ? || '*'")
  const position = (roomId: number): Position | null => {
    const row = get.get(roomId)
    return row ? { ...row, isBack: row.isBack === 1 } : null
  }
  const setPosition = (roomId: number, { readN, serverN, isBack }: Position): void =>
    void set.run(roomId, readN, serverN, Number(isBack))
  return {
    position,
    setPosition,
    goBack(roomId, n) {
      const found = position(roomId)
      if (found) setPosition(roomId, cutAt(found, n))
    },
    serverCount: (roomId) => count.get(roomId) ?? { unread: 0, newestN: 0 },
    setServerCount: (roomId, { unread, newestN }) => void setCount.run(unread, newestN, roomId),
    countOthers(roomId, beyond, upTo, ownId) {
      const deleted = gone.get(roomId, beyond, upTo, ownId)?.count ?? 0
      return (placed.get(roomId, beyond, upTo, ownId, MOST_UNREAD + deleted)?.count ?? 0) - deleted
    },
    newestN: (roomId) => newest.get(roomId)?.n ?? 0,
    seqAt: (roomId, n) => seqAt.get(roomId, n)?.seq ?? 0,
    toldUpTo: (scope) => told.get(scope)?.upTo ?? null,
    setTold: (scope, upTo) => void setTold.run(scope, upTo),
    untell: (scope, upTo) => void untell.run(upTo, scope, UNTOLD + scope),
    untoldBeyond: (scope) => told.get(UNTOLD + scope)?.upTo ?? null,
    setUntold: (scope, beyond) => void setUntold.run(UNTOLD + scope, beyond),
    clearUntold: () => void clearUntold.run(UNTOLD)
  }
}
