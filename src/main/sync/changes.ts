import type { AnyEvent, NotificationsChanged } from '../../shared/ipc/contract.ts'
import type { Message } from '../../shared/model/message.ts'
import type { Notification } from '../../shared/model/notification.ts'
import type { User } from '../../shared/model/user.ts'
import type { AccountStore } from '../store/account-store.ts'

/** What a transaction changed, by name; read and told only once it is committed. */
export interface Changes {
  upsert(roomId: number, clientId: string): void
  /** The same, of a message that is in the copy as it is here. */
  post(message: Message): void
  remove(roomId: number, clientId: string): void
  /** The room's copy was made anew. */
  reset(roomId: number): void
  /** A notification has come or was read. */
  notification(id: number): void
  /** Many notifications have changed. */
  resetNotifications(): void
  /** Something happened to the copy that its person must be told. */
  incidents(): void
  /** How far a room is read has changed. */
  reading(roomId: number): void
  /** Client ids of the messages that are gone, but for those of rooms that were made anew. */
  readonly removed: ReadonlySet<string>
  readonly resetRoomIds: ReadonlySet<number>
  /** The rooms of which something has changed. */
  readonly roomIds: ReadonlySet<number>
  /** Who is signed in has turned out to be somebody else. */
  profile(): void
  readonly isProfileChanged: boolean
  /** What came as the next of its stream: perhaps news. */
  readonly arrivals: { readonly messages: Message[]; readonly notifications: number[] }
  /** The events for the page, from what the store holds now. Of a room that it has not before it: only what is gone. */
  toEvents(store: AccountStore, isSeen: (roomId: number) => boolean): AnyEvent[]
}

interface RoomChanges {
  /** By client id, what has become of the message, as far as it is known. */
  readonly messages: Map<string, Message | 'upserted' | 'removed'>
  isReset: boolean
}

export function createChanges(): Changes {
  const rooms = new Map<number, RoomChanges>()
  const notifications = new Set<number>()
  const removed = new Set<string>()
  const resetRoomIds = new Set<number>()
  const readRooms = new Set<number>()
  let areNotificationsReset = false
  let areIncidentsChanged = false
  let isProfileChanged = false
  const room = (roomId: number): RoomChanges => {
    const found = rooms.get(roomId) ?? { messages: new Map(), isReset: false }
    rooms.set(roomId, found)
    return found
  }
  return {
    upsert(roomId, clientId) {
      room(roomId).messages.set(clientId, 'upserted')
      removed.delete(clientId)
    },
    post(message) {
      room(message.roomId).messages.set(message.clientId, message)
      removed.delete(message.clientId)
    },
    remove(roomId, clientId) {
      room(roomId).messages.set(clientId, 'removed')
      removed.add(clientId)
    },
    reset(roomId) {
      resetRoomIds.add(roomId)
      rooms.set(roomId, { messages: new Map(), isReset: true })
    },
    removed,
    resetRoomIds,
    incidents: () => void (areIncidentsChanged = true),
    reading: (roomId) => void readRooms.add(roomId),
    get roomIds() {
      return new Set([...rooms.keys(), ...readRooms])
    },
    profile: () => void (isProfileChanged = true),
    get isProfileChanged() {
      return isProfileChanged
    },
    arrivals: { messages: [], notifications: [] },
    notification: (id) => void notifications.add(id),
    resetNotifications: () => void (areNotificationsReset = true),
    toEvents(store, isSeen) {
      const events = [...rooms].flatMap(([roomId, changes]) =>
        isSeen(roomId) ? toEvent(store, roomId, changes) : toRemoval(roomId, changes)
      )
      if (areIncidentsChanged) {
        events.push({ name: 'incidents.changed', value: { incidents: store.incidents.all() } })
      }
      if (notifications.size === 0 && !areNotificationsReset) return events
      const value = notificationsChanged(store, notifications, areNotificationsReset)
      return [...events, { name: 'notifications.changed', value }]
    }
  }
}

function toEvent(store: AccountStore, roomId: number, changes: RoomChanges): AnyEvent {
  const upserted: Message[] = []
  const removed: string[] = []
  for (const [clientId, fate] of changes.messages) {
    const message = fate === 'upserted' ? store.messages.get(clientId) : fate === 'removed' ? null : fate
    if (message) upserted.push(message)
    else removed.push(clientId)
  }
  const users = sendersOf(store, upserted)
  return { name: 'messages.changed', value: { roomId, upserted, removed, users, reset: changes.isReset } }
}

/** Whoever was told of a message must hear that it is gone, in whatever room. */
function toRemoval(roomId: number, { messages, isReset }: RoomChanges): AnyEvent[] {
  const removed = [...messages].flatMap(([clientId, fate]) => (fate === 'removed' ? clientId : []))
  if (removed.length === 0 && !isReset) return []
  const value = { roomId, upserted: [], removed, users: [], reset: isReset }
  return [{ name: 'messages.changed', value }]
}

function notificationsChanged(
  store: AccountStore,
  ids: ReadonlySet<number>,
  reset: boolean
): NotificationsChanged {
  const upserted = [...ids].flatMap((id) => store.notifications.get(id) ?? [])
  const users = sendersOf(store, upserted)
  return { upserted, users, unread: store.notifications.unread(), reset }
}

/** The people who sent these, each once. */
export function sendersOf(store: AccountStore, sent: readonly (Message | Notification)[]): User[] {
  const ids = new Set(sent.map(({ senderId }) => senderId))
  return [...ids].flatMap((id) => (id === null ? [] : (store.users.get(id) ?? [])))
}
