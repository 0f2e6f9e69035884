import type { Session } from '../../shared/ipc/contract.ts'
import type { Clock } from '../../shared/std/clock.ts'
import type { Log } from '../../shared/std/log.ts'
import { openAccountStore, rescueCopyAt, type AccountStore } from '../store/account-store.ts'
import type { Account } from '../store/app-store.ts'
import { isDamaged } from '../store/database-faults.ts'
import { endReplacing } from '../store/database-files.ts'
import type { Sync } from '../sync/sync.ts'
import type { CopyWatch } from './copy-watch.ts'
import type { Secret } from './secret.ts'

/** An account with its copy and its engine running. */
export interface OpenAccount {
  readonly account: Account
  readonly secret: Secret
  readonly store: AccountStore
  readonly sync: Sync
  readonly watch: CopyWatch
}

export interface CopyDeps {
  readonly file: string
  readonly account: Account
  readonly clock: Clock
  readonly log: Log
}

/** Opens an account's copy. A damaged one is kept aside, and a new one filled from the server: nobody is locked out. */
export function openCopy(deps: CopyDeps): AccountStore {
  endReplacing(deps.file)
  try {
    return openAccountStore(deps.file)
  } catch (error) {
    if (!isDamaged(error)) throw error
    rebuildCopy(deps, error, null)
    return openAccountStore(deps.file)
  }
}

/** Makes a new copy with all that can be saved out of a damaged one, open or not. Throws what SQLite throws. */
export function rebuildCopy(deps: CopyDeps, reason: unknown, open: AccountStore | null): void {
  const { file, account, clock, log } = deps
  // A server that answers knows what it has by its name; elsewhere only the author can say what is to be sent again.
  const stateOfFound = account.profile === null ? 'handed-over' : 'unconfirmed'
  const options = { stateOfFound, username: account.username, now: clock.now() } as const
  const rescued = open ? open.rescue(options) : rescueCopyAt(file, options)
  log.error('account.copy_rebuilt', { reason: String(reason), ...rescued })
}

/** What became of the first connection of an account. */
export type FirstConnection = 'greeted' | 'unreachable' | 'outdated'

/** Resolves once the server has greeted, or the first connection has failed. */
export function firstConnection(sync: Sync): Promise<FirstConnection> {
  return new Promise((resolve) => {
    const subscriptions = [
      sync.profileChanges.subscribe(() => settle('greeted')),
      sync.events.subscribe((event) => {
        if (event.name !== 'connection.changed') return
        const { phase } = event.value
        if (phase === 'outdated') settle('outdated')
        else if (phase !== 'connecting' && phase !== 'online') settle('unreachable')
      })
    ]
    const settle = (outcome: FirstConnection): void => {
      subscriptions.forEach((unsubscribe) => unsubscribe())
      resolve(outcome)
    }
  })
}

/** What the page is told of an account; null before its first greeting. */
export function sessionOf({ account, sync }: OpenAccount, isExplained: boolean): Session | null {
  const profile = sync.profile()
  const room = profile?.rooms[0]
  if (!profile || !room) return null
  return {
    user: profile.user,
    mayDelete: profile.mayDelete,
    server: {
      name: profile.identity.serverName,
      origin: account.origin,
      capabilities: sync.capabilities,
      isToBeExplained: account.profile !== null && !isExplained,
      takesToken: account.profile?.signIn?.by === 'token'
    },
    room,
    messageLimit: profile.identity.messageLimit,
    connection: sync.connection,
    people: sync.people,
    reading: sync.reading(room.id),
    draft: sync.draft(room.id),
    unreadNotifications: sync.unreadNotifications(),
    copy: sync.copy,
    missing: sync.missing(room.id),
    incidents: sync.incidents()
  }
}
