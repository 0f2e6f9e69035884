import type { Reading } from '../../shared/model/reading.ts'
import type { AccountStore } from '../store/account-store.ts'

/** How far each room is read, computed from the copy; never counted up. */
export interface Readings {
  of(roomId: number): Reading
  /** The readings that are not what they were when this was last asked. */
  changed(): Reading[]
}

export function createReadings(store: AccountStore): Readings {
  const known = new Map<number, Reading>()
  const of = (roomId: number): Reading => {
    const ownId = store.identity.get()?.userId ?? 0
    const readN = store.readings.readN(roomId)
    // Not opened yet: what the copy held when it was made is no news.
    if (readN === null) return { roomId, readN: store.readings.newestN(roomId), unread: 0 }
    return { roomId, readN, unread: store.readings.countUnread(roomId, readN, ownId) }
  }
  return {
    of,
    changed() {
      const readings = store.identity.rooms().map(({ id }) => of(id))
      return readings.filter((reading) => {
        const before = known.get(reading.roomId)
        known.set(reading.roomId, reading)
        return before?.readN !== reading.readN || before.unread !== reading.unread
      })
    }
  }
}
