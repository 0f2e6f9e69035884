import { roomStream } from '../../shared/protocol/constants.ts'
import type { Message } from '../../shared/model/message.ts'
import type { Clock } from '../../shared/std/clock.ts'
import type { Log } from '../../shared/std/log.ts'
import type { Connection } from '../connection/connection.ts'
import type { AccountStore } from '../store/account-store.ts'
import type { Changes } from './changes.ts'
import type { Echoes, Look } from './echoes.ts'
import type { NewsDesk } from './news-desk.ts'
import type { ReadPositions } from './read-positions.ts'
import { noTimer, timer } from './timer.ts'
import type { UnnumberedInbox } from './unnumbered-inbox.ts'

/** Milliseconds between two looks on a quiet line. */
const QUIET = 60_000
/** A look follows a burst by this much, so that the last of it is in the history. */
const AFTER_BURST = 1000
/** Two looks for the sake of bursts are so far apart. */
const BETWEEN_BURSTS = 5000
/** So many messages since the last look are a burst: beyond a hundred queued, channel layers drop. */
const BURST = 20
/** Between two pages of the past: it is filled in without haste. */
const FILL_PAUSE = 250
/** What a link gets to bring what the history held already, before it counts as deaf. */
const DEAFNESS = 2000
/** A server that loses much, or does not repeat what one says, is not deaf for that: a new link is no better. */
const BETWEEN_RENEWALS = 300_000
const LONGEST_BACKOFF = 60_000

/**
 * The copy compared with the history of a server that loses what it says: after connecting, after a burst or a gap in
 * the ids, when an own message has no echo, and now and then. The newest page first; what lies between it and the
 * place of the last comparison is filled in afterwards, and then the past.
 */
export interface Reconciliation {
  /** The link has been greeted. */
  begin(): void
  /** The first look of this link is done; without a history from the greeting on. */
  readonly hasBegun: boolean
  /** A message was heard. */
  heard(messageId: number): void
  /** Looks now, or right after the look that is under way. */
  look(): void
  /** Compares what of the past is looked at, once on each link. */
  shown(messages: readonly Message[]): void
  /** Compares the copy around one message. False: that could not be done, or the link is gone. */
  lookAt(messageId: number): Promise<boolean>
  restart(): void
}

export interface ReconciliationDeps {
  readonly store: AccountStore
  readonly connection: Connection
  readonly inbox: UnnumberedInbox
  readonly echoes: () => Echoes
  readonly newsDesk: NewsDesk
  readonly readPositions: Pick<ReadPositions, 'settle'>
  readonly clock: Clock
  readonly log: Log
  readonly tell: <T>(work: (changes: Changes) => T) => T
  /** After what comes late; errors of the disk end the link. */
  readonly safely: (work: () => void) => void
  /** Sends what is next. */
  readonly pump: () => void
}

/** What is known of the present link. */
interface LinkFacts {
  /** A look was tried. */
  hasBegun: boolean
  /** The last look that was done. */
  compared: Look | null
  /** Heard since the last page was asked for; until the first look is done, all that was heard. */
  heardSince: Set<number>
  heardSinceLook: number
  newestHeard: number
  lastLookAt: number
  /** The newest ids of the parts of the past that were looked at. */
  shown: Set<number>
  failures: number
}

const freshFacts = (): LinkFacts => ({
  hasBegun: false,
  compared: null,
  heardSince: new Set(),
  heardSinceLook: 0,
  newestHeard: 0,
  lastLookAt: 0,
  shown: new Set(),
  failures: 0
})

