import type { Message } from '../../shared/model/message.ts'
import type { Notification } from '../../shared/model/notification.ts'
import { roomStream, SERVER_STREAM, userStream } from '../../shared/protocol/constants.ts'
import { createEmitter, type Signal } from '../../shared/std/signal.ts'
import type { AccountStore } from '../store/account-store.ts'
import { sendersOf, type Changes } from './changes.ts'
import type { News } from './news.ts'
import { endOf } from './streams.ts'

/**
 * Finds the news in what arrives. How far it was told is written in the transaction that brings it, so that nothing
 * is told twice, whatever crashes; what comes before the server has said that it is all there is told together.
 */
export interface NewsDesk {
  readonly news: Signal<News>
  /** Inside the transaction: the part of what arrived that is news. */
  take(arrivals: Changes['arrivals']): NewsItems
  /** After the commit. */
  tell(items: NewsItems): void
  /** Inside the transaction: all is here. What a copy held when it was made is no news. */
  settle(): void
  /** After that commit: tells what has gathered. */
  release(): void
  /** A new link: until `release` everything gathers. */
  restart(): void
}

export type NewsItems = Pick<News, 'messages' | 'notifications'>

export function createNewsDesk(store: AccountStore): NewsDesk {
  const news = createEmitter<News>()
  let isGathering = true
  let gathered: NewsItems = { messages: [], notifications: [] }

  const emit = (items: NewsItems, isBacklog: boolean): void => {
    if (items.messages.length + items.notifications.length === 0) return
    const users = sendersOf(store, [...items.messages, ...items.notifications])
    news.emit({ ...items, users, isBacklog })
  }
  const newMessages = (clientIds: readonly string[]): NewsItems['messages'] => {
    const ownId = store.identity.get()?.userId
    const messages = clientIds.flatMap((clientId) => store.messages.get(clientId) ?? [])
    return messages.filter(({ roomId, senderId, placement }) => {
      const readN = store.readings.position(roomId)?.readN
      if (readN === undefined || placement === null || senderId === ownId) return false
      const scope = roomStream(roomId)
      const isNew = placement.n > Math.max(readN, store.readings.toldUpTo(scope) ?? 0)
      if (isNew) store.readings.setTold(scope, placement.n)
      return isNew
    })
  }
  const ownStream = (): string => userStream(store.identity.get()?.userId ?? 0)
  /** By stream: the ids go up in each, but one stream may come after the other. */
  const newNotifications = (ids: readonly number[]): NewsItems['notifications'] => {
    const notifications = ids.flatMap((id) => store.notifications.get(id) ?? [])
    const ownId = store.identity.get()?.userId
    return notifications.filter(({ id, kind, senderId, isRead }) => {
      const scope = kind === 'general' ? SERVER_STREAM : ownStream()
      const told = store.readings.toldUpTo(scope)
      if (told === null || id <= told) return false
      store.readings.setTold(scope, id)
      return !isRead && senderId !== ownId
    })
  }
  const isStillNew = ({ clientId, roomId, placement }: Message): boolean =>
    store.messages.get(clientId) !== null &&
    (placement?.n ?? 0) > (store.readings.position(roomId)?.readN ?? 0)

  return {
    news,
    take: ({ messages, notifications }) => ({
      messages: newMessages(messages),
      notifications: newNotifications(notifications)
    }),
    tell(items) {
      if (!isGathering) return emit(items, false)
      gathered = {
        messages: [...gathered.messages, ...items.messages],
        notifications: [...gathered.notifications, ...items.notifications]
      }
    },
    settle() {
      const { readings } = store
      for (const { id } of store.identity.rooms()) {
        const end = endOf(store, id)
        if (end !== null) readings.untell(roomStream(id), end)
      }
      const newestId = store.notifications.newestId()
      for (const scope of [SERVER_STREAM, ownStream()]) {
        if (readings.toldUpTo(scope) === null) readings.setTold(scope, newestId)
        if (newestId > 0) readings.untell(scope, newestId)
      }
    },
    release() {
      isGathering = false
      const { messages, notifications } = gathered
      gathered = { messages: [], notifications: [] }
      // Some of it may be gone by now, or read: here, or of the notifications on another computer.
      const isUnread = ({ id }: Notification): boolean => store.notifications.get(id)?.isRead === false
      emit({ messages: messages.filter(isStillNew), notifications: notifications.filter(isUnread) }, true)
    },
    restart: () => void (isGathering = true)
  }
}
