import type { Message } from '../../shared/model/message.ts'
import type { User } from '../../shared/model/user.ts'
import type { AppModel } from './store.ts'

/** Client ids of the own messages that are still to leave, in all rooms that the page holds. */
export function unsentIds(model: AppModel): string[] {
  return Object.values(model.timelinesByRoomId).flatMap((timeline) =>
    [...timeline.messagesByClientId.values()].filter(isUnsent).map((message) => message.clientId)
  )
}

export function unsentCount(model: AppModel): number {
  return unsentIds(model).length
}

/** How many own messages perhaps only this computer has: what waits, what was refused, what is not confirmed. */
export function unplacedCount(model: AppModel): number {
  const timelines = Object.values(model.timelinesByRoomId)
  return timelines.flatMap(({ messagesByClientId }) =>
    [...messagesByClientId.values()].filter((message) => !message.placement)
  ).length
}

/** Whether one of them may have left all the same: nobody can say. */
export function hasUnconfirmed(model: AppModel): boolean {
  const timelines = Object.values(model.timelinesByRoomId)
  return timelines.some(({ messagesByClientId }) =>
    [...messagesByClientId.values()].some(({ delivery }) => delivery.state === 'unconfirmed')
  )
}

/** How many of the messages that had waited for the connection have left since it came back. */
export function sentSinceReturn(model: AppModel): number {
  const timelines = Object.values(model.timelinesByRoomId)
  return model.waitedIds.filter((id) =>
    timelines.some((timeline) => timeline.messagesByClientId.get(id)?.delivery.state === 'sent')
  ).length
}

/** The people online but for the reader, by name. */
export function othersOnline(
  online: readonly User[],
  ownId: number,
  compare: (a: User, b: User) => number
): User[] {
  return online.filter((user) => user.id !== ownId).toSorted(compare)
}

/** What to say of a room's unread messages: nothing while somebody looks at where they arrive. */
export function shownUnread(model: AppModel, roomId: number): number {
  return model.lookingSince === null ? (model.readingsByRoomId[roomId]?.unread ?? 0) : 0
}

export function isUnsent(message: Message): boolean {
  return message.delivery.state === 'waiting' || message.delivery.state === 'handed-over'
}