export function createReconciliation(deps: ReconciliationDeps): Reconciliation {
  const { store, connection, inbox, newsDesk, clock, log, tell, safely, pump } = deps
  const hasHistory = connection.capabilities.history === 'pages'
  let facts = freshFacts()
  /** When a link was last taken for deaf. */
  let renewedAt: number | null = null
  let isLooking = false
  let isWantedAgain = false
  /** One request at a time: what was heard during it is known. */
  let turn: Promise<unknown> = Promise.resolve()
  const timers = { look: noTimer(), fill: noTimer(), deafness: noTimer() }

  const settle = (changes: Changes): void => {
    deps.readPositions.settle(changes)
    newsDesk.settle()
  }
  const stream = (): string => roomStream(store.identity.rooms()[0]?.id ?? 0)
  /** Asks for a page in its turn and applies it. False: it could not be had or is none, or its link is gone. */
  const ask = (before: number | null, sought: number | null = null): Promise<boolean> => {
    const own = facts
    const answer = turn.then(async () => {
      if (own !== facts) return false
      if (own.compared !== null) own.heardSince = new Set()
      const asked = deps.echoes().look()
      const page = await connection.page(before)
      if (own !== facts) return false
      if (!page.ok) log.warn('history.unavailable', { code: page.code })
      const messages = page.ok ? page.value : null
      let isDone = false
      safely(() => (isDone = apply({ before, sought, asked, messages })))
      return isDone
    })
    turn = answer.catch(() => undefined)
    return answer
  }
  const apply = ({ before, sought, asked, messages }: Asked): boolean => {
    const isLook = before === null
    const isFirst = isLook && facts.compared === null
    const isBeginning = isLook && !facts.hasBegun
    const isDone = tell((changes) => {
      const { heardSince } = facts
      const page = messages && { before, messages, heardSince, isFirst, sought }
      const isTold = page !== null && inbox.applyPage(page, changes)
      // A page of the past says nothing of what was said since the last look.
      const compared = isLook ? asked : facts.compared
      deps.echoes().judge(isTold ? compared : null, changes)
      if (isBeginning) settle(changes)
      return isTold
    })
    if (isBeginning) newsDesk.release()
    if (isLook && !isFirst && (messages?.at(-1)?.id ?? 0) > facts.newestHeard) suspectDeafness()
    if (isLook) noteLook(asked, messages !== null)
    pump()
    return isDone
  }
  const noteLook = (asked: Look, isDone: boolean): void => {
    facts.hasBegun = true
    if (isDone) facts.compared = asked
    facts.newestHeard = Math.max(facts.newestHeard, store.cursors.get(stream())?.seq ?? 0)
    facts.failures = isDone ? 0 : facts.failures + 1
    facts.lastLookAt = asked.askedAt
    facts.heardSinceLook = 0
    timers.look.stop()
    lookWithin(isDone ? QUIET : Math.min(LONGEST_BACKOFF, 2000 * 2 ** Math.min(facts.failures, 6)))
    if (isDone) fill()
  }
  /** The history holds something later than all that the link has said: lost in a burst, on its way, or it is deaf. */
  const suspectDeafness = (): void => {
    if (facts.heardSinceLook >= BURST) return
    timers.deafness.stop()
    timers.deafness = timer(clock, DEAFNESS, () => {
      const isRecent = renewedAt !== null && Math.abs(clock.now() - renewedAt) < BETWEEN_RENEWALS
      if (facts.heardSinceLook > 0 || isRecent) return
      renewedAt = clock.now()
      connection.renew('deaf')
    })
  }
  const fill = (): void => {
    timers.fill.stop()
    if (!store.missing.newest(stream())) return
    timers.fill = timer(clock, FILL_PAUSE, () => {
      const hole = store.missing.newest(stream())
      if (!hole) return
      void ask(hole.to + 1).then((isDone) => {
        if (isDone) fill()
      })
    })
  }
  const look = (): void => {
    if (!hasHistory) return
    isWantedAgain = isLooking
    if (isLooking) return
    isLooking = true
    timers.look.stop()
    const own = facts
    void ask(null).finally(() => {
      if (own !== facts) return
      isLooking = false
      if (isWantedAgain) look()
    })
  }
  const lookWithin = (milliseconds: number): void => {
    if (timers.look.isBefore(clock.now() + milliseconds)) return
    timers.look.stop()
    timers.look = timer(clock, milliseconds, look)
  }
  const restart = (): void => {
    facts = freshFacts()
    isLooking = false
    isWantedAgain = false
    // A request of the old link may take its time; what it brings is not heard any more.
    turn = Promise.resolve()
    Object.values(timers).forEach((one) => one.stop())
  }

  return {
    begin() {
      if (hasHistory) return look()
      facts.hasBegun = true
      tell(settle)
      newsDesk.release()
    },
    get hasBegun() {
      return facts.hasBegun
    },
    heard(messageId) {
      const hasGap = facts.newestHeard > 0 && messageId > facts.newestHeard + 1
      facts.newestHeard = Math.max(facts.newestHeard, messageId)
      facts.heardSince.add(messageId)
      facts.heardSinceLook++
      if (!hasHistory || (!hasGap && facts.heardSinceLook < BURST)) return
      // A clock that was set back must not make it wait for longer.
      const wait = Math.min(BETWEEN_BURSTS, facts.lastLookAt + BETWEEN_BURSTS - clock.now())
      lookWithin(Math.max(AFTER_BURST, wait))
    },
    look,
    shown(messages) {
      const newest = messages.at(-1)?.placement?.id
      if (facts.compared === null || newest === undefined || facts.shown.has(newest)) return
      facts.shown.add(newest)
      void ask(newest + 1)
    },
    async lookAt(messageId) {
      return hasHistory && facts.hasBegun && ask(messageId + 1, messageId)
    },
    restart
  }
}

interface Asked {
  readonly before: number | null
  readonly sought: number | null
  readonly asked: Look
  /** Null: it could not be had. */
  readonly messages: Parameters<UnnumberedInbox['applyPage']>[0]['messages'] | null
}
