import { MOST_UNREAD, type Reading } from '../../shared/model/reading.ts'
import { roomStream } from '../../shared/protocol/constants.ts'
import type { AccountStore } from '../store/account-store.ts'

/** How far each room is read, computed from the copy; never counted up. */
export interface Readings {
  of(roomId: number): Reading
  /** The readings of these rooms that are not what they were when this was last asked. */
  changed(roomIds: Iterable<number>): Reading[]
}

const END = Number.MAX_SAFE_INTEGER

export function createReadings(store: AccountStore): Readings {
  const { readings, missing } = store
  const known = new Map<number, Reading>()
  const countOthers = (roomId: number, beyond: number, upTo: number): number =>
    readings.countOthers(roomId, beyond, upTo, store.identity.get()?.userId ?? 0)
  /**
   * By the server's count, and by what is here of all that it could not have counted. There cannot be more than there
   * are ordinals.
   */
  const countWithServer = (roomId: number, readN: number, serverN: number): number => {
    const { unread, newestN } = readings.serverCount(roomId)
    const notRead = countOthers(roomId, readN, serverN)
    const alreadyRead = countOthers(roomId, serverN, readN)
    const since = countOthers(roomId, Math.max(newestN, readN), END)
    const most = Math.max(newestN, readings.newestN(roomId)) - readN
    return Math.min(unread + notRead - alreadyRead + since, most)
  }
  const unreadBeyond = (roomId: number, readN: number, serverN: number | null): number => {
    const here = countOthers(roomId, readN, END)
    if (serverN === null) return here
    const isAllHere = !missing.hasFrom(roomStream(roomId), readings.seqAt(roomId, readN) + 1)
    if (isAllHere) return here
    return Math.min(MOST_UNREAD, Math.max(here, countWithServer(roomId, readN, serverN)))
  }
  const of = (roomId: number): Reading => {
    const position = readings.position(roomId)
    // Not opened yet: what the copy held when it was made is no news.
    if (!position) return { roomId, readN: readings.newestN(roomId), unread: 0 }
    const { readN, serverN } = position
    // Nobody can read on in a room that is not theirs any more.
    if (!store.identity.hasRoom(roomId)) return { roomId, readN, unread: 0 }
    return { roomId, readN, unread: unreadBeyond(roomId, readN, serverN) }
  }
  return {
    of,
    changed: (roomIds) =>
      Array.from(roomIds, of).filter((reading) => {
        const before = known.get(reading.roomId)
        known.set(reading.roomId, reading)
        return before?.readN !== reading.readN || before.unread !== reading.unread
      })
  }
}
