import type { Message } from '../../shared/model/message.ts'
import type { AppModel } from './store.ts'

/** Whether a message may be changed in its place: it waits, and was not handed over. What main knows besides, it says. */
export function isChangeable({ delivery }: Message): boolean {
  return delivery.state === 'waiting'
}

/** The newest own message of a room, if it can still be changed. */
export function lastChangeable({ app, timelinesByRoomId }: AppModel, roomId: number): Message | null {
  const timeline = timelinesByRoomId[roomId]
  const ownId = app?.session?.user.id
  const own = timeline?.order.findLast((id) => timeline.messagesByClientId.get(id)?.senderId === ownId)
  const message = own === undefined ? undefined : timeline?.messagesByClientId.get(own)
  return message && isChangeable(message) ? message : null
}

/** Begins to change a message, unless it is being changed already: what was typed there stays. */
export function beginEditing({ editing }: AppModel, { clientId, body }: Message): Pick<AppModel, 'editing'> {
  return { editing: editing?.clientId === clientId ? editing : { clientId, text: body, problem: null } }
}
