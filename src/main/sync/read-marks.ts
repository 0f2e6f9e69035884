import { isTemporary } from '../../shared/protocol/errors.ts'
import type { Unsubscribe } from '../../shared/std/clock.ts'
import type { Connection } from '../connection/connection.ts'
import type { AccountStore } from '../store/account-store.ts'
import type { ReadMark } from '../store/notifications.ts'
import type { Changes } from './changes.ts'

/**
 * What was marked as read here, on its way to the server; repeated on every link until its event has come, or the
 * server says that others say the same already. Where the server keeps no such thing this copy alone does, and nothing
 * leaves.
 */
export interface ReadMarks {
  /** Marks one notification. The caller's transaction, the caller's `pump` after it. */
  markOne(id: number, changes: Changes): void
  markAll(changes: Changes): void
  /** All that the server had of before is here: what it knows already need not be said, and is not taken back too early. */
  settle(): void
  pump(): void
  /**
   * For the moment: it is said again. For good: the server knows no such notification, or its events say without this
   * mark that it is read.
   */
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
  let isReady = false

  const pump = (): void => {
    if (!isReady) return
    for (const one of store.notifications.unconfirmed()) {
      const requestId = `read:${one.notificationId}:${Number(one.andOlder)}`
      if (sent.has(requestId)) continue
      if (!connection.send({ type: 'mark-read', ...one, requestId })) return
      sent.set(requestId, one)
    }
  }
  const mark = (one: ReadMark): void => {
    if (connection.capabilities.readMarks) store.notifications.mark(one)
    else store.notifications.confirm(one)
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
      mark({ notificationId: id, andOlder: false })
      changes.notification(id)
    },
    markAll(changes) {
      const { general, personal, unlisted } = store.notifications.unread()
      if (general + personal + unlisted === 0) return
      store.notifications.setUnlisted(0)
      mark({ notificationId: store.notifications.newestId(), andOlder: true })
      changes.resetNotifications()
    },
    settle: () => void (isReady = true),
    pump,
    refuse(requestId, code, changes) {
      const refusedMark = sent.get(requestId)
      if (!refusedMark) return
      if (isTemporary(code)) {
        refused.add(requestId)
        stopRetry ??= afterRefusal(retry)
        return
      }
      sent.delete(requestId)
      store.notifications.unmark(refusedMark)
      changes.resetNotifications()
    },
    restart() {
      isReady = false
      sent.clear()
      refused.clear()
      stopRetry?.()
      stopRetry = null
    }
  }
}
