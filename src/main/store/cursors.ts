import type { Cursor } from '../../shared/protocol/up.ts'
import type { Database } from './database.ts'

/** How far the copy of each stream goes. */
export interface CursorTable {
  get(stream: string): Cursor | null
  set(stream: string, cursor: Cursor): void
  clear(stream: string): void
}

export function createCursorTable(db: Database): CursorTable {
  const get = db.prepare<[string], Cursor>('SELECT seq, event FROM cursor WHERE stream = ?')
  const set = db.prepare<[string, number, string]>(
    'INSERT INTO cursor (stream, seq, event) VALUES (?, ?, ?) ON CONFLICT (stream) DO UPDATE SET seq = excluded.seq, event = excluded.event'
  )
  const clear = db.prepare<[string]>('DELETE FROM cursor WHERE stream = ?')
  return {
    get: (stream) => get.get(stream) ?? null,
    set: (stream, cursor) => void set.run(stream, cursor.seq, cursor.event),
    clear: (stream) => void clear.run(stream)
  }
}
