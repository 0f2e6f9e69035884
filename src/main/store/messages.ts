import type { Delivery, Unsettled } from '../../shared/model/delivery.ts'
import type { Message, Placement } from '../../shared/model/message.ts'
import type { PostedMessage } from '../../shared/protocol/event.ts'
import type { Database } from './database.ts'

interface MessageRow {
  client_id: string
  id: number | null
  room_id: number
  sender_id: number
  body: string
  sent_at: number
  seq: number | null
  n: number | null
  position: number | null
  state: Unsettled['state'] | null
  code: string | null
}

/** A message as it is typed, before any server knows it. */
export interface TypedMessage {
  readonly clientId: string
  readonly roomId: number
  readonly senderId: number
  readonly body: string
  readonly sentAt: number
}

export interface MessageInTheWay {
  readonly clientId: string
  readonly roomId: number
  readonly senderId: number
  readonly seq: number
  readonly hasText: boolean
}

/** The messages of this account's copy; tombstones are kept, and shown by no read. */
export interface MessageTable {
  get(clientId: string): Message | null
  /** The newest messages before a place, in their order. `before` null: up to the end, with what waits. */
  page(roomId: number, before: number | null, limit: number): { messages: Message[]; hasOlder: boolean }
  /** The messages of others in a room, beyond one ordinal and up to another. */
  ofOthers(roomId: number, beyond: number, upTo: number, ownId: number): Message[]
  addTyped(message: TypedMessage): void
  /** Writes a message of the server that is new here. False: something has its name, its number or its place. */
  addPosted(message: PostedMessage, seq: number): boolean
  /** Writes a message as the server has it, unless a later revision is here. `clientId`: what it is called in this copy. */
  putPosted(message: PostedMessage, seq: number): { clientId: string; isWritten: boolean }
  /** Gives an own message its place, before its event has come. False: something else is there already. */
  place(clientId: string, placement: Placement, sentAt: number): boolean
  /** Turns a message into a tombstone. Null: it is not in the copy. */
  bury(id: number, rev: number): { clientId: string; roomId: number } | null
  remove(clientId: string): void
  /** The messages of a room that have a place from one id to another, both included; tombstones are none. */
  placedBetween(roomId: number, from: number, to: number): { id: number; clientId: string }[]
  /** The greatest place of a room, tombstones included; 0: there is none. */
  newestSeq(roomId: number): number
  /** The place of the oldest of a room's newest messages, so many of them; null: it has none. */
  oldestSeqOf(roomId: number, count: number): number | null
  /** Whether a message beyond a place, of one sender or (null) of any, is of nobody's outbox. Its body may be gone. */
  hasUnclaimed(roomId: number, seq: number, senderId: number | null): boolean
  /** The client id of a message, of a tombstone too; null: it is not in the copy. */
  nameOf(id: number): string | null
  /** Gives the messages of one sender to another: it has turned out who they are. */
  reassign(from: number, to: number): void
  /** How many have a place, the marks of those that were deleted among them. */
  countPlaced(): number
  /** Whether anything of a room has a place beyond one, or was changed beyond it. */
  reachesBeyond(roomId: number, seq: number): boolean
  /** The messages of one sender that have a text and a place beyond one, the newest first. */
  namesBeyond(roomId: number, seq: number, senderId: number): string[]
  /** The newest messages of everybody else that have a text and a place beyond one. */
  namesOfOthersBeyond(roomId: number, seq: number, senderId: number, limit: number): string[]
  /** Takes its place from a message: the server does not have it there. */
  unplace(clientId: string): void
  /** Removes what has a place beyond one; typed messages stay. Answers how many of them had a text. */
  removeBeyond(roomId: number, seq: number): number
  /** Removes what has a place up to one and was changed beyond it. Answers their places. */
  removeChangedBeyond(roomId: number, seq: number): number[]
  /** What stands where a message of the server belongs, and is another message. */
  inTheWayOf(message: PostedMessage, seq: number): MessageInTheWay[]
}

const SELECT = `SELECT m.client_id, m.id, m.room_id, m.sender_id, m.body, m.sent_at, m.seq, m.n, o.position, o.state, o.code
  FROM message m LEFT JOIN outbox o ON o.client_id = m.client_id`

