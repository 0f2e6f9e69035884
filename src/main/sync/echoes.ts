import { advance } from '../../shared/model/delivery.ts'
import { UNKNOWN_USER } from '../../shared/model/user.ts'
import { roomStream } from '../../shared/protocol/constants.ts'
import { isTemporary } from '../../shared/protocol/errors.ts'
import type { Clock, Unsubscribe } from '../../shared/std/clock.ts'
import type { Connection } from '../connection/connection.ts'
import type { AccountStore } from '../store/account-store.ts'
import type { UnansweredEntry } from '../store/outbox.ts'
import type { Changes } from './changes.ts'
import { newestKnown } from './streams.ts'

/** Milliseconds in which an own message should be heard again. */
const ECHO_TIMEOUT = 3000
/** A history that was asked this long after a message was handed over holds it, if the server ever will. */
const GRACE = 5000
/** So long a history may fail before its author is asked about a message. */
const PATIENCE = 15_000

/** A server that does not keep a message that it got for the second time has its reasons. */
const MOST_RETURNS = 1
/** A link that ended may have swallowed it; or it is the message that ends the link. */
const MOST_RETURNS_OVER_LINKS = 4

/**
 * Own messages at a server that answers nothing. One at a time is handed over and waits for its echo; the inbox
 * settles it. Without an echo the history decides: what it does not hold is sent again, once by itself; where it cannot
 * be asked, the message stays unconfirmed and its author decides.
 */
export interface Echoes {
  /** The rooms in which there is anything to pump. */
  busyRooms(): number[]
  /** Hands over the next message of a room, when none is on its way. */
  pump(roomId: number): void
  /** What is to be known when the newest messages are asked for. */
  look(): Look
  /** The newest messages were asked for, and are in the copy; null: the history cannot be asked. */
  judge(look: Look | null, changes: Changes): void
  /** The server has refused something that can only be the message on its way. */
  refuse(code: string, changes: Changes): void
  /** No echo can come any more of what was handed over: the link is gone, or this is the first after a crash. */
  giveUp(changes: Changes): void
  restart(): void
}

/** A question for the newest messages. */
export interface Look {
  readonly askedAt: number
  /** Handed over too short a time before it: the answer proves nothing of these. */
  readonly tooNew: ReadonlySet<string>
}

export interface EchoesDeps {
  readonly store: AccountStore
  readonly connection: Connection
  readonly clock: Clock
  readonly tell: (work: (changes: Changes) => void) => void
  /** Whether something is on its way with which a refusal could be confused, or the copy is still to be compared. */
  readonly isHeld: () => boolean
  /** Whether a message beyond an id was deleted before it was seen. */
  readonly hasMissedBeyond: (id: number) => boolean
  /** Sends what is next. */
  readonly pump: () => void
  /** Compares the copy with the history. */
  readonly look: () => void
  /** After what comes late; errors of the disk or the server end the link. */
  readonly safely: (work: () => void) => void
}

