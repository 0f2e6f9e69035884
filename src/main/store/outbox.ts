import type { Unsettled } from '../../shared/model/delivery.ts'
import type { Database } from './database.ts'

/** A typed message that the server has not accepted yet. */
export interface OutboxEntry {
  readonly clientId: string
  readonly roomId: number
  readonly body: string
  readonly delivery: Unsettled
}

interface OutboxRow {
  clientId: string
  roomId: number
  body: string
  state: 'waiting' | 'handed-over' | 'failed'
  code: string | null
}

export interface OutboxTable {
  add(clientId: string, roomId: number): void
  get(clientId: string): OutboxEntry | null
  /** The oldest entry of a room that is to leave: not yet accepted, not refused. */
  next(roomId: number): OutboxEntry | null
  setDelivery(clientId: string, delivery: Unsettled): void
  remove(clientId: string): void
  /** How many are still to leave, in all rooms. */
  countUnsent(): number
}

const SELECT = `SELECT o.client_id AS clientId, o.room_id AS roomId, m.body, o.state, o.code
  FROM outbox o JOIN message m ON m.client_id = o.client_id`

export function createOutboxTable(db: Database): OutboxTable {
  const add = db.prepare<[string, number]>(
    "INSERT INTO outbox (client_id, room_id, state) VALUES (?, ?, 'waiting')"
  )
  const get = db.prepare<[string], OutboxRow>(`${SELECT} WHERE o.client_id = ?`)
  const next = db.prepare<[number], OutboxRow>(
    `${SELECT} WHERE o.room_id = ? AND o.state <> 'failed' ORDER BY o.position LIMIT 1`
  )
  const setDelivery = db.prepare<[string, string | null, string]>(
    'UPDATE outbox SET state = ?, code = ? WHERE client_id = ?'
  )
  const remove = db.prepare<[string]>('DELETE FROM outbox WHERE client_id = ?')
  const unsent = db.prepare<[], { count: number }>(
    "SELECT count(*) AS count FROM outbox WHERE state <> 'failed'"
  )
  return {
    add: (clientId, roomId) => void add.run(clientId, roomId),
    get: (clientId) => rowToEntry(get.get(clientId)),
    next: (roomId) => rowToEntry(next.get(roomId)),
    setDelivery(clientId, delivery) {
      setDelivery.run(delivery.state, delivery.state === 'failed' ? delivery.code : null, clientId)
    },
    remove: (clientId) => void remove.run(clientId),
    countUnsent: () => unsent.get()?.count ?? 0
  }
}

function rowToEntry(row: OutboxRow | undefined): OutboxEntry | null {
  if (!row) return null
  const { state, code, ...entry } = row
  return { ...entry, delivery: state === 'failed' ? { state, code: code ?? 'internal' } : { state } }
}
