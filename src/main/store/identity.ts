import type { Room } from '../../shared/model/room.ts'
import type { Database } from './database.ts'

/** Who this account is on its server, as `hello` said it last. */
export interface Identity {
  readonly userId: number
  readonly serverName: string
  readonly epoch: string
  /** In code points, after trimming. */
  readonly messageLimit: number
}

export interface IdentityTable {
  get(): Identity | null
  set(identity: Identity): void
  rooms(): readonly Room[]
  putRoom(room: Room): void
}

export function createIdentityTable(db: Database): IdentityTable {
  const get = db.prepare<[], Identity>(
    'SELECT user_id AS userId, server_name AS serverName, epoch, message_limit AS messageLimit FROM identity'
  )
  const set = db.prepare<[number, string, string, number]>(
    'INSERT OR REPLACE INTO identity (only, user_id, server_name, epoch, message_limit) VALUES (1, ?, ?, ?, ?)'
  )
  const rooms = db.prepare<[], Room>('SELECT id, name FROM room ORDER BY id')
  const putRoom = db.prepare<[number, string]>(
    'INSERT INTO room (id, name) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name'
  )
  return {
    get: () => get.get() ?? null,
    set: ({ userId, serverName, epoch, messageLimit }) =>
      void set.run(userId, serverName, epoch, messageLimit),
    rooms: () => rooms.all(),
    putRoom: (room) => void putRoom.run(room.id, room.name)
  }
}
