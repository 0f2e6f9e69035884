import type { Message } from '../../shared/model/message.ts'
import type { Reading } from '../../shared/model/reading.ts'
import type { AppModel } from './store.ts'

/** What has been on screen for less than this has not been read. */
export const READ_AFTER = 1_000

/** The "New messages" line stands after the message with this ordinal; null: there is no line. */
export type UnreadLine = number | null

/** The line of a room that is opened: after what was read last, when something has come since. */
export function lineAtOpening(reading: Reading): UnreadLine {
  return reading.unread > 0 ? reading.readN : null
}

/**
 * The line once somebody else has written. It moves only for a reader who is away, and only when they had read
 * everything behind the one that stands: it never moves under somebody who reads.
 */
export function lineAtArrival(line: UnreadLine, reading: Reading, isAway: boolean): UnreadLine {
  const isStanding = line !== null && line >= reading.readN
  return isAway && !isStanding ? reading.readN : line
}

/** A room that its reader has made unread from a message on: the line goes there, and nothing of it is read for now. */
export function keptUnread(
  { unreadLinesByRoomId }: Pick<AppModel, 'unreadLinesByRoomId'>,
  roomId: number,
  n: number
): Pick<AppModel, 'unreadLinesByRoomId' | 'keptUnreadRoomId'> {
  return { keptUnreadRoomId: roomId, unreadLinesByRoomId: { ...unreadLinesByRoomId, [roomId]: n - 1 } }
}

/** Whether nobody has been looking at the end of the room, or not for long enough to read what stood there. */
export function isReaderAway(lookingSince: number | null, now: number): boolean {
  return lookingSince === null || now - lookingSince < READ_AFTER
}

/**
 * Which message the line stands before: the first of somebody else beyond it. None while what lies before it is
 * not held, because the line would move when that is read.
 */
export function lineIndex(
  messages: readonly Message[],
  line: UnreadLine,
  { ownId, hasOlder }: { ownId: number; hasOlder: boolean }
): number | null {
  if (line === null) return null
  const index = messages.findIndex(
    ({ placement, senderId }) => placement !== null && placement.n > line && senderId !== ownId
  )
  return index < 0 || (index === 0 && hasOlder) ? null : index
}

/** Whether the message with this ordinal, or the beginning of the room, is among those held. */
export function holdsOrdinal(messages: Iterable<Message>, n: number): boolean {
  for (const { placement } of messages) if (placement && placement.n <= n) return true
  return false
}
