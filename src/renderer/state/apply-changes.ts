import type { MessagesChanged } from '../../shared/ipc/contract.ts'
import type { Message } from '../../shared/model/message.ts'
import type { User } from '../../shared/model/user.ts'
import { placedEdges, withMessages, type Timeline } from './timeline.ts'

export type UsersById = Readonly<Record<number, User>>

/** What main announced, applied to the window the page holds. A reset is not for here: the room is read again. */
export function applyMessagesChanged(timeline: Timeline, change: MessagesChanged): Timeline {
  const { first, last } = placedEdges(timeline)
  const outside: string[] = []
  const inside: Message[] = []
  for (const message of change.upserted) {
    const seq = message.placement?.seq
    const isBefore = seq !== undefined && timeline.hasOlder && first !== null && seq < first.seq
    const isAfter = seq !== undefined && timeline.hasNewer && last !== null && seq > last.seq
    if (isBefore || isAfter) outside.push(message.clientId)
    else inside.push(message)
  }
  const next = withMessages(timeline, inside, [...change.removed, ...outside])
  const end = newestPlacement(change.upserted, next.end)
  return end === next.end ? next : { ...next, end }
}

/** Who reads, and how far they have. */
export interface Reader {
  readonly ownId: number
  /** Ordinal of the last message that they have read. */
  readonly readN: number
  /** Whether the server keeps its messages in order: what comes between those held is then a hole that is filled. */
  readonly isInOrder: boolean
  /** What was sent before this is not new: the copy is being filled with it. */
  readonly newFrom: number
}

/** Messages of others that are new in the room, not older ones that were only read in. */
export function arrivals(timeline: Timeline, change: MessagesChanged, reader: Reader): Message[] {
  return change.upserted.filter(
    (message) =>
      message.senderId !== reader.ownId &&
      message.sentAt >= reader.newFrom &&
      (isBeyondEnd(timeline, message) || (!reader.isInOrder && isLate(timeline, message, reader.readN)))
  )
}

/** Messages that the reader has just written, here or elsewhere. */
export function ownArrivals(timeline: Timeline, change: MessagesChanged, ownId: number): Message[] {
  return change.upserted.filter(
    (message) =>
      message.senderId === ownId &&
      !timeline.messagesByClientId.has(message.clientId) &&
      (!message.placement || isBeyondEnd(timeline, message))
  )
}

/** Own messages of which it has just turned out that they failed, or that nobody can confirm them. */
export function setbacks(before: Timeline, change: MessagesChanged): Message[] {
  return change.upserted.filter(({ clientId, delivery }) => {
    const known = before.messagesByClientId.get(clientId)
    const isOne = delivery.state === 'failed' || delivery.state === 'unconfirmed'
    return isOne && known !== undefined && known.delivery.state !== delivery.state
  })
}

/** Own messages of which it has just turned out that the server has them. */
export function deliveries(before: Timeline, change: MessagesChanged): Message[] {
  return change.upserted.filter(({ clientId, delivery }) => {
    const known = before.messagesByClientId.get(clientId)
    return delivery.state === 'sent' && known !== undefined && known.delivery.state !== 'sent'
  })
}

export function applyUsers(usersById: UsersById, users: readonly User[]): UsersById {
  const changed = users.filter((user) => !isSameUser(usersById[user.id], user))
  if (changed.length === 0) return usersById
  return { ...usersById, ...Object.fromEntries(changed.map((user) => [user.id, user])) }
}

function isBeyondEnd({ end }: Timeline, { placement }: Message): boolean {
  return placement !== null && placement.seq > (end?.seq ?? 0)
}

/**
 * Whether a message takes a place between those held, of which nobody has read so far: some servers' messages come out
 * of their order. What is older than all that is held is history.
 */
function isLate(timeline: Timeline, { clientId, placement }: Message, readN: number): boolean {
  const { first, last } = placedEdges(timeline)
  if (!placement || !first || !last || timeline.messagesByClientId.has(clientId)) return false
  return placement.seq > first.seq && placement.seq < last.seq && placement.n > readN
}

function newestPlacement(messages: readonly Message[], end: Timeline['end']): Timeline['end'] {
  let newest = end
  for (const { placement } of messages) {
    if (placement && placement.seq > (newest?.seq ?? 0)) newest = placement
  }
  return newest
}

function isSameUser(a: User | undefined, b: User): boolean {
  return (
    a !== undefined &&
    a.username === b.username &&
    a.firstName === b.firstName &&
    a.lastName === b.lastName &&
    a.isSuperuser === b.isSuperuser
  )
}
