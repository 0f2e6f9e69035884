import type { Connection } from '../connection/connection.ts'
import type { AccountStore } from '../store/account-store.ts'
import type { ReadMark } from '../store/notifications.ts'
import type { Changes } from './changes.ts'

/** What was marked as read here, on its way to the server; repeated on every link until its event has come. */
export interface ReadMarks {
  /** Marks one notification. The caller's transaction, the caller's `pump` after it. */
  markOne(id: number, changes: Changes): void
  markAll(changes: Changes): void
  pump(): void
  /** The server knows no such notification: there is nothing to mark. */
  refuse(requestId: string): void
  /** A new link: whatever was on its way is said again. */
  restart(): void
}

export function createReadMarks({
  store,
  connection
}: {
  store: AccountStore
  connection: Connection
}): ReadMarks {
  const sent = new Map<string, ReadMark>()
  return {
    markOne(id, changes) {
      const notification = store.notifications.get(id)
      if (!notification || notification.isRead) return
      store.notifications.mark({ notificationId: id, andOlder: false })
      changes.notification(id)
    },
    markAll(changes) {
      const { general, personal } = store.notifications.unread()
      if (general + personal === 0) return
      store.notifications.mark({ notificationId: store.notifications.newestId(), andOlder: true })
      changes.resetNotifications()
    },
    pump() {
      for (const mark of store.notifications.unconfirmed()) {
        const requestId = `read:${mark.notificationId}:${Number(mark.andOlder)}`
        if (sent.has(requestId)) continue
        if (!connection.send({ type: 'mark-read', ...mark, requestId })) return
        sent.set(requestId, mark)
      }
    },
    refuse(requestId) {
      const mark = sent.get(requestId)
      if (mark) store.notifications.confirm(mark)
    },
    restart: () => sent.clear()
  }
}
