import type { Database } from 'better-sqlite3'
import type { Room } from '../../shared/model/room.ts'
import type { WriteAudit } from './sqlite-audit.ts'
import type { Directory } from './store.ts'

/** What the server is: its name, its history's name, its rooms. */
export function sqliteDirectory(db: Database, audit: WriteAudit): Directory {
  const rooms = db.prepare<[], Room>('SELECT id, name FROM rooms ORDER BY id')
  const name = db.prepare<[], { name: string }>('SELECT name FROM server')
  const epoch = db.prepare<[], { id: string }>('SELECT id FROM epochs ORDER BY number DESC LIMIT 1')
  const setName = db.prepare<[{ name: string }]>('UPDATE server SET name = @name WHERE name <> @name')
  const rename = db.transaction((newName: string, at: number) => {
    if (setName.run({ name: newName }).changes === 0) return
    audit({ at, actorId: null, act: 'server.renamed', subject: 'server', details: { name: newName } })
  })
  return {
    async rooms() {
      return rooms.all()
    },
    async identity() {
      return { name: name.get()?.name ?? '', epoch: epoch.get()?.id ?? '' }
    },
    async rename(newName, at) {
      rename.immediate(newName, at)
    }
  }
}
