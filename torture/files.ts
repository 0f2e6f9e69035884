import Database from 'better-sqlite3'
import { dataFolderAt } from '../src/server/data-folder.ts'
import type { Happened, Log, Stored } from './verdict.ts'

/** What a server's file holds of its one room. */
export function readLog(folder: string): Log {
  return reading(dataFolderAt(folder).database, (db) => ({
    messages: db
      .prepare<[], Stored>(
        'SELECT id, seq, n, client_id AS clientId, author AS authorId, body FROM messages ORDER BY seq'
      )
      .all(),
    events: db
      .prepare<[], Happened>(
        `SELECT seq, events.id AS event FROM events JOIN rooms ON rooms.stream = events.stream ORDER BY seq`
      )
      .all()
  }))
}

/** The last place of the room's stream. */
export function readHead(folder: string): number {
  return reading(
    dataFolderAt(folder).database,
    (db) => db.prepare<[], number>(`SELECT head FROM streams WHERE name = 'room:1'`).pluck().get() ?? 0
  )
}

/** What an app's copy holds of the server's one room. */
export function readCopy(file: string): readonly Stored[] {
  return reading(file, (db) =>
    db
      .prepare<[], Stored>(
        `SELECT id, seq, n, client_id AS clientId, sender_id AS authorId, body FROM message
         WHERE seq IS NOT NULL ORDER BY seq`
      )
      .all()
  )
}

/** How far an app's copy is: the last place that it holds, and what waits or is missing. */
export function readState(file: string): { seq: number; unsent: number; missing: number } {
  return reading(file, (db) => ({
    seq: db.prepare<[], number>(`SELECT seq FROM cursor WHERE stream = 'room:1'`).pluck().get() ?? 0,
    unsent: db.prepare<[], number>('SELECT count(*) FROM outbox').pluck().get() ?? 0,
    missing: db.prepare<[], number>('SELECT count(*) FROM missing').pluck().get() ?? 0
  }))
}

function reading<T>(file: string, read: (db: Database.Database) => T): T {
  const db = new Database(file, { readonly: true })
  try {
    return read(db)
  } finally {
    db.close()
  }
}
