import type { Range } from '../../shared/model/copy.ts'
import type { Database } from './database.ts'

/** The places at or below a stream's cursor that the copy does not hold yet. */
export interface MissingTable {
  has(stream: string, seq: number): boolean
  /** Whether anything from a place on is missing. */
  hasFrom(stream: string, seq: number): boolean
  /** The missing range nearest to the end of the stream, or null when nothing is missing. */
  newest(stream: string): Range | null
  /** What of a range is missing nearest to its end, or null when all of it is here. */
  newestIn(stream: string, range: Range): Range | null
  /** The missing ranges of a stream that touch one. */
  allIn(stream: string, range: Range): Range[]
  /** All missing ranges of a stream, the oldest first. */
  all(stream: string): Range[]
  add(stream: string, range: Range): void
  /** Notes that the places of a range are here now. */
  remove(stream: string, range: Range): void
}

export function createMissingTable(db: Database): MissingTable {
  const overlapping = db.prepare<[string, number, number], Range>(
    'SELECT from_seq AS "from", to_seq AS "to" FROM missing WHERE stream = ? AND from_seq <= ? AND to_seq >= ?'
  )
  const newest = db.prepare<[string], Range>(
    'SELECT from_seq AS "from", to_seq AS "to" FROM missing WHERE stream = ? ORDER BY from_seq DESC LIMIT 1'
  )
  const newestIn = db.prepare<[string, number, number], Range>(
    `SELECT from_seq AS "from", to_seq AS "to" FROM missing
     WHERE stream = ? AND from_seq <= ? AND to_seq >= ? ORDER BY from_seq DESC LIMIT 1`
  )
  const all = db.prepare<[string], Range>(
    'SELECT from_seq AS "from", to_seq AS "to" FROM missing WHERE stream = ? ORDER BY from_seq'
  )
  const insert = db.prepare<[string, number, number]>(
    'INSERT INTO missing (stream, from_seq, to_seq) VALUES (?, ?, ?)'
  )
  const drop = db.prepare<[string, number]>('DELETE FROM missing WHERE stream = ? AND from_seq = ?')

  const allIn = (stream: string, { from, to }: Range): Range[] => overlapping.all(stream, to, from)
  const remove = (stream: string, range: Range): void => {
    for (const hole of allIn(stream, range)) {
      drop.run(stream, hole.from)
      if (hole.from < range.from) insert.run(stream, hole.from, range.from - 1)
      if (hole.to > range.to) insert.run(stream, range.to + 1, hole.to)
    }
  }
  return {
    has: (stream, seq) => overlapping.get(stream, seq, seq) !== undefined,
    hasFrom: (stream, seq) => (newest.get(stream)?.to ?? -1) >= seq,
    allIn,
    all: (stream) => all.all(stream),
    newest: (stream) => newest.get(stream) ?? null,
    newestIn(stream, range) {
      const hole = newestIn.get(stream, range.to, range.from)
      return hole ? { from: Math.max(hole.from, range.from), to: Math.min(hole.to, range.to) } : null
    },
    add(stream, range) {
      remove(stream, range)
      insert.run(stream, range.from, range.to)
    },
    remove
  }
}
