import Database from 'better-sqlite3'
import { randomBytes } from 'node:crypto'
import type { Room } from '../../shared/model/room.ts'
import { roomStream } from '../../shared/protocol/constants.ts'
import { silentLog } from '../../shared/testkit/make.ts'
import { dataFolderAt, prepareDataFolder } from '../data-folder.ts'
import { rules } from '../rooms/rules.ts'
import { openSqliteStore } from '../store/sqlite.ts'

/**
 * Adds rooms beside the first to a server's data folder, on which no server runs, and answers them with their numbers.
 * The folder may be empty. Nobody but a test can make rooms so far.
 */
export async function addRooms(folder: string, names: readonly string[]): Promise<readonly Room[]> {
  const data = dataFolderAt(folder)
  prepareDataFolder(data)
  await openSqliteStore(data.database, { rules, randomBytes, log: silentLog }).close()
  return insertRooms(data.database, names)
}

function insertRooms(file: string, names: readonly string[]): readonly Room[] {
  const db = new Database(file)
  try {
    const insert = db.transaction(() => names.map((name) => insertRoom(db, name)))
    return insert.immediate()
  } finally {
    db.close()
  }
}

function insertRoom(db: Database.Database, name: string): Room {
  const id = Number(db.prepare('SELECT max(id) + 1 FROM rooms').pluck().get())
  const stream = db.prepare('INSERT INTO streams (name) VALUES (?)').run(roomStream(id)).lastInsertRowid
  db.prepare('INSERT INTO rooms (id, name, stream) VALUES (?, ?, ?)').run(id, name, stream)
  return { id, name }
}
