import type { CopyState } from '../../shared/model/copy.ts'
import type { Clock, Unsubscribe } from '../../shared/std/clock.ts'
import type { Log } from '../../shared/std/log.ts'
import type { Connection } from '../connection/connection.ts'
import type { AccountStore } from '../store/account-store.ts'
import { createAnnouncements } from './announcements.ts'
import { createBackfill } from './backfill.ts'
import { createCatchingUp } from './catching-up.ts'
import { createDivergence } from './divergence.ts'
import { createInbox } from './inbox.ts'
import type { NewsDesk } from './news-desk.ts'
import { createOutbox } from './outbox.ts'
import { createReadMarks } from './read-marks.ts'
import { createReadPositions } from './read-positions.ts'
import type { SeenRooms } from './seen-rooms.ts'
import { createSelf } from './self.ts'
import { createServerTime } from './server-time.ts'
import type { Telling } from './telling.ts'
import { createUnnumberedParts } from './unnumbered-parts.ts'

export interface PartsDeps {
  readonly store: AccountStore
  readonly connection: Connection
  readonly clock: Clock
  readonly newId: () => string
  readonly log: Log
  readonly seen: SeenRooms
  readonly newsDesk: NewsDesk
  readonly tell: Telling['tell']
  readonly safely: (work: () => void) => void
  readonly afterRefusal: (retry: () => void) => Unsubscribe
  readonly tellCatchingUp: (catchingUp: CopyState['catchingUp']) => void
}

/** The parts of the engine, for servers of both kinds, and what they do together. */
export type Parts = ReturnType<typeof createParts>

export function createParts(deps: PartsDeps) {
  const { store, clock, seen, newsDesk } = deps
  const divergence = createDivergence(deps)
  const inbox = createInbox({ store, divergence })
  const serverTime = createServerTime(deps)
  const outbox = createOutbox({ ...deps, serverTime })
  const self = createSelf(store)
  const readPositions = createReadPositions(deps)
  const readMarks = createReadMarks(deps)
  const announcements = createAnnouncements(deps)
  const backfill = createBackfill(deps)
  const catchingUp = createCatchingUp({ store, seen, clock, tell: deps.tellCatchingUp })
  const pump = (): void => deps.safely(pumpAll)
  const { deletions, ...unnumbered } = createUnnumberedParts({ ...deps, self, readPositions, pump })
  const pumpAll = (): void => {
    if (divergence.isUnsettled) return
    const { busyRooms, pump: pumpRoom } = deps.connection.capabilities.answers ? outbox : unnumbered.echoes
    store.snapshot(() => busyRooms().filter(store.identity.hasRoom)).forEach(pumpRoom)
    readMarks.pump()
    readPositions.pump()
  }
  const streams = { inbox, divergence, backfill, catchingUp }
  const marks = { readMarks, readPositions }
  const ofLink = { ...streams, outbox, deletions, announcements, ...marks, newsDesk, ...unnumbered }
  return {
    ...ofLink,
    self,
    serverTime,
    /** Sends what is next, if there is a connection. */
    pumpAll,
    /** The same, for whoever must not hear what the disk or the server says to it. */
    pump,
    /** The link is gone. */
    restart: () => Object.values(ofLink).forEach((part) => part.restart())
  }
}
