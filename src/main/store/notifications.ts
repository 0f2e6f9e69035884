import type { Notification, NotificationKind, UnreadNotifications } from '../../shared/model/notification.ts'
import type { SentNotification } from '../../shared/protocol/event.ts'
import type { HeardNotification } from '../../shared/protocol/unnumbered.ts'
import type { Database } from './database.ts'

/** That a notification was read, and with `andOlder` all before it. */
export interface ReadMark {
  readonly notificationId: number
  readonly andOlder: boolean
}

/** The notifications of this account's copy, and which of them were read. */
export interface NotificationTable {
  put(notification: SentNotification, stream: string): void
  /** Writes a notification that has no number of its own, unless it is here. Answers its id in this copy, and whether it is new. */
  putHeard(notification: HeardNotification, stream: string, now: number): { id: number; isNew: boolean }
  get(id: number): Notification | null
  /** Those of a stream beyond one id and up to another. */
  between(stream: string, beyond: number, upTo: number): Notification[]
  /** The newest before one (null: of all), newest first. */
  page(query: NotificationQuery): { notifications: Notification[]; hasOlder: boolean }
  unread(): UnreadNotifications
  /** How many unread ones the server counts that it does not show; until the next link says so again. */
  setUnlisted(count: number): void
  /** How many there are, read or not. */
  count(): number
  /** The newest id; 0: there is none. */
  newestId(): number
  /** Marks here what the server is still to be told. */
  mark(mark: ReadMark): void
  /** Takes a mark back that the server does not hold. */
  unmark(mark: ReadMark): void
  /** Notes a mark that the server holds. */
  confirm(mark: ReadMark): void
  /** The marks that the server is still to be told. */
  unconfirmed(): ReadMark[]
  /** Forgets the notifications of a stream. */
  clear(stream: string): void
  /** Forgets the marks that the server held. */
  clearConfirmed(): void
  /** Forgets the marks that the server was to be told. */
  clearUnconfirmed(): void
}

export interface NotificationQuery {
  readonly kind: NotificationKind | 'all'
  readonly before: number | null
  readonly limit: number
}

interface NotificationRow extends Omit<Notification, 'isRead'> {
  readonly isRead: number
}

interface MarkRow {
  readonly notificationId: number
  readonly andOlder: number
}

const IS_READ = `(
  notification.id <= (SELECT coalesce(max(notification_id), 0) FROM read_mark WHERE and_older = 1)
  OR EXISTS (SELECT 1 FROM read_mark WHERE notification_id = notification.id)
)`
const SELECT = `SELECT id, kind, title, body, sender_id AS senderId, sent_at AS sentAt, ${IS_READ} AS isRead
  FROM notification`

