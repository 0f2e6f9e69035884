import type { Range } from '../../shared/model/copy.ts'
import { roomStream } from '../../shared/protocol/constants.ts'
import type { AccountStore } from '../store/account-store.ts'
import { streamsOf } from './streams.ts'

/** Few enough for their transaction to hold up nothing else in the process. */
const PAGE = 200

/** Places of a stream that are missing. */
export interface Hole {
  readonly stream: string
  readonly range: Range
}

/**
 * The hole to fill where nobody waits for a certain one: the end of the room that is before the person, then the end of
 * every other stream, so that what is new is right everywhere; then the past of that room, and then all other past.
 */
export function nextHole(
  store: AccountStore,
  roomId: number | null,
  isLeftOut: (stream: string) => boolean
): Hole | null {
  const seen = roomId === null ? null : roomStream(roomId)
  let best: (Hole & { readonly rank: number }) | null = null
  for (const stream of streamsOf(store)) {
    const range = isLeftOut(stream) ? null : store.missing.newest(stream)
    if (!range) continue
    const isAtEnd = (store.cursors.get(stream)?.seq ?? 0) - range.to < PAGE
    const rank = (isAtEnd ? 0 : 2) + (stream === seen ? 0 : 1)
    if (!best || rank < best.rank) best = { stream, range, rank }
  }
  return best
}

/** As much of the end of a range as one page holds. */
export function lastPageOf({ from, to }: Range): Range {
  return { from: Math.max(from, to - PAGE + 1), to }
}
