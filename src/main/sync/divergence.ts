import type { Range } from '../../shared/model/copy.ts'
import type { Clock } from '../../shared/std/clock.ts'
import { roomStream, SERVER_STREAM, userStream } from '../../shared/protocol/constants.ts'
import type { Cursor } from '../../shared/protocol/up.ts'
import type { AccountStore } from '../store/account-store.ts'
import type { MessageInTheWay } from '../store/messages.ts'
import type { Changes } from './changes.ts'
import { messageScope } from './streams.ts'

/**
 * What becomes of the copy when the server goes back to an earlier state of itself. The copy goes back with it, to the
 * last event that both have. Own messages beyond it, which that server had acknowledged, leave again under their old
 * names, before everything that waits: whichever of them the server does hold is answered as it was. Every function
 * but `restart` runs inside a transaction of the caller.
 */
export interface Divergence {
  /**
   * The server is another than the one that this copy is of, and has not yet said how they differ: what a number means
   * there is not known, so nothing is to be sent.
   */
  readonly isUnsettled: boolean
  /** The server names its epoch. Another one: what it acknowledged and did not show yet may be gone. */
  greet(epoch: string, changes: Changes): void
  /** The copy of a stream goes back to an event. False: it is no stream of this account. */
  returnTo(stream: string, common: Cursor, changes: Changes): boolean
  /** The server has another message in the place, or under the number, of this one. */
  displace(message: MessageInTheWay, changes: Changes): void
  /** The copy is of the present server. Until then it is of the former one, so that a crash begins this anew. */
  settle(): void
  restart(): void
}

/** Messages that are known again as told, of each room: more than that at once are told as a number anyhow. */
const MOST_REMEMBERED = 1000

export interface DivergenceDeps {
  readonly store: AccountStore
  readonly clock: Clock
}

/** How many own messages are to leave again, and how many of others are gone. */
interface Toll {
  readonly resent: number
  readonly lost: number
}

export function createDivergence({ store, clock }: DivergenceDeps): Divergence {
  /** The epoch that the server named, while the copy is of another one. */
  let newEpoch: string | null = null

  const ownId = (): number => store.identity.get()?.userId ?? 0
  /** `names`: the newest first, so that each goes before the one after it. */
  const putBack = (names: readonly string[], roomId: number): void => {
    for (const name of names) {
      store.messages.unplace(name)
      store.outbox.putBack(name, roomId, clock.now())
    }
  }
  const cut = (stream: string, { seq, event }: Cursor): void => {
    store.missing.remove(stream, { from: seq + 1, to: Number.MAX_SAFE_INTEGER })
    if (seq > 0) store.cursors.set(stream, { seq, event })
    else store.cursors.clear(stream)
  }
  /** What it said of how far a room was read may be gone with the rest: it is told again, where it knows less. */
  const unhear = (roomId: number): void => {
    const position = store.readings.position(roomId)
    if (position) store.readings.setPosition(roomId, { ...position, serverN: null })
  }
  const returnRoom = (roomId: number, common: Cursor, changes: Changes): Toll => {
    const { messages, missing, readings } = store
    const stream = roomStream(roomId)
    const own = messages.namesBeyond(roomId, common.seq, ownId())
    putBack(own, roomId)
    // Their authors send them again: whoever was told of them is not told twice.
    for (const name of messages.namesOfOthersBeyond(roomId, common.seq, ownId(), MOST_REMEMBERED))
      readings.setTold(messageScope(name), 1)
    const lost = messages.removeBeyond(roomId, common.seq)
    // Too small where the newest are missing: rather unread twice than never. What the server has said of it counts again when all is here.
    const newestN = readings.newestN(roomId)
    readings.goBack(roomId, newestN)
    unhear(roomId)
    readings.untell(stream, newestN)
    cut(stream, common)
    // What a deletion took away is only at the server, if the deletion is undone there.
    for (const range of toRanges(messages.removeChangedBeyond(roomId, common.seq))) missing.add(stream, range)
    changes.reset(roomId)
    return { resent: own.length, lost }
  }
  /**
   * Notifications do not know their places, and their numbers are given again to others: all of them are fetched anew,
   * as parts of the past, which is not told. A mark that the server does not have might be set on another one now.
   */
  const returnNotifications = (stream: string, common: Cursor, changes: Changes): void => {
    const { notifications, missing, readings } = store
    notifications.clear(stream)
    notifications.clearUnconfirmed()
    if (stream === userStream(ownId())) notifications.clearConfirmed()
    readings.untell(stream, 0)
    cut(stream, common)
    if (common.seq > 0) missing.add(stream, { from: 1, to: common.seq })
    changes.resetNotifications()
  }
  /** Added to what was said before, as long as nobody has read it: all streams of one restore are one incident. */
  const tell = ({ resent, lost }: Toll, changes: Changes): void => {
    const said = store.incidents.all().find(({ kind }) => kind === 'server-restored')
    const before = said?.kind === 'server-restored' ? said : { resent: 0, lost: 0 }
    if (said) store.incidents.remove(said.id)
    const sum = { resent: before.resent + resent, lost: before.lost + lost }
    store.incidents.add({ kind: 'server-restored', ...sum }, clock.now())
    changes.incidents()
  }

  return {
    get isUnsettled() {
      return newEpoch !== null
    },
    greet(epoch, changes) {
      const identity = store.identity.get()
      if (!identity || identity.epoch === epoch) return
      newEpoch = epoch
      for (const { id } of store.identity.rooms()) {
        unhear(id)
        const cursor = store.cursors.get(roomStream(id)) ?? { seq: 0, event: '' }
        if (store.messages.reachesBeyond(id, cursor.seq)) tell(returnRoom(id, cursor, changes), changes)
      }
    },
    returnTo(stream, common, changes) {
      const room = store.identity.rooms().find(({ id }) => roomStream(id) === stream)
      if (room) {
        tell(returnRoom(room.id, common, changes), changes)
      } else {
        if (stream !== SERVER_STREAM && stream !== userStream(ownId())) return false
        returnNotifications(stream, common, changes)
        tell({ resent: 0, lost: 0 }, changes)
      }
      return true
    },
    displace({ clientId, roomId, senderId, seq, hasText }, changes) {
      // It went with the one before, where both are in the way of one.
      if (store.outbox.get(clientId)) return
      if (senderId !== ownId() || !hasText) {
        store.messages.remove(clientId)
        changes.remove(roomId, clientId)
        return tell({ resent: 0, lost: Number(hasText) }, changes)
      }
      // It is another history's, and so is what comes after it in its room, even if nobody has said so of the room yet;
      // what was acknowledged and not seen goes together. In their order.
      const seen = store.cursors.get(roomStream(roomId))?.seq ?? 0
      const names = store.messages.namesBeyond(roomId, Math.min(seen, seq - 1), senderId)
      putBack(names, roomId)
      for (const name of names) changes.upsert(roomId, name)
      tell({ resent: names.length, lost: 0 }, changes)
    },
    settle() {
      const identity = store.identity.get()
      if (identity && newEpoch !== null) store.identity.set({ ...identity, epoch: newEpoch })
      newEpoch = null
    },
    restart: () => void (newEpoch = null)
  }
}

/** Places in any order as ranges. */
function toRanges(places: readonly number[]): Range[] {
  const ranges: { from: number; to: number }[] = []
  for (const seq of places.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1)
    if (last?.to === seq - 1) last.to = seq
    else ranges.push({ from: seq, to: seq })
  }
  return ranges
}