export function createNotificationTable(db: Database): NotificationTable {
  const put = db.prepare(
    `INSERT OR REPLACE INTO notification (id, stream, kind, title, body, sender_id, sent_at)
     VALUES (@id, @stream, @kind, @title, @body, @senderId, @sentAt)`
  )
  const get = db.prepare<[number], NotificationRow>(`${SELECT} WHERE id = ?`)
  const between = db.prepare<[string, number, number], NotificationRow>(
    `${SELECT} WHERE stream = ? AND id > ? AND id <= ? ORDER BY id`
  )
  const page = db.prepare<[number, string, string, number], NotificationRow>(
    `${SELECT} WHERE id < ? AND (? = 'all' OR kind = ?) ORDER BY id DESC LIMIT ?`
  )
  const byKey = db.prepare<[string, string], { id: number }>(
    'SELECT id FROM notification WHERE kind = ? AND wire_key = ?'
  )
  const putHeard = db.prepare(
    `INSERT INTO notification (id, stream, kind, title, body, sender_id, sent_at, wire_key)
     VALUES (@id, @stream, @kind, @title, @body, @senderId, @sentAt, @key)`
  )
  const unread = db.prepare<[], { kind: NotificationKind; count: number }>(
    `SELECT kind, count(*) AS count FROM notification WHERE NOT ${IS_READ} GROUP BY kind`
  )
  const count = db.prepare<[], { count: number }>('SELECT count(*) AS count FROM notification')
  const newest = db.prepare<[], { id: number | null }>('SELECT max(id) AS id FROM notification')
  const mark = db.prepare<[number, number]>('INSERT OR IGNORE INTO read_mark VALUES (?, ?, 0)')
  const unmark = db.prepare<[number, number]>(
    'DELETE FROM read_mark WHERE notification_id = ? AND and_older = ? AND is_confirmed = 0'
  )
  const confirm = db.prepare<[number, number]>('INSERT OR REPLACE INTO read_mark VALUES (?, ?, 1)')
  // What a confirmed mark covers says nothing more.
  const dropCovered = db.prepare<[number, number]>(
    'DELETE FROM read_mark WHERE notification_id < ? OR (notification_id = ? AND and_older = 0)'
  )
  const unconfirmed = db.prepare<[], MarkRow>(
    `SELECT notification_id AS notificationId, and_older AS andOlder FROM read_mark
     WHERE is_confirmed = 0 ORDER BY notification_id`
  )
  const clear = db.prepare<[string]>('DELETE FROM notification WHERE stream = ?')
  const clearConfirmed = db.prepare('DELETE FROM read_mark WHERE is_confirmed = 1')
  const clearUnconfirmed = db.prepare('DELETE FROM read_mark WHERE is_confirmed = 0')

  let unlisted = 0
  const newestId = (): number => newest.get()?.id ?? 0

  return {
    put({ id, kind, title, body, sender, sentAt }, stream) {
      put.run({ id, stream, kind, title, body, senderId: sender?.id ?? null, sentAt })
    },
    putHeard(notification, stream, now) {
      const { kind, title, body, sender } = notification
      const key = keyOf(notification)
      const known = byKey.get(kind, key)
      if (known) return { id: known.id, isNew: false }
      const id = newestId() + 1
      const sentAt = notification.sentAt ?? now
      putHeard.run({ id, stream, kind, title, body, senderId: sender?.id ?? null, sentAt, key })
      return { id, isNew: true }
    },
    get(id) {
      const row = get.get(id)
      return row ? rowToNotification(row) : null
    },
    between: (stream, beyond, upTo) => between.all(stream, beyond, upTo).map(rowToNotification),
    page({ kind, before, limit }) {
      const rows = page.all(before ?? Number.MAX_SAFE_INTEGER, kind, kind, limit + 1)
      return {
        notifications: rows.slice(0, limit).map(rowToNotification),
        hasOlder: rows.length > limit
      }
    },
    unread() {
      const counts = new Map(unread.all().map(({ kind, count }) => [kind, count]))
      return { general: counts.get('general') ?? 0, personal: counts.get('personal') ?? 0, unlisted }
    },
    setUnlisted: (count) => void (unlisted = count),
    count: () => count.get()?.count ?? 0,
    newestId,
    mark: ({ notificationId, andOlder }) => void mark.run(notificationId, Number(andOlder)),
    unmark: ({ notificationId, andOlder }) => void unmark.run(notificationId, Number(andOlder)),
    confirm({ notificationId, andOlder }) {
      confirm.run(notificationId, Number(andOlder))
      if (andOlder) dropCovered.run(notificationId, notificationId)
    },
    unconfirmed: () =>
      unconfirmed.all().map(({ notificationId, andOlder }) => ({ notificationId, andOlder: andOlder === 1 })),
    clear: (stream) => void clear.run(stream),
    clearConfirmed: () => void clearConfirmed.run(),
    clearUnconfirmed: () => void clearUnconfirmed.run()
  }
}

/** A notification that the server calls nothing is known again by what it says. */
function keyOf({ key, title, body, sentAt }: HeardNotification): string {
  return key ?? JSON.stringify([title, body, sentAt])
}

function rowToNotification(row: NotificationRow): Notification {
  return { ...row, isRead: row.isRead === 1 }
}
