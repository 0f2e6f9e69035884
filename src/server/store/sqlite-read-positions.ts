import type { Database } from 'better-sqlite3'
import { MOST_UNREAD } from '../../shared/model/reading.ts'
import type { ReadPosition } from '../../shared/protocol/down.ts'
import { present } from './present.ts'
import type { Counter } from './sqlite-counter.ts'
import type { MoveReadPosition, Outcome, ReadPositionReader, Rules } from './store.ts'

/** Whatever the position: nobody is told of more than so many, so no more are counted. */
const SELECT_POSITION = `
  SELECT positions.room AS roomId, positions.n, rooms.last_n AS newestN,
    (SELECT count(*) FROM (
      SELECT 1 FROM messages
      WHERE messages.room = positions.room AND messages.n > positions.n
        AND messages.author <> positions.user AND messages.deleted_at IS NULL
      LIMIT ${MOST_UNREAD}
    )) AS unread
  FROM read_positions AS positions
  JOIN rooms ON rooms.id = positions.room
  WHERE positions.user = ?`

export function sqliteReadPositions(db: Database): ReadPositionReader {
  const ofUser = db.prepare<[number], ReadPosition>(`${SELECT_POSITION} ORDER BY positions.room`)
  return {
    async readPositions(userId) {
      return ofUser.all(userId)
    }
  }
}

/** Writes how far somebody has read. `ordinals` are those of the transaction: what it posted before counts. */
export type MovePosition = (command: MoveReadPosition, ordinals: Counter) => Outcome

export function preparePositions(db: Database, rules: Rules): MovePosition {
  const room = db.prepare<[number]>('SELECT 1 FROM rooms WHERE id = ?')
  const position = db
    .prepare<[number, number], number>('SELECT n FROM read_positions WHERE user = ? AND room = ?')
    .pluck()
  const write = db.prepare<[number, number, number]>(
    `INSERT INTO read_positions (user, room, n) VALUES (?, ?, ?)
     ON CONFLICT (user, room) DO UPDATE SET n = excluded.n`
  )
  const read = db.prepare<[number, number], ReadPosition>(`${SELECT_POSITION} AND positions.room = ?`)

  return (command, ordinals) => {
    const { userId, roomId } = command
    const newestN = room.get(roomId) === undefined ? null : ordinals.last(roomId)
    const decision = rules.moveReadPosition(command, {
      newestN,
      position: position.get(userId, roomId) ?? null
    })
    if (decision === 'nothing') return { kind: 'position-kept' }
    if ('refuse' in decision) return { kind: 'refused', code: decision.refuse }
    write.run(userId, roomId, decision.moveTo)
    const moved = present(read.get(userId, roomId), 'the position')
    return { kind: 'position-moved', userId, position: { ...moved, newestN: newestN ?? 0 } }
  }
}