export function createEchoes(deps: EchoesDeps): Echoes {
  const { store, connection, clock, tell } = deps
  const hasHistory = connection.capabilities.history === 'pages'
  let stopTimer: Unsubscribe | null = null
  const sentOnThisLink = new Set<string>()
  /** In their grace, by timers: a clock that is set forward must not end it. Each with how to stop its timer. */
  const tooNew = new Map<string, Unsubscribe>()

  const setDelivery = (
    { clientId, roomId, delivery }: NonNullable<ReturnType<AccountStore['outbox']['get']>>,
    step: Parameters<typeof advance>[1],
    changes: Changes
  ): void => {
    store.outbox.setDelivery(clientId, advance(delivery, step))
    changes.upsert(roomId, clientId)
  }
  const handedOver = () =>
    store.outbox.unanswered().filter(({ delivery }) => delivery.state === 'handed-over')
  const unwatch = (): void => {
    stopTimer?.()
    stopTimer = null
  }
  /** Goes on where it is running: the pages of a long past must not put it off. */
  const watch = (): void => {
    stopTimer ??= clock.after(ECHO_TIMEOUT, () => {
      stopTimer = null
      if (handedOver().length === 0) return
      if (hasHistory) return deps.look()
      deps.safely(() => {
        tell(giveUp)
        deps.pump()
      })
    })
  }
  /**
   * Said since by us on another device, or this one in other words; by anybody, while it is not known who we are; or
   * deleted before it was seen.
   */
  const mayBeThere = ({ roomId, floor }: UnansweredEntry): boolean => {
    if (deps.hasMissedBeyond(floor)) return true
    const ownId = store.identity.get()?.userId ?? UNKNOWN_USER
    return store.messages.hasUnclaimed(roomId, floor, ownId === UNKNOWN_USER ? null : ownId)
  }
  const beginGrace = (clientId: string): void => {
    tooNew.get(clientId)?.()
    tooNew.set(
      clientId,
      clock.after(GRACE, () => void tooNew.delete(clientId))
    )
  }
  const giveUp = (changes: Changes): void => {
    if (hasHistory) return
    for (const entry of handedOver()) setDelivery(entry, { type: 'unseen' }, changes)
  }

  return {
    busyRooms: store.outbox.busyRooms,
    pump(roomId) {
      if (connection.state.phase !== 'online' || deps.isHeld()) return
      const entry = store.outbox.next(roomId)
      if (entry?.delivery.state !== 'waiting') return
      // Before it is handed over: after a crash nobody may believe that it never left.
      tell((changes) => {
        setDelivery(entry, { type: 'handed-over' }, changes)
        store.outbox.setHandOver(entry.clientId, clock.now(), newestKnown(store, roomId))
      })
      connection.send({ type: 'send', body: entry.body, clientId: entry.clientId, roomId })
      sentOnThisLink.add(entry.clientId)
      beginGrace(entry.clientId)
      unwatch()
      watch()
    },
    look: () => ({ askedAt: clock.now(), tooNew: new Set(tooNew.keys()) }),
    judge(look, changes) {
      const now = clock.now()
      for (const entry of store.outbox.unanswered()) {
        const { clientId, roomId, delivery, handedOverAt, floor, returns } = entry
        if (delivery.state !== 'handed-over' && delivery.state !== 'unconfirmed') continue
        // The clock was set back since: it counts from now on.
        if (handedOverAt > now) store.outbox.setHandOver(clientId, now, floor)
        if (look === null) {
          if (now - handedOverAt >= PATIENCE) setDelivery(entry, { type: 'unseen' }, changes)
          continue
        }
        const isCompared = !store.missing.hasFrom(roomStream(roomId), floor + 1)
        // A clock that was set back meanwhile does not say which of the two was first.
        const { askedAt } = look
        if (!isCompared || askedAt > now || askedAt - handedOverAt < GRACE) continue
        if (look.tooNew.has(clientId)) continue
        if (mayBeThere(entry)) {
          setDelivery(entry, { type: 'unseen' }, changes)
          continue
        }
        store.outbox.setReturns(clientId, returns + 1)
        const isTired = returns >= (sentOnThisLink.has(clientId) ? MOST_RETURNS : MOST_RETURNS_OVER_LINKS)
        setDelivery(entry, isTired ? { type: 'refused', code: 'not_stored' } : { type: 'absent' }, changes)
      }
      if (handedOver().length > 0) watch()
    },
    refuse(code, changes) {
      const [entry] = handedOver()
      // What is refused for the moment has no echo either, and so is sent again.
      if (entry && !isTemporary(code)) setDelivery(entry, { type: 'refused', code }, changes)
    },
    giveUp,
    restart() {
      unwatch()
      // What the line still held may arrive after its end.
      sentOnThisLink.forEach(beginGrace)
      sentOnThisLink.clear()
    }
  }
}
