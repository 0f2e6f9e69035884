import type { Database } from 'better-sqlite3'
import { createHash } from 'node:crypto'
import type { StreamEvent } from '../../shared/protocol/event.ts'
import type { Log } from '../../shared/std/log.ts'
import { rowToUser, USER_COLUMNS, type UserRow } from './sqlite-rows.ts'
import type { Appender, Command, Delete, Outcome, Post, Receipt, Rules } from './store.ts'

export interface AppenderDeps {
  readonly rules: Rules
  readonly randomBytes: (size: number) => Uint8Array
  readonly log: Log
}

/** 72 random bits tell two histories apart, in 12 characters. */
const EVENT_ID_BYTES = 9

/** The writing half of the store: facts are read, the rules decide, event and message are written. */
export function sqliteAppender(db: Database, deps: AppenderDeps): Appender {
  const tools = { ...deps, sql: prepareStatements(db) }

  // Inside another transaction, better-sqlite3 makes of this one a savepoint.
  const attempt = db.transaction((command: Command) =>
    command.kind === 'post' ? post(tools, command) : remove(tools, command)
  )

  function attemptAlone(command: Command): Outcome {
    try {
      return attempt(command)
    } catch (error) {
      // On some errors, such as a full disk, SQLite has rolled everything back: then nobody may be told of success.
      if (!db.inTransaction) throw error
      deps.log.error('store.command_failed', { kind: command.kind, error: String(error) })
      return { kind: 'refused', code: 'internal' }
    }
  }

  const commit = db.transaction((batch: readonly Command[]) => batch.map(attemptAlone))
  return {
    async append(batch) {
      return commit.immediate(batch)
    }
  }
}

interface Tools extends AppenderDeps {
  readonly sql: ReturnType<typeof prepareStatements>
}

function post(tools: Tools, command: Post): Outcome {
  const { sql, rules } = tools
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
  const { seq, eventId } = nextPlace(tools, stream)
  const { n } = present(sql.advanceRoom.get(roomId), 'the room')
  const inserted = sql.insertMessage.run(roomId, authorId, clientId, body, hash, seq, n, seq, at)
  const id = Number(inserted.lastInsertRowid)
  sql.insertEvent.run(stream, seq, eventId, 'posted', id, at)
  const message = { id, clientId, roomId, sender, body, sentAt: at, n, rev: seq }
  const event: StreamEvent = { stream: name, seq, id: eventId, change: { kind: 'posted', message } }
  return { kind: 'posted', receipt: { id, roomId, seq, n, sentAt: at }, event }
}

function remove(tools: Tools, command: Delete): Outcome {
  const { sql, rules } = tools
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
  const { seq, eventId } = nextPlace(tools, stream)
  sql.redactMessage.run({ id, rev: seq, at, actor: actorId })
  sql.insertEvent.run(stream, seq, eventId, 'deleted', id, at)
  const change = { kind: 'deleted', roomId, messageId: id } as const
  return { kind: 'deleted', event: { stream: name, seq, id: eventId, change } }
}

function nextPlace({ sql, randomBytes }: Tools, stream: number): { seq: number; eventId: string } {
  const { head } = present(sql.advanceStream.get(stream), 'the stream')
  return { seq: head, eventId: Buffer.from(randomBytes(EVENT_ID_BYTES)).toString('base64url') }
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
    user: db.prepare<[number], UserRow>(`SELECT ${USER_COLUMNS} FROM users WHERE id = ?`),
    room: db.prepare<[number], { stream: number; name: string }>(
      'SELECT streams.id AS stream, streams.name FROM rooms JOIN streams ON streams.id = rooms.stream WHERE rooms.id = ?'
    ),
    message: db.prepare<[number], MessageRow>(`SELECT ${messageColumns} FROM messages WHERE id = ?`),
    messageByClientId: db.prepare<[number, string], MessageRow>(
      `SELECT ${messageColumns} FROM messages WHERE author = ? AND client_id = ?`
    ),
    advanceStream: db.prepare<[number], { head: number }>(
      'UPDATE streams SET head = head + 1 WHERE id = ? RETURNING head'
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
    ),
    insertEvent: db.prepare<[number, number, string, string, number, number]>(
      'INSERT INTO events (stream, seq, id, kind, subject, at) VALUES (?, ?, ?, ?, ?, ?)'
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

/** A row that the rules have made sure of. */
function present<T>(row: T | undefined, what: string): T {
  if (row === undefined) throw new Error(`${what} is not in the store`)
  return row
}
