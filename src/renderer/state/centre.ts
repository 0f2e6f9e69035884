import type { NotificationPage, NotificationsChanged } from '../../shared/ipc/contract.ts'
import type { Result } from '../../shared/std/result.ts'
import type { Client } from '../bridge/client.ts'
import { applyUsers } from './apply-changes.ts'
import {
  applyNotifications,
  listFromPage,
  withOlderPage,
  type NotificationList,
  type NotificationLists,
  type NotificationTab
} from './notifications.ts'
import type { AppStore } from './store.ts'

/** Reads notifications from the copy on disk, a page at a time. Every call answers whether it worked. */
export interface Centre {
  /** Reads the newest of a tab, in place of whatever is held. */
  open(tab: NotificationTab): Promise<boolean>
  readOlder(tab: NotificationTab): Promise<boolean>
  /** Hears every change, to apply again those that came while a page was being read. */
  note(change: NotificationsChanged): void
}

export function createCentre({ client, store }: { client: Client; store: AppStore }): Centre {
  const reads = new Map<NotificationTab, { changes: NotificationsChanged[]; done: Promise<boolean> }>()

  /** One read at a time per tab; what changed during it is applied once more on top of the page. */
  function read(
    tab: NotificationTab,
    before: number | null,
    merge: (page: NotificationPage) => NotificationList
  ): Promise<boolean> {
    const running = reads.get(tab)
    if (running) return running.done
    const changes: NotificationsChanged[] = []
    const work = async (): Promise<boolean> => {
      const { account } = store.getState()
      const answer: Result<NotificationPage> = await client.call('notifications.page', { kind: tab, before })
      reads.delete(tab)
      if (!answer.ok || store.getState().account !== account) return false
      const page = answer.value
      const read: NotificationLists = { [tab]: merge(page) }
      store.setState(({ usersById, notificationLists }) => ({
        usersById: applyUsers(usersById, page.users),
        notificationLists: { ...notificationLists, ...changes.reduce(applyNotifications, read) }
      }))
      if (changes.some((change) => change.reset)) return open(tab)
      return true
    }
    const done = work()
    reads.set(tab, { changes, done })
    return done
  }

  async function open(tab: NotificationTab): Promise<boolean> {
    // Others who waited for the same read may have begun the next one.
    for (let running; (running = reads.get(tab));) await running.done
    return read(tab, null, listFromPage)
  }

  return {
    open,
    async readOlder(tab) {
      const list = store.getState().notificationLists[tab]
      const oldest = list?.items.at(-1)
      if (!list?.hasOlder || !oldest) return true
      return read(tab, oldest.id, (page) =>
        withOlderPage(store.getState().notificationLists[tab] ?? list, page)
      )
    },
    note(change) {
      for (const running of reads.values()) running.changes.push(change)
      if (!change.reset) return
      for (const tab of ['all', 'general', 'personal'] as const) {
        if (store.getState().notificationLists[tab] && !reads.has(tab)) void open(tab)
      }
    }
  }
}
