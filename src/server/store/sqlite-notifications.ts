import type { Database } from 'better-sqlite3'
import type { User } from '../../shared/model/user.ts'
import { SERVER_STREAM, userStream } from '../../shared/protocol/constants.ts'
import { present } from './present.ts'
import type { WriteAudit } from './sqlite-audit.ts'
import type { EventWriter } from './sqlite-event-writer.ts'
import {
  notificationKind,
  type ReadEventKind,
  rowToUser,
  SELECT_ACTIVE_USER,
  type UserRow
} from './sqlite-rows.ts'
import { IS_UNREAD, type Reader, readerOf } from './sqlite-unread.ts'
import type { Announce, MarkRead, Notify, Outcome, Rules } from './store.ts'

/** Writes notifications and what was read of them: facts are read, the rules decide, event and state are written. */
export interface NotificationWriter {
  announce(command: Announce): Outcome
  notify(command: Notify): Outcome
  markRead(command: MarkRead): Outcome
}

/** The returned function is called at the beginning of each transaction, with the writer of its events. */
export function prepareNotifications(
  db: Database,
  { rules, audit }: { rules: Rules; audit: WriteAudit }
): (events: EventWriter) => NotificationWriter {
  const sql = prepareStatements(db)
  return (events) => {
    const tools = { rules, audit, events, sql }
    return {
      announce: (command) => announce(tools, command),
      notify: (command) => notify(tools, command),
      markRead: (command) => markRead(tools, command)
    }
  }
}

interface Tools {
  readonly rules: Rules
  readonly audit: WriteAudit
  readonly events: EventWriter
  readonly sql: ReturnType<typeof prepareStatements>
}

function announce(tools: Tools, command: Announce): Outcome {
  const { sql, rules } = tools
  const { authorId, clientId, title, body } = command
  const author = sql.activeUser.get(authorId)
  const earlier = sql.byClientId.get(authorId, clientId)
  const decision = rules.announce(command, {
    author: author ? { isSuperuser: author.is_superuser === 1 } : null,
    earlier: earlier ? { hasSameContent: earlier.title === title && earlier.body === body } : null
  })
  if (typeof decision === 'object') return { kind: 'refused', code: decision.refuse }
  if (decision === 'repeat') {
    return { kind: 'notified-before', notificationId: present(earlier, 'an earlier announcement').id }
  }
  return write(tools, SERVER_STREAM, { ...command, author: rowToUser(present(author, 'the author')) })
}

function notify(tools: Tools, command: Notify): Outcome {
  const decision = tools.rules.notify(command)
  if (decision !== 'write') return { kind: 'refused', code: decision.refuse }
  const { recipientId } = command
  const stream = recipientId === null ? SERVER_STREAM : userStream(recipientId)
  return write(tools, stream, { ...command, author: null, clientId: null })
}

function write({ sql, events, audit }: Tools, stream: string, letter: Letter): Outcome {
  const { author, clientId, title, body, at } = letter
  const { id: streamId } = present(sql.stream.get(stream), 'the stream')
  const inserted = sql.insert.run(streamId, author?.id ?? null, clientId, title, body, at)
  const id = Number(inserted.lastInsertRowid)
  const place = events.nextPlace(streamId)
  events.write(place, { kind: 'notified', subject: id, at })
  const act = author ? 'notification.announced' : 'notification.sent'
  const to = stream === SERVER_STREAM ? 'everyone' : stream
  audit({ at, actorId: author?.id ?? null, act, subject: `notification:${id}`, details: { to } })
  const notification = { id, kind: notificationKind(stream), title, body, sender: author, sentAt: at }
  const change = { kind: 'notified', notification } as const
  return { kind: 'notified', notificationId: id, event: { stream, seq: place.seq, id: place.id, change } }
}

function markRead({ sql, rules, events }: Tools, command: MarkRead): Outcome {
  const { userId, notificationId, andOlder, at } = command
  const range = { ...readerOf(userId), from: andOlder ? 1 : notificationId, to: notificationId }
  const decision = rules.markRead(command, {
    notification: sql.streamOf.get(notificationId) ?? null,
    hasUnread: sql.anyUnread.get(range) !== undefined
  })
  if (decision !== 'write') return { kind: 'refused', code: decision.refuse }
  if (andOlder) {
    sql.readTo.run(notificationId, userId)
    sql.forgetReads.run(userId, notificationId)
  } else {
    sql.insertRead.run(userId, notificationId)
  }
  const kind: ReadEventKind = andOlder ? 'read_to' : 'read'
  const stream = userStream(userId)
  const place = events.nextPlace(present(sql.stream.get(stream), 'the stream').id)
  events.write(place, { kind, subject: notificationId, at })
  const change = { kind: 'read', notificationId, andOlder } as const
  return { kind: 'read', event: { stream, seq: place.seq, id: place.id, change } }
}

/** What is written of a notification, of either kind. */
interface Letter {
  readonly author: User | null
  readonly clientId: string | null
  readonly title: string
  readonly body: string
  readonly at: number
}

function prepareStatements(db: Database) {
  return {
    activeUser: db.prepare<[number], UserRow>(SELECT_ACTIVE_USER),
    stream: db.prepare<[string], { id: number }>('SELECT id FROM streams WHERE name = ?'),
    byClientId: db.prepare<[number, string], { id: number; title: string; body: string }>(
      'SELECT id, title, body FROM notifications WHERE author = ? AND client_id = ?'
    ),
    insert: db.prepare<[number, number | null, string | null, string, string, number]>(
      'INSERT INTO notifications (stream, author, client_id, title, body, created_at) VALUES (?, ?, ?, ?, ?, ?)'
    ),
    streamOf: db.prepare<[number], { stream: string }>(
      `SELECT streams.name AS stream FROM notifications JOIN streams ON streams.id = notifications.stream
       WHERE notifications.id = ?`
    ),
    anyUnread: db.prepare<[Reader & { from: number; to: number }], { id: number }>(
      `SELECT id FROM notifications WHERE id BETWEEN @from AND @to AND ${IS_UNREAD} LIMIT 1`
    ),
    insertRead: db.prepare<[number, number]>(
      'INSERT INTO notification_reads (user, notification) VALUES (?, ?)'
    ),
    readTo: db.prepare<[number, number]>('UPDATE users SET notifications_read_to = ? WHERE id = ?'),
    // What the one number now says need not be said twice.
    forgetReads: db.prepare<[number, number]>(
      'DELETE FROM notification_reads WHERE user = ? AND notification <= ?'
    )
  }
}
