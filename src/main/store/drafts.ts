import type { Database } from './database.ts'

/** What is being written in each room, kept from one keystroke to the next start. */
export interface DraftTable {
  get(roomId: number): string
  /** An empty text forgets the draft. */
  set(roomId: number, text: string): void
}

export function createDraftTable(db: Database): DraftTable {
  const get = db.prepare<[number], { text: string }>('SELECT text FROM draft WHERE room_id = ?')
  const set = db.prepare<[number, string]>('INSERT OR REPLACE INTO draft (room_id, text) VALUES (?, ?)')
  const remove = db.prepare<[number]>('DELETE FROM draft WHERE room_id = ?')
  return {
    get: (roomId) => get.get(roomId)?.text ?? '',
    set: (roomId, text) => void (text === '' ? remove.run(roomId) : set.run(roomId, text))
  }
}
