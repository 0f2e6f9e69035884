import type { Session } from '../../shared/ipc/contract.ts'
import type { Clock } from '../../shared/std/clock.ts'
import type { Log } from '../../shared/std/log.ts'
import { openAccountStore, type AccountStore } from '../store/account-store.ts'
import type { Account } from '../store/app-store.ts'
import { isDamaged, setAside } from '../store/database.ts'
import type { Sync } from '../sync/sync.ts'
import type { Secret } from './secret.ts'

/** An account with its copy and its engine running. */
export interface OpenAccount {
  readonly account: Account
  readonly secret: Secret
  readonly store: AccountStore
  readonly sync: Sync
}

/** Opens an account's copy. A damaged one is kept aside, and a new one filled from the server: nobody is locked out. */
export function openCopy(file: string, { clock, log }: { clock: Clock; log: Log }): AccountStore {
  try {
    return openAccountStore(file)
  } catch (error) {
    if (!isDamaged(error)) throw error
    log.error('account.set_aside', { reason: String(error) })
    setAside(file, `damaged-${clock.now()}`)
    return openAccountStore(file)
  }
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
