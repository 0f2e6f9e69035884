import type { AnyEvent, MessagesChanged, NotificationsChanged } from '../../shared/ipc/contract.ts'
import type { Clock } from '../../shared/std/clock.ts'

/** Milliseconds in which events are merged: a page that draws 60 times a second needs them no more often. */
const FRAME = 16

/**
 * Announces events to the page, merged within a frame: of what is a whole state the last one is told, changes of
 * messages are told together. The first event of a quiet time leaves at once.
 */
export function createPublisher(send: (event: AnyEvent) => void, clock: Clock): (event: AnyEvent) => void {
  let waiting: Map<string | symbol, AnyEvent> | null = null

  const flush = (): void => {
    const events = waiting
    waiting = null
    if (!events?.size) return
    rest()
    events.forEach(send)
  }
  const rest = (): void => {
    waiting = new Map()
    clock.after(FRAME, flush)
  }
  return (event) => {
    if (!waiting) {
      rest()
      return send(event)
    }
    const key = keyOf(event)
    const merged = merge(waiting.get(key), event)
    // To the end: an older whole state must not be told after a newer part of it.
    waiting.delete(key)
    waiting.set(key, merged)
  }
}

/** Events of one key are merged. What asks for something of the page is no state: each has a key of its own. */
function keyOf(event: AnyEvent): string | symbol {
  switch (event.name) {
    case 'messages.changed':
    case 'reading.changed':
    case 'missing.changed':
      return `${event.name} ${event.value.roomId}`
    case 'alert.raised':
      return Symbol(event.name)
    default:
      return event.name
  }
}

function merge(earlier: AnyEvent | undefined, later: AnyEvent): AnyEvent {
  if (earlier?.name === 'messages.changed' && later.name === 'messages.changed')
    return { name: 'messages.changed', value: mergeMessages(earlier.value, later.value) }
  if (earlier?.name === 'notifications.changed' && later.name === 'notifications.changed')
    return { name: 'notifications.changed', value: mergeNotifications(earlier.value, later.value) }
  return later
}

function mergeNotifications(
  earlier: NotificationsChanged,
  later: NotificationsChanged
): NotificationsChanged {
  const upserted = new Map([...earlier.upserted, ...later.upserted].map((one) => [one.id, one]))
  const users = new Map([...earlier.users, ...later.users].map((user) => [user.id, user]))
  return {
    upserted: [...upserted.values()],
    users: [...users.values()],
    unread: later.unread,
    reset: earlier.reset || later.reset
  }
}

function mergeMessages(earlier: MessagesChanged, later: MessagesChanged): MessagesChanged {
  if (later.reset) return later
  const upserted = new Map(earlier.upserted.map((message) => [message.clientId, message]))
  const removed = new Set(earlier.removed)
  const users = new Map(earlier.users.map((user) => [user.id, user]))
  for (const message of later.upserted) {
    upserted.set(message.clientId, message)
    removed.delete(message.clientId)
  }
  for (const clientId of later.removed) {
    upserted.delete(clientId)
    removed.add(clientId)
  }
  for (const user of later.users) users.set(user.id, user)
  return {
    roomId: later.roomId,
    upserted: [...upserted.values()],
    removed: [...removed],
    users: [...users.values()],
    reset: earlier.reset
  }
}
