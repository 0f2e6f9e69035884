import type { Message } from '../../shared/model/message.ts'
import type { Notification } from '../../shared/model/notification.ts'
import { roomStream, SERVER_STREAM, userStream } from '../../shared/protocol/constants.ts'
import { createEmitter, type Signal } from '../../shared/std/signal.ts'
import type { AccountStore } from '../store/account-store.ts'
import { sendersOf, type Changes } from './changes.ts'
import type { News } from './news.ts'
import { endOf, messageScope } from './streams.ts'

/**
 * Finds the news in what arrives. How far it was told is written in the transaction that brings it, so that nothing
 * is told twice, whatever crashes; what comes before the server has said that it is all there is told together, if need
 * be in another run of the program.
 */
export interface NewsDesk {
  readonly news: Signal<News>
  /** Inside the transaction: the part of what arrived that is news. */
  take(changes: Changes): NewsItems
  /** After the commit of these changes. */
  tell(items: NewsItems, changes: Changes): void
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
  /** All is here: what has gathered is told as soon as that is on disk. */
  let isSettled = false
  let isTakenOver = false
  let gathered: { messages: Message[]; notifications: Notification[] } = { messages: [], notifications: [] }

  const emit = (items: NewsItems, isBacklog: boolean): void => {
    if (items.messages.length + items.notifications.length === 0) return
    const users = sendersOf(store, [...items.messages, ...items.notifications])
    news.emit({ ...items, users, isBacklog })
  }
  /** How far a room was read or told; null: it was never opened. */
  const knownUpTo = (roomId: number): number | null => {
    const position = store.readings.position(roomId)
    return position && Math.max(position.readN, store.readings.toldUpTo(roomStream(roomId)) ?? 0)
  }
  /** Else it is known again: the server had lost it. */
  const isUntold = ({ clientId }: Pick<Message, 'clientId'>): boolean =>
    store.readings.toldUpTo(messageScope(clientId)) === null
  /** Asks and notes once for each room how far it is told: thousands come at once. */
  const newMessages = (messages: readonly Message[]): Message[] => {
    const ownId = store.identity.get()?.userId
    const upTo = new Map<number, number | null>()
    const told = new Map<number, number>()
    const news = messages.filter(({ clientId, roomId, senderId, placement }) => {
      if (!upTo.has(roomId)) upTo.set(roomId, knownUpTo(roomId))
      const known = told.get(roomId) ?? upTo.get(roomId) ?? null
      if (known === null || placement === null || senderId === ownId || placement.n <= known) return false
      told.set(roomId, placement.n)
      return isUntold({ clientId })
    })
    for (const [roomId, n] of told) note(roomStream(roomId), upTo.get(roomId) ?? 0, n)
    return news
  }
  /** What only gathers is not told if the program ends now. */
  const note = (scope: string, known: number, upTo: number): void => {
    if (isGathering && !isSettled) store.readings.setUntold(scope, known)
    store.readings.setTold(scope, upTo)
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
      note(scope, told, id)
      return !isRead && senderId !== ownId
    })
  }
  /** What a former run has found, and ended before it was told. */
  const takeOver = (): void => {
    isTakenOver = true
    const { readings } = store
    const ownId = store.identity.get()?.userId ?? 0
    for (const { id } of store.identity.rooms()) {
      const beyond = readings.untoldBeyond(roomStream(id))
      if (beyond === null) continue
      const found = store.messages.ofOthers(id, beyond, readings.toldUpTo(roomStream(id)) ?? 0, ownId)
      gathered.messages.push(...found.filter(isUntold))
    }
    for (const scope of [SERVER_STREAM, ownStream()]) {
      const beyond = readings.untoldBeyond(scope)
      if (beyond === null) continue
      const found = store.notifications.between(scope, beyond, readings.toldUpTo(scope) ?? 0)
      gathered.notifications.push(...found.filter(({ senderId }) => senderId !== ownId))
    }
  }
  /** What of the messages is left after a change: nobody is told of what is gone. */
  const remaining = (messages: Message[], { removed, resetRoomIds }: Changes): Message[] => {
    if (removed.size + resetRoomIds.size === 0) return messages
    return messages.filter(
      ({ clientId, roomId }) =>
        !removed.has(clientId) && (!resetRoomIds.has(roomId) || store.messages.get(clientId) !== null)
    )
  }
  /** What of the messages was not read meanwhile. */
  const unread = (messages: readonly Message[]): Message[] => {
    const rooms = new Set(messages.map(({ roomId }) => roomId))
    const readN = new Map(
      Array.from(rooms, (roomId) => [roomId, store.readings.position(roomId)?.readN ?? 0])
    )
    return messages.filter(({ roomId, placement }) => (placement?.n ?? 0) > (readN.get(roomId) ?? 0))
  }

  return {
    news,
    take(changes) {
      if (!isTakenOver) takeOver()
      return {
        messages: newMessages(remaining(changes.arrivals.messages, changes)),
        notifications: newNotifications(changes.arrivals.notifications)
      }
    },
    tell(items, changes) {
      if (!isGathering) return emit(items, false)
      gathered.messages = remaining(gathered.messages, changes)
      gathered.messages.push(...items.messages)
      gathered.notifications.push(...items.notifications)
    },
    settle() {
      isSettled = true
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
      readings.clearUntold()
    },
    release() {
      isGathering = false
      const { messages, notifications } = gathered
      gathered = { messages: [], notifications: [] }
      // Some of it may be read by now: here, or on another computer.
      const isUnread = ({ id }: Notification): boolean => store.notifications.get(id)?.isRead === false
      emit({ messages: unread(messages), notifications: notifications.filter(isUnread) }, true)
    },
    restart() {
      isGathering = true
      isSettled = false
    }
  }
}