export function createMessageTable(db: Database): MessageTable {
  const one = db.prepare<[string], MessageRow>(`${SELECT} WHERE m.client_id = ? AND m.body IS NOT NULL`)
  const placed = db.prepare<[number, number, number], MessageRow>(
    `${SELECT} WHERE m.room_id = ? AND m.seq < ? AND m.body IS NOT NULL ORDER BY m.seq DESC LIMIT ?`
  )
  const ofOthers = db.prepare<[number, number, number, number], MessageRow>(
    `${SELECT} WHERE m.room_id = ? AND m.n > ? AND m.n <= ? AND m.sender_id <> ? AND m.body IS NOT NULL ORDER BY m.n`
  )
  const unplaced = db.prepare<[number], MessageRow>(
    `${SELECT} WHERE m.seq IS NULL AND o.room_id = ? ORDER BY o.position`
  )
  const byId = db.prepare<[number], { client_id: string }>('SELECT client_id FROM message WHERE id = ?')
  const senderOf = db.prepare<[string], { sender_id: number }>(
    'SELECT sender_id FROM message WHERE client_id = ?'
  )
  const insert = db.prepare<[string, number, number, string, number]>(
    'INSERT INTO message (client_id, room_id, sender_id, body, sent_at) VALUES (?, ?, ?, ?, ?)'
  )
  const add = db.prepare<[string, number, number, number, string | null, number, number, number, number]>(
    `INSERT INTO message (client_id, id, room_id, sender_id, body, sent_at, seq, n, rev)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`
  )
  const put = db.prepare(
    `INSERT INTO message (client_id, id, room_id, sender_id, body, sent_at, seq, n, rev)
     VALUES (@clientId, @id, @roomId, @senderId, @body, @sentAt, @seq, @n, @rev)
     ON CONFLICT (client_id) DO UPDATE SET id = excluded.id, room_id = excluded.room_id,
       sender_id = excluded.sender_id, body = excluded.body, sent_at = excluded.sent_at, seq = excluded.seq, n = excluded.n, rev = excluded.rev
     WHERE rev IS NULL OR rev <= excluded.rev`
  )
  const place = db.prepare<[number, number, number, number, string]>(
    'UPDATE OR IGNORE message SET id = ?, seq = ?, n = ?, sent_at = ? WHERE client_id = ? AND id IS NULL'
  )
  const bury = db.prepare<[number, number, number], { clientId: string; roomId: number }>(
    `UPDATE message SET body = NULL, rev = ? WHERE id = ? AND (rev IS NULL OR rev <= ?)
     RETURNING client_id AS clientId, room_id AS roomId`
  )
  const remove = db.prepare<[string]>('DELETE FROM message WHERE client_id = ?')
  const placedBetween = db.prepare<[number, number, number], { id: number; clientId: string }>(
    `SELECT id, client_id AS clientId FROM message
     WHERE room_id = ? AND id BETWEEN ? AND ? AND body IS NOT NULL`
  )
  const newestSeq = db.prepare<[number], { seq: number | null }>(
    'SELECT max(seq) AS seq FROM message WHERE room_id = ? AND seq IS NOT NULL'
  )
  const oldestSeqOf = db.prepare<[number, number], { seq: number | null }>(
    `SELECT min(seq) AS seq FROM
       (SELECT seq FROM message WHERE room_id = ? AND seq IS NOT NULL ORDER BY seq DESC LIMIT ?)`
  )
  const unclaimed = db.prepare<[number, number, number | null], { seq: number }>(
    `SELECT seq FROM message
     WHERE room_id = ? AND seq > ? AND coalesce(?, sender_id) = sender_id AND client_id = 'server:' || id LIMIT 1`
  )
  const reassign = db.prepare<[number, number]>('UPDATE message SET sender_id = ? WHERE sender_id = ?')
  // By room and place the index is enough; the messages themselves are not looked at.
  const countPlaced = db.prepare<[], { count: number }>(
    'SELECT count(*) AS count FROM message WHERE seq IS NOT NULL'
  )
  const reachesBeyond = db.prepare<[number, number, number]>(
    'SELECT 1 FROM message WHERE room_id = ? AND seq IS NOT NULL AND (seq > ? OR rev > ?) LIMIT 1'
  )
  const namesBeyond = db
    .prepare<[number, number, number], string>(
      `SELECT client_id FROM message
       WHERE room_id = ? AND seq > ? AND sender_id = ? AND body IS NOT NULL ORDER BY seq DESC`
    )
    .pluck()
  const namesOfOthersBeyond = db
    .prepare<[number, number, number, number], string>(
      `SELECT client_id FROM message
       WHERE room_id = ? AND seq > ? AND sender_id <> ? AND body IS NOT NULL ORDER BY seq DESC LIMIT ?`
    )
    .pluck()
  const unplace = db.prepare<[string]>(
    'UPDATE message SET id = NULL, seq = NULL, n = NULL, rev = NULL WHERE client_id = ?'
  )
  const removeBeyond = db
    .prepare<[number, number], number>(
      'DELETE FROM message WHERE room_id = ? AND seq > ? RETURNING body IS NOT NULL'
    )
    .pluck()
  const removeChangedBeyond = db
    .prepare<[number, number, number], number>(
      'DELETE FROM message WHERE room_id = ? AND seq <= ? AND rev > ? RETURNING seq'
    )
    .pluck()
  const inTheWay = db.prepare<
    [number, number, number, number, string, string],
    Omit<MessageInTheWay, 'hasText'> & { hasText: number }
  >(
    `SELECT client_id AS clientId, room_id AS roomId, sender_id AS senderId, seq, body IS NOT NULL AS hasText
     FROM message WHERE (id = ? OR (room_id = ? AND seq = ?)) AND NOT (sender_id = ? AND client_id IN (?, ?))`
  )

  /** Client ids are unique for each author only: a second author's use of one is named by the server's number. */
  const nameFor = ({ clientId, sender, id }: PostedMessage): string => {
    const author = senderOf.get(clientId)?.sender_id
    return author === undefined || author === sender.id ? clientId : unclaimedName(id)
  }

  return {
    get(clientId) {
      const row = one.get(clientId)
      return row ? rowToMessage(row) : null
    },
    page(roomId, before, limit) {
      const rows = placed.all(roomId, before ?? Number.MAX_SAFE_INTEGER, limit + 1)
      const messages = rows.slice(0, limit).toReversed().map(rowToMessage)
      if (before === null) messages.push(...unplaced.all(roomId).map(rowToMessage))
      return { messages, hasOlder: rows.length > limit }
    },
    ofOthers: (roomId, beyond, upTo, ownId) => ofOthers.all(roomId, beyond, upTo, ownId).map(rowToMessage),
    addTyped({ clientId, roomId, senderId, body, sentAt }) {
      insert.run(clientId, roomId, senderId, body, sentAt)
    },
    addPosted: ({ clientId, id, roomId, sender, body, sentAt, n, rev }, seq) =>
      add.run(clientId, id, roomId, sender.id, body, sentAt, seq, n, rev).changes > 0,
    putPosted(message, seq) {
      const { id, roomId, body, sentAt, n, rev } = message
      const clientId = byId.get(id)?.client_id ?? nameFor(message)
      const row = { clientId, id, roomId, senderId: message.sender.id, body, sentAt, seq, n, rev }
      return { clientId, isWritten: put.run(row).changes > 0 }
    },
    place: (clientId, { id, seq, n }, sentAt) => place.run(id, seq, n, sentAt, clientId).changes > 0,
    bury: (id, rev) => bury.get(rev, id, rev) ?? null,
    remove: (clientId) => void remove.run(clientId),
    placedBetween: (roomId, from, to) => placedBetween.all(roomId, from, to),
    newestSeq: (roomId) => newestSeq.get(roomId)?.seq ?? 0,
    oldestSeqOf: (roomId, count) => oldestSeqOf.get(roomId, count)?.seq ?? null,
    hasUnclaimed: (roomId, seq, senderId) => unclaimed.get(roomId, seq, senderId) !== undefined,
    nameOf: (id) => byId.get(id)?.client_id ?? null,
    reassign: (from, to) => void reassign.run(to, from),
    countPlaced: () => countPlaced.get()?.count ?? 0,
    reachesBeyond: (roomId, seq) => reachesBeyond.get(roomId, seq, seq) !== undefined,
    namesBeyond: (roomId, seq, senderId) => namesBeyond.all(roomId, seq, senderId),
    namesOfOthersBeyond: (roomId, seq, senderId, limit) =>
      namesOfOthersBeyond.all(roomId, seq, senderId, limit),
    unplace: (clientId) => void unplace.run(clientId),
    removeBeyond: (roomId, seq) => removeBeyond.all(roomId, seq).filter((hadText) => hadText === 1).length,
    removeChangedBeyond: (roomId, seq) => removeChangedBeyond.all(roomId, seq, seq),
    inTheWayOf({ id, roomId, clientId, sender }, seq) {
      const rows = inTheWay.all(id, roomId, seq, sender.id, clientId, unclaimedName(id))
      return rows.map((row) => ({ ...row, hasText: row.hasText === 1 }))
    }
  }
}

/** The name of a message whose own is somebody else's here, or unknown. */
function unclaimedName(id: number): string {
  return `server:${id}`
}

function rowToMessage(row: MessageRow): Message {
  const isPlaced = row.id !== null && row.seq !== null && row.n !== null
  return {
    clientId: row.client_id,
    roomId: row.room_id,
    senderId: row.sender_id,
    body: row.body,
    sentAt: row.sent_at,
    placement: isPlaced ? { id: row.id as number, seq: row.seq as number, n: row.n as number } : null,
    outboxPosition: row.position,
    delivery: rowToDelivery(row)
  }
}

function rowToDelivery({ state, code }: MessageRow): Delivery {
  if (state === null) return { state: 'sent' }
  return state === 'failed' ? { state, code: code ?? 'internal' } : { state }
}
