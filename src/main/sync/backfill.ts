import type { Down } from '../../shared/protocol/down.ts'
import { isTemporary } from '../../shared/protocol/errors.ts'
import type { Up } from '../../shared/protocol/up.ts'
import type { Clock, Unsubscribe } from '../../shared/std/clock.ts'
import type { Connection } from '../connection/connection.ts'
import type { AccountStore } from '../store/account-store.ts'
import { ProtocolError } from './inbox.ts'
import { lastPageOf, nextHole, type Hole } from './next-hole.ts'
import type { SeenRooms } from './seen-rooms.ts'
import { noTimer, timer } from './timer.ts'
import { createWishes } from './wishes.ts'

/** Milliseconds in which a page must have come; then it is asked for again. */
const ANSWER_TIMEOUT = 10_000
/** So many pages of a link follow each other at once: with them comes what was missed. What is more is old... */
const IN_HASTE = 100
/** ...and leaves a pause to what the person does, as a server takes only so many commands a second. */
const PAUSE = 25

/** Fetches what the copy is missing, one page at a time: what somebody looks at first, then as `nextHole` says. */
export interface Backfill {
  /** The answer to `resume` is complete: from here on holes are filled without being looked at. */
  begin(): void
  /** Asks for the next page, unless one is on its way or nothing is to be fetched now. */
  pump(): void
  /** Fetches a range before all others. True once it is here; false when it is not known when that will be. */
  fetchFirst(hole: Hole): Promise<boolean>
  /** Whether a page is the one that was asked for; then the next may be asked. Throws when it is not what was asked. */
  settle(page: Extract<Down, { type: 'page' }>): boolean
  /** The server has refused what was named so; unknown names are somebody else's. */
  refuse(requestId: string, code: string): void
  restart(): void
}

export interface BackfillDeps {
  readonly store: AccountStore
  readonly connection: Connection
  readonly seen: SeenRooms
  readonly clock: Clock
  readonly newId: () => string
  /** Calls back when a command that was refused for the moment may be sent again. */
  readonly afterRefusal: (retry: () => void) => Unsubscribe
}

/** What is known of the present link. */
interface LinkFacts {
  asked: Extract<Up, { type: 'fetch' }> | null
  isCaughtUp: boolean
  /** How many pages have come. */
  pages: number
  /** A pause between two pages that nobody waits for. */
  isResting: boolean
  /** Streams that the server does not let this person read. */
  readonly refused: Set<string>
}

const freshFacts = (): LinkFacts => ({
  asked: null,
  isCaughtUp: false,
  pages: 0,
  isResting: false,
  refused: new Set()
})

export function createBackfill(deps: BackfillDeps): Backfill {
  const { store, connection, seen, clock, newId, afterRefusal } = deps
  const wishes = createWishes({ store, clock })
  let facts = freshFacts()
  const timers = { answer: noTimer(), rest: noTimer() }
  let stopRetry: Unsubscribe = () => undefined

  const next = (): Hole | null => {
    const wish = wishes.next()
    if (wish || !facts.isCaughtUp || facts.isResting) return wish
    return nextHole(store, seen.current(), (stream) => facts.refused.has(stream))
  }
  const pump = (): void => {
    if (facts.asked !== null || connection.state.phase !== 'online') return
    const hole = next()
    if (!hole) return
    const { stream, range } = hole
    const request = { type: 'fetch', requestId: newId(), stream, ...lastPageOf(range) } as const
    if (!connection.send(request)) return
    facts.asked = request
    timers.answer = timer(clock, ANSWER_TIMEOUT, askAgain)
  }
  const askAgain = (): void => {
    facts.asked = null
    pump()
  }
  const rest = (): void => {
    facts.isResting = true
    timers.rest = timer(clock, PAUSE, () => {
      facts.isResting = false
      pump()
    })
  }
  return {
    begin() {
      facts.isCaughtUp = true
      pump()
    },
    pump,
    fetchFirst(hole) {
      const isHere = wishes.add(hole)
      if (connection.state.phase === 'online') pump()
      else wishes.release()
      return isHere
    },
    settle(page) {
      const { asked } = facts
      if (page.requestId !== asked?.requestId) return false
      const isInRange = page.from >= asked.from && page.from <= asked.to && page.to === asked.to
      if (page.stream !== asked.stream || !isInRange) throw new ProtocolError('a page that was not asked for')
      timers.answer.stop()
      facts.asked = null
      facts.pages++
      if (facts.pages >= IN_HASTE) rest()
      return true
    },
    refuse(requestId, code) {
      const { asked } = facts
      if (requestId !== asked?.requestId) return
      timers.answer.stop()
      if (isTemporary(code)) {
        stopRetry = afterRefusal(askAgain)
        return
      }
      facts.refused.add(asked.stream)
      wishes.forget(asked.stream)
      askAgain()
    },
    restart() {
      Object.values(timers).forEach((one) => one.stop())
      stopRetry()
      facts = freshFacts()
      wishes.release()
    }
  }
}
