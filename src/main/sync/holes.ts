import type { Missing } from '../../shared/ipc/contract.ts'
import type { Range } from '../../shared/model/copy.ts'
import { roomStream } from '../../shared/protocol/constants.ts'
import type { AccountStore } from '../store/account-store.ts'
import type { SeenRooms } from './seen-rooms.ts'

/** What is missing of the rooms, as the page is told of it. */
export interface Holes {
  of(roomId: number): Missing
  /** The rooms before the page in which something else is missing than when this was last asked. */
  changed(): Missing[]
  /** The missing places nearest to the end of a range. Null: all of it is here. */
  newestIn(roomId: number, range: Range): Range | null
}

export interface HolesDeps {
  readonly store: AccountStore
  readonly seen: SeenRooms
  /** Else a range is one that was not compared with the history of late, and may be here all the same. */
  readonly numbers: boolean
}

export function createHoles({ store, seen, numbers }: HolesDeps): Holes {
  /** What was told last, as text. */
  const told = new Map<number, string>()
  const of = (roomId: number): Missing => ({
    roomId,
    ranges: numbers ? store.missing.all(roomStream(roomId)) : []
  })
  return {
    of,
    changed() {
      if (!numbers) return []
      return seen.all().flatMap((roomId) => {
        const missing = of(roomId)
        const text = JSON.stringify(missing.ranges)
        const before = told.get(roomId)
        told.set(roomId, text)
        return before === text || (before === undefined && missing.ranges.length === 0) ? [] : [missing]
      })
    },
    newestIn: (roomId, range) => (numbers ? store.missing.newestIn(roomStream(roomId), range) : null)
  }
}
