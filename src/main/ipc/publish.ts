import type { AnyEvent, EventName, MessagesChanged } from '../../shared/ipc/contract.ts'
import type { Clock } from '../../shared/std/clock.ts'

/** Milliseconds in which events are merged: a page that draws 60 times a second needs them no more often. */
const FRAME = 16

/**
 * Announces events to the page, merged within a frame: of what is a whole state the last one is told, changes of
 * messages are told together. The first event of a quiet time leaves at once.
 */
export function createPublisher(send: (event: AnyEvent) => void, clock: Clock): (event: AnyEvent) => void {
  let waiting: Map<string, AnyEvent> | null = null

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

function keyOf(event: AnyEvent): string {
  return event.name === ('messages.changed' satisfies EventName)
    ? `${event.name} ${event.value.roomId}`
    : event.name
}

function merge(earlier: AnyEvent | undefined, later: AnyEvent): AnyEvent {
  if (earlier?.name !== 'messages.changed' || later.name !== 'messages.changed') return later
  return { name: 'messages.changed', value: mergeMessages(earlier.value, later.value) }
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
