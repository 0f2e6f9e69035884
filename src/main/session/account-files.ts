import { join } from 'node:path'
import type { Account } from '../store/app-store.ts'
import type { Keyring } from './keyring.ts'
import { createTokenVault, type TokenVault } from './token-vault.ts'

/** What an account has on disk. */
export interface AccountFiles {
  readonly folder: string
  /** The copy. */
  readonly copy: string
  readonly vault: TokenVault
}

/** `folder` holds one folder for each account. */
export function accountFiles(account: Account, deps: { folder: string; keyring: Keyring }): AccountFiles {
  const folder = join(deps.folder, account.id)
  return {
    folder,
    copy: join(folder, 'account.sqlite'),
    vault: createTokenVault(join(folder, 'token'), deps.keyring)
  }
}
