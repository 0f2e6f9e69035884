import { roomStream, SERVER_STREAM, userStream } from '../../shared/protocol/constants.ts'
import type { Cursor } from '../../shared/protocol/up.ts'
import type { AccountStore } from '../store/account-store.ts'

/** The streams that this account holds a copy of, the rooms first. */
export function streamsOf(store: AccountStore): string[] {
  const userId = store.identity.get()?.userId
  const rooms = store.identity.rooms().map(({ id }) => roomStream(id))
  return userId === undefined ? rooms : [...rooms, SERVER_STREAM, userStream(userId)]
}

/** How far the copy of each stream goes, as `resume` says it. */
export function cursorsOf(store: AccountStore): Record<string, Cursor> {
  const cursors: Record<string, Cursor> = {}
  for (const stream of streamsOf(store)) {
    const cursor = store.cursors.get(stream)
    if (cursor) cursors[stream] = cursor
  }
  return cursors
}

/** The greatest message id that is known of a room without numbers: a copy that was cleared has it in its cursor alone. */
export function newestKnown(store: AccountStore, roomId: number): number {
  return store.messages.newestSeq(roomId) || (store.cursors.get(roomStream(roomId))?.seq ?? 0)
}

/** The ordinal of a room's last message, where the copy holds the end of it; null: that is not here. */
export function endOf(store: AccountStore, roomId: number): number | null {
  const newestN = store.readings.newestN(roomId)
  // Zero says nothing: the newest page may hold deletions only.
  if (newestN === 0) return null
  const isBehind = store.missing.hasFrom(roomStream(roomId), store.readings.seqAt(roomId, newestN) + 1)
  return isBehind ? null : newestN
}

/** Under which it is kept that somebody was told of a message that the server has lost since. */
export function messageScope(clientId: string): string {
  return `message:${clientId}`
}
