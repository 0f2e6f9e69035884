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
  /** Leaves the offset of the clocks as it is. */
  set(identity: Identity): void
  /** What is added to this computer's clock to get the server's, in milliseconds. */
  clockOffset(): number
  /** Of an identity that is set. */
  setClockOffset(offset: number): void
  /** Those that the server listed last. */
  rooms(): readonly Room[]
  hasRoom(id: number): boolean
  /** What the copy holds of a room that is not listed any more stays: the room may come back. */
  setRooms(rooms: readonly Room[]): void
}

export function createIdentityTable(db: Database): IdentityTable {
  const get = db.prepare<[], Identity>(
    'SELECT user_id AS userId, server_name AS serverName, epoch, message_limit AS messageLimit FROM identity'
  )
  const set = db.prepare<[number, string, string, number]>(
    `INSERT INTO identity (only, user_id, server_name, epoch, message_limit) VALUES (1, ?, ?, ?, ?)
     ON CONFLICT (only) DO UPDATE SET user_id = excluded.user_id, server_name = excluded.server_name,
       epoch = excluded.epoch, message_limit = excluded.message_limit`
  )
  const offset = db.prepare<[], { offset: number }>('SELECT clock_offset AS offset FROM identity')
  const setOffset = db.prepare<[number]>('UPDATE identity SET clock_offset = ?')
  const rooms = db.prepare<[], Room>('SELECT id, name FROM room ORDER BY id')
  const putRoom = db.prepare<[number, string]>(
    'INSERT INTO room (id, name) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name'
  )
  const hasRoom = db.prepare<[number]>('SELECT 1 FROM room WHERE id = ?')
  const dropOthers = db.prepare<[string]>('DELETE FROM room WHERE id NOT IN (SELECT value FROM json_each(?))')
  return {
    get: () => get.get() ?? null,
    set: ({ userId, serverName, epoch, messageLimit }) =>
      void set.run(userId, serverName, epoch, messageLimit),
    clockOffset: () => offset.get()?.offset ?? 0,
    setClockOffset: (milliseconds) => void setOffset.run(milliseconds),
    rooms: () => rooms.all(),
    hasRoom: (id) => hasRoom.get(id) !== undefined,
    setRooms(listed) {
      dropOthers.run(JSON.stringify(listed.map(({ id }) => id)))
      for (const { id, name } of listed) putRoom.run(id, name)
    }
  }
}
