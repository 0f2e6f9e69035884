import type { Clock } from '../../shared/std/clock.ts'
import type { Log } from '../../shared/std/log.ts'
import type { Connection } from '../connection/connection.ts'
import type { AccountStore } from '../store/account-store.ts'
import { createDeletions, type Deletions } from './deletions.ts'
import { createEchoes, type Echoes } from './echoes.ts'
import type { NewsDesk } from './news-desk.ts'
import type { ReadPositions } from './read-positions.ts'
import { createReconciliation, type Reconciliation } from './reconciliation.ts'
import type { Self } from './self.ts'
import type { Telling } from './telling.ts'
import { createUnnumberedInbox, type UnnumberedInbox } from './unnumbered-inbox.ts'

/** What a server without numbers and answers needs, and the deletions, which every server takes. */
export interface UnnumberedParts {
  readonly deletions: Deletions
  readonly unnumberedInbox: UnnumberedInbox
  readonly echoes: Echoes
  readonly reconciliation: Reconciliation
}

export interface UnnumberedPartsDeps {
  readonly store: AccountStore
  readonly connection: Connection
  readonly clock: Clock
  readonly newId: () => string
  readonly log: Log
  readonly self: Self
  readonly newsDesk: NewsDesk
  readonly readPositions: ReadPositions
  readonly tell: Telling['tell']
  readonly safely: (work: () => void) => void
  readonly pump: () => void
}

/**
 * These three ask each other: the history judges what had no echo, what had none makes the history be asked, and both
 * wait for a deletion on its way, which the history may have to confirm.
 */
export function createUnnumberedParts(deps: UnnumberedPartsDeps): UnnumberedParts {
  const unnumberedInbox = createUnnumberedInbox(deps)
  const reconciliation = createReconciliation({ ...deps, inbox: unnumberedInbox, echoes: () => echoes })
  const deletions = createDeletions({ ...deps, lookAt: reconciliation.lookAt })
  const echoes: Echoes = createEchoes({
    ...deps,
    isHeld: () => deletions.isWaiting || !reconciliation.hasBegun,
    hasMissedBeyond: unnumberedInbox.hasMissedBeyond,
    look: reconciliation.look
  })
  return { deletions, unnumberedInbox, echoes, reconciliation }
}
