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

/** Messages of others that are new in the room, not older ones that were only read in, as into an empty copy. */
export function arrivals({ end }: Timeline, change: MessagesChanged, ownId: number): Message[] {
  if (!end) return []
  return change.upserted.filter(
    ({ placement, senderId }) => placement && placement.seq > end.seq && senderId !== ownId
  )
}

/** Messages that the reader has just written, here or elsewhere. */
export function ownArrivals(
  { end, messagesByClientId }: Timeline,
  change: MessagesChanged,
  ownId: number
): Message[] {
  return change.upserted.filter(
    ({ clientId, placement, senderId }) =>
      senderId === ownId &&
      !messagesByClientId.has(clientId) &&
      (!placement || placement.seq > (end?.seq ?? 0))
  )
}

/** Own messages that have just failed, not those that had failed before. */
export function refusals(before: Timeline, change: MessagesChanged): Message[] {
  return change.upserted.filter(({ clientId, delivery }) => {
    const known = before.messagesByClientId.get(clientId)
    return delivery.state === 'failed' && known !== undefined && known.delivery.state !== 'failed'
  })
}

export function applyUsers(usersById: UsersById, users: readonly User[]): UsersById {
  const changed = users.filter((user) => !isSameUser(usersById[user.id], user))
  if (changed.length === 0) return usersById
  return { ...usersById, ...Object.fromEntries(changed.map((user) => [user.id, user])) }
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
