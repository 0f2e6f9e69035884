import type { Unsettled } from '../../shared/model/delivery.ts'
import type { Database } from './database.ts'

/** A typed message that the server has not accepted yet. */
export interface OutboxEntry {
  readonly clientId: string
  readonly roomId: number
  readonly body: string
  readonly delivery: Unsettled
  /** Whether it was ever handed to a socket under this name. */
  readonly wasHandedOver: boolean
}

/** A message that was handed to a server and not seen since: it may or may not hold it. */
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
  /** The rooms that have such an entry. */
  busyRooms(): number[]
  setDelivery(clientId: string, delivery: Unsettled): void
  /** Puts a message that a server acknowledged before everything that is here: it was handed over long ago. */
  putBack(clientId: string, roomId: number, at: number): void
  /** Gives a message that no server holds another name; it keeps its place. */
  rename(from: string, to: string): void
  /** Gives a message another text; it keeps its name and its place. */
  setBody(clientId: string, body: string): void
  /** Notes a hand-over. */
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
  const busyRooms = db
    .prepare<[], number>(
      "SELECT DISTINCT room_id FROM outbox WHERE state IN ('waiting', 'handed-over') ORDER BY room_id"
    )
    .pluck()
  const setDelivery = db.prepare<[string, string | null, string]>(
    'UPDATE outbox SET state = ?, code = ? WHERE client_id = ?'
  )
  const putBack = db.prepare<[string, number, number]>(
    `INSERT INTO outbox (position, client_id, room_id, state, handed_over_at)
     SELECT coalesce(min(position), 1) - 1, ?, ?, 'handed-over', ? FROM outbox`
  )
  const copyAs = db.prepare<[string, string]>(
    `INSERT INTO message (client_id, room_id, sender_id, body, sent_at)
     SELECT ?, room_id, sender_id, body, sent_at FROM message WHERE client_id = ?`
  )
  const rename = db.prepare<[string, string]>(
    'UPDATE outbox SET client_id = ?, handed_over_at = NULL WHERE client_id = ?'
  )
  const removeMessage = db.prepare<[string]>('DELETE FROM message WHERE client_id = ?')
  const setBody = db.prepare<[string, string]>('UPDATE message SET body = ? WHERE client_id = ?')
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
    busyRooms: () => busyRooms.all(),
    setDelivery(clientId, delivery) {
      setDelivery.run(delivery.state, delivery.state === 'failed' ? delivery.code : null, clientId)
    },
    putBack: (clientId, roomId, at) => void putBack.run(clientId, roomId, at),
    rename(from, to) {
      copyAs.run(to, from)
      rename.run(to, from)
      removeMessage.run(from)
    },
    setBody: (clientId, body) => void setBody.run(body, clientId),
    setHandOver: (clientId, at, floor) => void setHandOver.run(at, floor, clientId),
    setReturns: (clientId, returns) => void setReturns.run(returns, clientId),
    unanswered: () => unanswered.all().flatMap(rowToUnanswered),
    remove: (clientId) => void remove.run(clientId),
    countUnsent: () => unsent.get()?.count ?? 0
  }
}

function rowToEntry(row: OutboxRow | undefined): OutboxEntry | null {
  if (!row) return null
  const { clientId, roomId, body, state, code, handedOverAt } = row
  const delivery: Unsettled = state === 'failed' ? { state, code: code ?? 'internal' } : { state }
  return { clientId, roomId, body, delivery, wasHandedOver: handedOverAt !== null }
}

function rowToUnanswered(row: OutboxRow): UnansweredEntry[] {
  const entry = rowToEntry(row)
  const { handedOverAt, floor, returns } = row
  return entry && handedOverAt !== null ? [{ ...entry, handedOverAt, floor: floor ?? 0, returns }] : []
}
