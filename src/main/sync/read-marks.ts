import { isTemporary } from '../../shared/protocol/errors.ts'
import type { Unsubscribe } from '../../shared/std/clock.ts'
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
  /** For the moment: it is said again. For good: the server knows no such notification, there is nothing to mark. */
  refuse(requestId: string, code: string, changes: Changes): void
  /** A new link: whatever was on its way is said again. */
  restart(): void
}

export interface ReadMarksDeps {
  readonly store: AccountStore
  readonly connection: Connection
  /** Calls back when a command that was refused for the moment may be sent again. */
  readonly afterRefusal: (retry: () => void) => Unsubscribe
}

export function createReadMarks({ store, connection, afterRefusal }: ReadMarksDeps): ReadMarks {
  const sent = new Map<string, ReadMark>()
  /** Those of them that were refused for the moment. */
  const refused = new Set<string>()
  let stopRetry: Unsubscribe | null = null

  const pump = (): void => {
    for (const mark of store.notifications.unconfirmed()) {
      const requestId = `read:${mark.notificationId}:${Number(mark.andOlder)}`
      if (sent.has(requestId)) continue
      if (!connection.send({ type: 'mark-read', ...mark, requestId })) return
      sent.set(requestId, mark)
    }
  }
  const retry = (): void => {
    stopRetry = null
    refused.forEach((requestId) => sent.delete(requestId))
    refused.clear()
    pump()
  }
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
    pump,
    refuse(requestId, code, changes) {
      const mark = sent.get(requestId)
      if (!mark) return
      if (isTemporary(code)) {
        refused.add(requestId)
        stopRetry ??= afterRefusal(retry)
        return
      }
      sent.delete(requestId)
      store.notifications.unmark(mark)
      changes.resetNotifications()
    },
    restart() {
      sent.clear()
      refused.clear()
      stopRetry?.()
      stopRetry = null
    }
  }
}
