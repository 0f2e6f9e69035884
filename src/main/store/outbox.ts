import type { Unsettled } from '../../shared/model/delivery.ts'
import type { Database } from './database.ts'

/** A typed message that the server has not accepted yet. */
export interface OutboxEntry {
  readonly clientId: string
  readonly roomId: number
  readonly body: string
  readonly delivery: Unsettled
}

/** A message that was handed to a server which answers nothing: it may or may not hold it. */
export interface UnansweredEntry extends OutboxEntry {
  /** Milliseconds since 1970, by this computer's clock. */
  readonly handedOverAt: number
  /** The greatest message id that was known then: its own is greater. */
  readonly floor: number
  /** How often it was sent again by itself. */
  readonly returns: number
}

interface OutboxRow {
  clientId: string
  roomId: number
  body: string
  state: Unsettled['state']
  code: string | null
  handedOverAt: number | null
  floor: number | null
  returns: number
}

export interface OutboxTable {
  add(clientId: string, roomId: number): void
  get(clientId: string): OutboxEntry | null
  /** The oldest entry of a room that is to leave: not yet accepted, not refused, its author not to be asked. */
  next(roomId: number): OutboxEntry | null
  setDelivery(clientId: string, delivery: Unsettled): void
  /** Notes a hand-over whose only answer can be an echo. */
  setHandOver(clientId: string, at: number, floor: number): void
  setReturns(clientId: string, returns: number): void
  /** What was handed over so and has not been seen since, whatever became of it, oldest first. */
  unanswered(): UnansweredEntry[]
  remove(clientId: string): void
  /** How many are still to leave, in all rooms. */
  countUnsent(): number
}

const SELECT = `SELECT o.client_id AS clientId, o.room_id AS roomId, m.body, o.state, o.code,
    o.handed_over_at AS handedOverAt, o.floor, o.returns
  FROM outbox o JOIN message m ON m.client_id = o.client_id`

export function createOutboxTable(db: Database): OutboxTable {
  const add = db.prepare<[string, number]>(
    "INSERT INTO outbox (client_id, room_id, state) VALUES (?, ?, 'waiting')"
  )
  const get = db.prepare<[string], OutboxRow>(`${SELECT} WHERE o.client_id = ?`)
  const next = db.prepare<[number], OutboxRow>(
    `${SELECT} WHERE o.room_id = ? AND o.state IN ('waiting', 'handed-over') ORDER BY o.position LIMIT 1`
  )
  const setDelivery = db.prepare<[string, string | null, string]>(
    'UPDATE outbox SET state = ?, code = ? WHERE client_id = ?'
  )
  const setHandOver = db.prepare<[number, number, string]>(
    'UPDATE outbox SET handed_over_at = ?, floor = ? WHERE client_id = ?'
  )
  const setReturns = db.prepare<[number, string]>('UPDATE outbox SET returns = ? WHERE client_id = ?')
  const unanswered = db.prepare<[], OutboxRow>(
    `${SELECT} WHERE o.handed_over_at IS NOT NULL ORDER BY o.position`
  )
  const remove = db.prepare<[string]>('DELETE FROM outbox WHERE client_id = ?')
  const unsent = db.prepare<[], { count: number }>(
    "SELECT count(*) AS count FROM outbox WHERE state IN ('waiting', 'handed-over')"
  )
  return {
    add: (clientId, roomId) => void add.run(clientId, roomId),
    get: (clientId) => rowToEntry(get.get(clientId)),
    next: (roomId) => rowToEntry(next.get(roomId)),
    setDelivery(clientId, delivery) {
      setDelivery.run(delivery.state, delivery.state === 'failed' ? delivery.code : null, clientId)
    },
    setHandOver: (clientId, at, floor) => void setHandOver.run(at, floor, clientId),
    setReturns: (clientId, returns) => void setReturns.run(returns, clientId),
    unanswered: () => unanswered.all().flatMap(rowToUnanswered),
    remove: (clientId) => void remove.run(clientId),
    countUnsent: () => unsent.get()?.count ?? 0
  }
}

function rowToEntry(row: OutboxRow | undefined): OutboxEntry | null {
  if (!row) return null
  const { clientId, roomId, body, state, code } = row
  const delivery: Unsettled = state === 'failed' ? { state, code: code ?? 'internal' } : { state }
  return { clientId, roomId, body, delivery }
}

function rowToUnanswered(row: OutboxRow): UnansweredEntry[] {
  const entry = rowToEntry(row)
  const { handedOverAt, floor, returns } = row
  return entry && handedOverAt !== null ? [{ ...entry, handedOverAt, floor: floor ?? 0, returns }] : []
}
