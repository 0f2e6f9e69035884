import type { Database } from 'better-sqlite3'
import { hash } from 'node:crypto'
import type { User } from '../../shared/model/user.ts'
import type { StreamEvent } from '../../shared/protocol/event.ts'
import { present } from './present.ts'
import type { WriteAudit } from './sqlite-audit.ts'
import type { Counter } from './sqlite-counter.ts'
import type { EventWriter } from './sqlite-event-writer.ts'
import { rowToUser, SELECT_ACTIVE_USER, SELECT_USER, type UserRow } from './sqlite-rows.ts'
import type { Delete, Outcome, Post, Receipt, Rules } from './store.ts'

/** Writes what happens to messages: facts are read, the rules decide, event and message are written. */
export interface MessageWriter {
  post(command: Post): Outcome
  remove(command: Delete): Outcome
}

/**
 * The returned function is called at the beginning of each transaction, with the writer of its events and the ordinals
 * of its rooms.
 */
export function prepareMessages(
  db: Database,
  { rules, audit }: { rules: Rules; audit: WriteAudit }
): (events: EventWriter, ordinals: Counter) => MessageWriter {
  const sql = prepareStatements(db)
  return (events, ordinals) => {
    // No command changes rooms or people: they are looked up once in a transaction.
    const known = {
      room: memoise((id: number) => sql.room.get(id)),
      user: memoise((id: number) => {
        const row = sql.user.get(id)
        return row && rowToUser(row)
      })
    }
    const tools = { rules, audit, events, ordinals, known, sql }
    return {
      post: (command) => post(tools, command),
      remove: (command) => remove(tools, command)
    }
  }
}

interface Tools {
  readonly rules: Rules
  readonly audit: WriteAudit
  readonly events: EventWriter
  readonly ordinals: Counter
  readonly known: {
    readonly room: (id: number) => RoomRow | undefined
    readonly user: (id: number) => User | undefined
  }
  readonly sql: ReturnType<typeof prepareStatements>
}

function post(tools: Tools, command: Post): Outcome {
  const { sql, rules, events, known } = tools
  const { roomId, authorId, clientId, body, at } = command
  const room = known.room(roomId)
  const earlier = sql.messageByClientId.get(authorId, clientId)
  const contentHash = hashContent(command)
  const decision = rules.post(command, {
    roomExists: room !== undefined,
    earlier: earlier ? { hasSameContent: contentHash.equals(earlier.content_hash) } : null
  })
  if (typeof decision === 'object') return { kind: 'refused', code: decision.refuse }
  if (decision === 'repeat') {
    return { kind: 'repeated', receipt: rowToReceipt(present(earlier, 'an earlier message')) }
  }
  const { stream, name } = present(room, 'the room')
  const sender = present(known.user(authorId), 'the author')
  const place = events.nextPlace(stream)
  const { seq } = place
  const n = tools.ordinals.next(roomId)
  const inserted = sql.insertMessage.run(roomId, authorId, clientId, body, contentHash, seq, n, seq, at)
  const id = Number(inserted.lastInsertRowid)
  events.write(place, { kind: 'posted', subject: id, at })
  const message = { id, clientId, roomId, sender, body, sentAt: at, n, rev: seq }
  const event: StreamEvent = { stream: name, seq, id: place.id, change: { kind: 'posted', message } }
  return { kind: 'posted', receipt: { id, roomId, seq, n, sentAt: at }, event }
}

function remove(tools: Tools, command: Delete): Outcome {
  const { sql, rules, audit, events, known } = tools
  const { actorId, messageId, at } = command
  const actor = sql.activeUser.get(actorId)
  const message = messageId === null ? undefined : sql.message.get(messageId)
  const decision = rules.delete(command, {
    actor: actor ? { isSuperuser: actor.is_superuser === 1 } : null,
    message: message ? { isDeleted: message.body === null } : null
  })
  if (typeof decision === 'object') return { kind: 'refused', code: decision.refuse }
  const { id, room: roomId, author } = present(message, 'the message')
  const { stream, name } = present(known.room(roomId), 'the room')
  const place = events.nextPlace(stream)
  const { seq } = place
  sql.redactMessage.run({ id, rev: seq, at, actor: actorId })
  events.write(place, { kind: 'deleted', subject: id, at })
  const details = { room: roomId, author }
  audit({ at, actorId, act: 'message.deleted', subject: `message:${id}`, details })
  const change = { kind: 'deleted', roomId, messageId: id } as const
  return { kind: 'deleted', event: { stream: name, seq, id: place.id, change } }
}

/** A room's stream. */
interface RoomRow {
  readonly stream: number
  readonly name: string
}

interface MessageRow {
  readonly id: number
  readonly room: number
  readonly author: number
  readonly body: string | null
  readonly content_hash: Buffer
  readonly seq: number
  readonly n: number
  readonly created_at: number
}

function prepareStatements(db: Database) {
  const messageColumns = 'id, room, author, body, content_hash, seq, n, created_at'
  return {
    user: db.prepare<[number], UserRow>(SELECT_USER),
    activeUser: db.prepare<[number], UserRow>(SELECT_ACTIVE_USER),
    room: db.prepare<[number], RoomRow>(
      'SELECT streams.id AS stream, streams.name FROM rooms JOIN streams ON streams.id = rooms.stream WHERE rooms.id = ?'
    ),
    message: db.prepare<[number], MessageRow>(`SELECT ${messageColumns} FROM messages WHERE id = ?`),
    messageByClientId: db.prepare<[number, string], MessageRow>(
      `SELECT ${messageColumns} FROM messages WHERE author = ? AND client_id = ?`
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
function hashContent({ clientId, roomId, body }: Post): Buffer {
  return hash('sha256', `${clientId}\n${roomId}\n${body}`, 'buffer')
}

function rowToReceipt(row: MessageRow): Receipt {
  return { id: row.id, roomId: row.room, seq: row.seq, n: row.n, sentAt: row.created_at }
}

function memoise<K, V>(look: (key: K) => V): (key: K) => V {
  const seen = new Map<K, V>()
  return (key) => {
    const known = seen.get(key)
    if (known !== undefined) return known
    const found = look(key)
    seen.set(key, found)
    return found
  }
}
