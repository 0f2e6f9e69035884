import type { MessagePage } from '../../shared/ipc/contract.ts'
import type { Message } from '../../shared/model/message.ts'
import type { Range } from '../../shared/model/copy.ts'
import { roomStream } from '../../shared/protocol/constants.ts'
import type { AccountStore } from '../store/account-store.ts'
import type { Backfill } from './backfill.ts'
import { sendersOf } from './changes.ts'
import type { Holes } from './holes.ts'
import { lastPageOf } from './next-hole.ts'
import type { Reconciliation } from './reconciliation.ts'
import type { SeenRooms } from './seen-rooms.ts'

const PAGE = 100
/** A page of the server may hold nothing that shows; whoever meets more of these is not kept waiting. */
const MOST_FETCHED = 3

/** A room's messages for the page, read backwards over what is missing. */
export interface RoomPages {
  /**
   * The newest messages of a room before a place in it; `before` null: up to the end, with what waits. What is missing
   * of it is fetched first, as long as that is a matter of a moment; what is missing then is among the `Missing`
   * ranges of the room, and the messages on both sides of it follow each other. The end never waits.
   */
  page(roomId: number, before: number | null): Promise<MessagePage>
  /** The person looks at missing places: they are fetched before all others. */
  fill(roomId: number, range: Range): Promise<void>
}

export interface RoomPagesDeps {
  readonly store: AccountStore
  readonly seen: SeenRooms
  readonly holes: Holes
  readonly backfill: Backfill
  readonly reconciliation: Reconciliation
}

export function createRoomPages(deps: RoomPagesDeps): RoomPages {
  const { store, seen, holes, backfill, reconciliation } = deps
  const fetchInto = async (roomId: number, before: number): Promise<void> => {
    for (let fetched = 0; fetched < MOST_FETCHED; fetched++) {
      const { messages, hasOlder } = store.messages.page(roomId, before, PAGE)
      const from = hasOlder ? firstPlace(messages, before) : 1
      const hole = holes.newestIn(roomId, { from, to: before - 1 })
      const isHere =
        hole && (await backfill.fetchFirst({ stream: roomStream(roomId), range: lastPageOf(hole) }))
      if (!isHere) return
    }
  }
  return {
    async page(roomId, before) {
      seen.note(roomId)
      if (before !== null) await fetchInto(roomId, before)
      const { messages, hasOlder } = store.messages.page(roomId, before, PAGE)
      if (before !== null) reconciliation.shown(messages)
      const below = { from: 1, to: firstPlace(messages, before ?? Number.MAX_SAFE_INTEGER) - 1 }
      const isOlderMissing = !hasOlder && holes.newestIn(roomId, below) !== null
      return { messages, hasOlder: hasOlder || isOlderMissing, users: sendersOf(store, messages) }
    },
    async fill(roomId, range) {
      seen.note(roomId)
      await backfill.fetchFirst({ stream: roomStream(roomId), range })
    }
  }
}

function firstPlace(messages: readonly Message[], otherwise: number): number {
  return messages.find(({ placement }) => placement !== null)?.placement?.seq ?? otherwise
}
