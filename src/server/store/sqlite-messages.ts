import type { Database } from 'better-sqlite3'
import { createHash } from 'node:crypto'
import type { StreamEvent } from '../../shared/protocol/event.ts'
import { type EventWriter, present } from './sqlite-event-writer.ts'
import { rowToUser, SELECT_USER, type UserRow } from './sqlite-rows.ts'
import type { Delete, Outcome, Post, Receipt, Rules } from './store.ts'

/** Writes what happens to messages: facts are read, the rules decide, event and message are written. */
export interface MessageWriter {
  post(command: Post): Outcome
  remove(command: Delete): Outcome
}

export function sqliteMessages(db: Database, rules: Rules, events: EventWriter): MessageWriter {
  const tools = { rules, events, sql: prepareStatements(db) }
  return {
    post: (command) => post(tools, command),
    remove: (command) => remove(tools, command)
  }
}

interface Tools {
  readonly rules: Rules
  readonly events: EventWriter
  readonly sql: ReturnType<typeof prepareStatements>
}

function post(tools: Tools, command: Post): Outcome {
  const { sql, rules, events } = tools
  const { roomId, authorId, clientId, body, at } = command
  const room = sql.room.get(roomId)
  const earlier = sql.messageByClientId.get(authorId, clientId)
  const hash = contentHash(command)
  const decision = rules.post(command, {
    roomExists: room !== undefined,
    earlier: earlier ? { hasSameContent: hash.equals(earlier.content_hash) } : null
  })
  if (typeof decision === 'object') return { kind: 'refused', code: decision.refuse }
  if (decision === 'repeat') {
    return { kind: 'repeated', receipt: rowToReceipt(present(earlier, 'an earlier message')) }
  }
  const { stream, name } = present(room, 'the room')
  const sender = rowToUser(present(sql.user.get(authorId), 'the author'))
  const place = events.nextPlace(stream)
  const { seq } = place
  const { n } = present(sql.advanceRoom.get(roomId), 'the room')
  const inserted = sql.insertMessage.run(roomId, authorId, clientId, body, hash, seq, n, seq, at)
  const id = Number(inserted.lastInsertRowid)
  events.write(place, { kind: 'posted', subject: id, at })
  const message = { id, clientId, roomId, sender, body, sentAt: at, n, rev: seq }
  const event: StreamEvent = { stream: name, seq, id: place.id, change: { kind: 'posted', message } }
  return { kind: 'posted', receipt: { id, roomId, seq, n, sentAt: at }, event }
}

function remove(tools: Tools, command: Delete): Outcome {
  const { sql, rules, events } = tools
  const { actorId, messageId, at } = command
  const actor = sql.user.get(actorId)
  const message = messageId === null ? undefined : sql.message.get(messageId)
  const decision = rules.delete(command, {
    actor: actor ? { isSuperuser: actor.is_superuser === 1 } : null,
    message: message ? { isDeleted: message.body === null } : null
  })
  if (typeof decision === 'object') return { kind: 'refused', code: decision.refuse }
  const { id, room: roomId } = present(message, 'the message')
  const { stream, name } = present(sql.room.get(roomId), 'the room')
  const place = events.nextPlace(stream)
  const { seq } = place
  sql.redactMessage.run({ id, rev: seq, at, actor: actorId })
  events.write(place, { kind: 'deleted', subject: id, at })
  const change = { kind: 'deleted', roomId, messageId: id } as const
  return { kind: 'deleted', event: { stream: name, seq, id: place.id, change } }
}

interface MessageRow {
  readonly id: number
  readonly room: number
  readonly body: string | null
  readonly content_hash: Buffer
  readonly seq: number
  readonly n: number
  readonly created_at: number
}

function prepareStatements(db: Database) {
  const messageColumns = 'id, room, body, content_hash, seq, n, created_at'
  return {
    user: db.prepare<[number], UserRow>(SELECT_USER),
    room: db.prepare<[number], { stream: number; name: string }>(
      'SELECT streams.id AS stream, streams.name FROM rooms JOIN streams ON streams.id = rooms.stream WHERE rooms.id = ?'
    ),
    message: db.prepare<[number], MessageRow>(`SELECT ${messageColumns} FROM messages WHERE id = ?`),
    messageByClientId: db.prepare<[number, string], MessageRow>(
      `SELECT ${messageColumns} FROM messages WHERE author = ? AND client_id = ?`
    ),
    advanceRoom: db.prepare<[number], { n: number }>(
      'UPDATE rooms SET last_n = last_n + 1 WHERE id = ? RETURNING last_n AS n'
    ),
    insertMessage: db.prepare<[number, number, string, string, Buffer, number, number, number, number]>(
      `INSERT INTO messages (room, author, client_id, body, content_hash, seq, n, rev, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`
    ),
    redactMessage: db.prepare<[{ id: number; rev: number; at: number; actor: number }]>(
      'UPDATE messages SET body = NULL, rev = @rev, deleted_at = @at, deleted_by = @actor WHERE id = @id'
    )
  }
}

/** The client id in it keeps the hash of a deleted message from being looked up in a table of common phrases. */
function contentHash({ clientId, roomId, body }: Post): Buffer {
  return createHash('sha256').update(`${clientId}\n${roomId}\n${body}`).digest()
}

function rowToReceipt(row: MessageRow): Receipt {
  return { id: row.id, roomId: row.room, seq: row.seq, n: row.n, sentAt: row.created_at }
}
