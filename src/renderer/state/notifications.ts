import type { NotificationPage, NotificationsChanged } from '../../shared/ipc/contract.ts'
import type { Notification } from '../../shared/model/notification.ts'

/** What the centre can be narrowed to. */
export type NotificationTab = 'all' | Notification['kind']

/** The part of one tab that the page holds: the newest, newest first. */
export interface NotificationList {
  readonly items: readonly Notification[]
  readonly hasOlder: boolean
}

/** What has been read of each tab so far. */
export type NotificationLists = Readonly<Partial<Record<NotificationTab, NotificationList>>>

export function listFromPage({ notifications, hasOlder }: NotificationPage): NotificationList {
  return { items: notifications, hasOlder }
}

/** Adds the page before the oldest one held. */
export function withOlderPage(list: NotificationList, page: NotificationPage): NotificationList {
  return { items: merged(list.items, page.notifications), hasOlder: page.hasOlder }
}

/** What main announced, applied to every tab that is held. What does not change keeps its identity. */
export function applyNotifications(
  lists: NotificationLists,
  { upserted }: Pick<NotificationsChanged, 'upserted'>
): NotificationLists {
  if (upserted.length === 0) return lists
  const next: Partial<Record<NotificationTab, NotificationList>> = {}
  for (const tab of ['all', 'general', 'personal'] as const) {
    const list = lists[tab]
    if (list) next[tab] = withNews(list, upserted.filter(isIn(tab)))
  }
  return next
}

function withNews(list: NotificationList, news: readonly Notification[]): NotificationList {
  const oldest = list.items.at(-1)?.id ?? 0
  // What is older than all that is held comes with its own page.
  const inside = list.hasOlder ? news.filter(({ id }) => id >= oldest) : news
  return inside.length === 0 ? list : { ...list, items: merged(list.items, inside) }
}

function merged(held: readonly Notification[], more: readonly Notification[]): Notification[] {
  const byId = new Map(held.map((notification) => [notification.id, notification]))
  for (const notification of more) byId.set(notification.id, notification)
  return [...byId.values()].toSorted((a, b) => b.id - a.id)
}

function isIn(tab: NotificationTab): (notification: Notification) => boolean {
  return ({ kind }) => tab === 'all' || kind === tab
}
