import { parseAddress } from '../../shared/model/address.ts'
import { UNKNOWN_USER } from '../../shared/model/user.ts'
import type { ProfileDocument } from '../../shared/protocol/profile.ts'
import { parseUrl } from '../connection/request.ts'
import type { Account, AppStore } from '../store/app-store.ts'
import type { Entry } from './entrance.ts'

/**
 * The account of whoever came in, if they were here before. Where the server says who they are that decides; else what
 * they typed as their name.
 */
export function knownAccount(store: AppStore, entry: Entry): Account | undefined {
  const { origin, profile, userId, username } = entry
  const there = store
    .accounts()
    .filter((one) => one.origin === origin && (one.profile === null) === (profile === null))
  const byId = there.find((one) => userId !== UNKNOWN_USER && one.userId === userId)
  const isOpen = (one: Account): boolean => one.userId === UNKNOWN_USER || userId === UNKNOWN_USER
  return byId ?? there.find((one) => username !== '' && one.username === username && isOpen(one))
}

/** An account at an address whose server is described by a profile. */
export function profiledAccount(
  store: AppStore,
  address: string
): (Account & { profile: ProfileDocument }) | undefined {
  return accountsAt(store, address).find(hasProfile)
}

/** Whether an account takes an address for a Causerie server: nothing less is taken for it then. */
export function isCauserie(store: AppStore, address: string): boolean {
  return accountsAt(store, address).some(({ profile }) => profile === null)
}

function accountsAt(store: AppStore, address: string): Account[] {
  const origin = parseAddress(address, parseUrl)
  return origin.ok ? store.accounts().filter((account) => account.origin === origin.value) : []
}

function hasProfile(account: Account): account is Account & { profile: ProfileDocument } {
  return account.profile !== null
}
