import {
  advanced,
  agreed,
  heard,
  isAnswered,
  movedTo,
  nextMove,
  positionAt,
  type Move,
  type Position
} from '../../shared/model/position.ts'
import type { ReadPosition } from '../../shared/protocol/down.ts'
import { roomStream } from '../../shared/protocol/constants.ts'
import { isTemporary } from '../../shared/protocol/errors.ts'
import type { Clock, Unsubscribe } from '../../shared/std/clock.ts'
import type { Connection } from '../connection/connection.ts'
import type { AccountStore } from '../store/account-store.ts'
import type { Changes } from './changes.ts'
import { endOf } from './streams.ts'

/** Milliseconds between two times that the server is told: reading through 200 messages is no 200 frames. */
const SPACING = 1000
/** Rooms that it is told of in one go: what else the person does must not wait for it. */
const MOST_AT_ONCE = 10

/**
 * How far each room was read, here and on the person's other devices. What moved here is on disk and said until the
 * server's own position shows it, once on every link; the rule of the two is in `position`.
 */
export interface ReadPositions {
  /** Somebody has read up to a message. These two in the caller's transaction, the caller's `pump` after it. */
  markRead(roomId: number, n: number, changes: Changes): void
  /** Somebody wants a message and all after it to be unread. */
  markUnread(roomId: number, n: number, changes: Changes): void
  /** Inside the transaction: what the server says of some rooms. */
  hear(positions: readonly ReadPosition[], changes: Changes): void
  /**
   * Inside the transaction: all is here. A room that was never opened here begins where the server says; where it says
   * nothing, what the copy held when it was made is read. From here on the server may be told.
   */
  settle(changes: Changes): void
  pump(): void
  /** The server has refused what was named so; unknown names are somebody else's. */
  refuse(requestId: string, code: string): void
  /** A new link: what was on its way may be lost. */
  restart(): void
}

export interface ReadPositionsDeps {
  readonly store: AccountStore
  readonly connection: Connection
  readonly clock: Clock
  /** After what comes late; errors of the disk end the link. */
  readonly safely: (work: () => void) => void
  /** Calls back when a command that was refused for the moment may be sent again. */
  readonly afterRefusal: (retry: () => void) => Unsubscribe
}

/** What is true of one link. */
interface LinkFacts {
  /** It has said all positions: before, nobody knows what it is to be told. */
  isReady: boolean
  /** It knows no positions: a server of before. */
  isUnknown: boolean
  /** What and has not answered. */
  readonly onItsWay: Map<number, Move>
  /** What it said before all was here: a room that is new here, or has gone back since, begins with that. */
  readonly said: Map<number, ReadPosition>
}

const freshFacts = (): LinkFacts => ({
  isReady: false,
  isUnknown: false,
  onItsWay: new Map(),
  said: new Map()
})

export function createReadPositions(deps: ReadPositionsDeps): ReadPositions {
  const { store, connection, clock, safely, afterRefusal } = deps
  const { readings } = store
  let facts = freshFacts()
  /** Rooms of which there may be something to say. */
  const open = new Set<number>()
  /** Rooms whose last move was refused for the moment. */
  const refused = new Set<number>()
  let stopResting: Unsubscribe | null = null
  let stopRetry: Unsubscribe | null = null

  const move = (roomId: number, to: (position: Position) => Position, changes: Changes): void => {
    readings.setPosition(roomId, to(readings.position(roomId) ?? positionAt(0)))
    open.add(roomId)
    changes.reading(roomId)
  }
  const hearOne = (said: ReadPosition, changes: Changes): void => {
    const { roomId, n, unread, newestN } = said
    const position = readings.position(roomId)
    if (!facts.isReady) {
      facts.said.set(roomId, said)
      if (!position) return
    }
    const onItsWay = facts.onItsWay.get(roomId) ?? null
    readings.setPosition(roomId, position ? heard(position, n, onItsWay) : { ...positionAt(n), serverN: n })
    readings.setServerCount(roomId, { unread, newestN })
    if (onItsWay && isAnswered(onItsWay, n)) facts.onItsWay.delete(roomId)
    open.add(roomId)
    changes.reading(roomId)
  }
  /** Whether there was something to say. */
  const say = (roomId: number): boolean => {
    const position = readings.position(roomId)
    const onItsWay = facts.onItsWay.get(roomId) ?? null
    if (!position) return false
    const next = nextMove(position, onItsWay)
    if (!next) {
      if (position.isBack && !onItsWay)
        store.transaction(() => readings.setPosition(roomId, agreed(position)))
      return false
    }
    const requestId = requestIdOf(roomId, next)
    if (!connection.send({ type: 'move-read-position', roomId, ...next, requestId })) return false
    facts.onItsWay.set(roomId, next)
    return true
  }
  const pump = (): void => {
    if (!facts.isReady || facts.isUnknown || stopResting) return
    let count = 0
    for (const roomId of open) {
      if (count === MOST_AT_ONCE) break
      open.delete(roomId)
      if (say(roomId)) count++
    }
    if (count > 0) stopResting = clock.after(SPACING, () => safely(goOn))
  }
  const goOn = (): void => {
    stopResting = null
    pump()
  }
  const retry = (): void => {
    stopRetry = null
    for (const roomId of refused) {
      facts.onItsWay.delete(roomId)
      open.add(roomId)
    }
    refused.clear()
    pump()
  }
  return {
    markRead: (roomId, n, changes) =>
      move(roomId, (position) => advanced(position, Math.min(n, readings.newestN(roomId))), changes),
    markUnread: (roomId, n, changes) =>
      move(roomId, (position) => movedTo(position, Math.min(n - 1, readings.newestN(roomId))), changes),
    hear: (positions, changes) => positions.forEach((one) => hearOne(one, changes)),
    settle(changes) {
      facts.isReady = true
      for (const { id } of store.identity.rooms()) {
        const newestN = readings.newestN(id)
        const isFirst = readings.position(id) === null
        // No news either, now or when the same comes again.
        if (isFirst) readings.setTold(roomStream(id), newestN)
        const said = facts.said.get(id)
        if (said) hearOne(said, changes)
        if (!readings.position(id)) readings.setPosition(id, positionAt(newestN))
        const end = endOf(store, id)
        if (end !== null) readings.goBack(id, end)
        open.add(id)
        changes.reading(id)
      }
      facts.said.clear()
    },
    pump,
    refuse(requestId, code) {
      const found = [...facts.onItsWay].find(([roomId, one]) => requestIdOf(roomId, one) === requestId)
      if (!found) return
      if (code === 'unknown_type') facts.isUnknown = true
      // What is refused for good may be known on the next link.
      if (!isTemporary(code)) return
      refused.add(found[0])
      stopRetry ??= afterRefusal(retry)
    },
    restart() {
      facts = freshFacts()
      open.clear()
      refused.clear()
      stopResting?.()
      stopResting = null
      stopRetry?.()
      stopRetry = null
    }
  }
}

function requestIdOf(roomId: number, { n, back }: Move): string {
  return `position:${roomId}:${n}:${Number(back)}`
}
