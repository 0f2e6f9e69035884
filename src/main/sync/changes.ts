import type { AnyEvent } from '../../shared/ipc/contract.ts'
import type { Message } from '../../shared/model/message.ts'
import type { User } from '../../shared/model/user.ts'
import type { AccountStore } from '../store/account-store.ts'

/** What a transaction changed, by name; read and told only once it is committed. */
export interface Changes {
  upsert(roomId: number, clientId: string): void
  remove(roomId: number, clientId: string): void
  /** The room's copy was made anew. */
  reset(roomId: number): void
  /** The events for the page, from what the store holds now. */
  toEvents(store: AccountStore): AnyEvent[]
}

interface RoomChanges {
  /** Client ids, and whether the message is still there. */
  readonly messages: Map<string, 'upserted' | 'removed'>
  isReset: boolean
}

export function createChanges(): Changes {
  const rooms = new Map<number, RoomChanges>()
  const room = (roomId: number): RoomChanges => {
    const found = rooms.get(roomId) ?? { messages: new Map(), isReset: false }
    rooms.set(roomId, found)
    return found
  }
  return {
    upsert: (roomId, clientId) => void room(roomId).messages.set(clientId, 'upserted'),
    remove: (roomId, clientId) => void room(roomId).messages.set(clientId, 'removed'),
    reset(roomId) {
      rooms.set(roomId, { messages: new Map(), isReset: true })
    },
    toEvents: (store) => [...rooms].map(([roomId, changes]) => toEvent(store, roomId, changes))
  }
}

function toEvent(store: AccountStore, roomId: number, changes: RoomChanges): AnyEvent {
  const upserted: Message[] = []
  const removed: string[] = []
  for (const [clientId, fate] of changes.messages) {
    const message = fate === 'upserted' ? store.messages.get(clientId) : null
    if (message) upserted.push(message)
    else removed.push(clientId)
  }
  const users = sendersOf(store, upserted)
  return { name: 'messages.changed', value: { roomId, upserted, removed, users, reset: changes.isReset } }
}

/** The people who wrote the messages, each once. */
export function sendersOf(store: AccountStore, messages: readonly Message[]): User[] {
  const ids = new Set(messages.map((message) => message.senderId))
  return [...ids].flatMap((id) => store.users.get(id) ?? [])
}
