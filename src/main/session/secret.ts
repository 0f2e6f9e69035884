import type { Log } from '../../shared/std/log.ts'
import { ok } from '../../shared/std/result.ts'
import type { AskToken } from '../connection/connection.ts'
import type { TokenVault } from './token-vault.ts'

/** What opens the account's connection: a token, or a session as JSON. The connection may get another one. */
export interface Secret {
  readonly ask: AskToken
  renew(secret: string): void
}

export interface SecretDeps {
  /** Where the first one comes from. */
  readonly ask: AskToken
  readonly vault: TokenVault
  /** Whether the account is open with this secret. */
  readonly isRunning: () => boolean
  /** After the comings and goings that are under way: they write or remove what is kept. */
  readonly inTurn: (work: () => Promise<void>) => Promise<void>
  readonly log: Log
}

/**
 * Asks until there is a secret, then no more: a keyring that is locked later on must not end a running session. A
 * renewed one is kept for the next start where the first one was.
 */
export function createSecret({ ask, vault, isRunning, inTurn, log }: SecretDeps): Secret {
  let known: string | null = null

  /** Unless the account was left meanwhile, or entered anew: then there is nothing to keep, or something newer. */
  const keep = async (): Promise<void> => {
    if (known === null || !isRunning() || !vault.isFilled()) return
    try {
      await vault.write(known)
    } catch (error) {
      log.error('account.session_not_kept', { reason: String(error) })
    }
  }
  return {
    async ask() {
      if (known !== null) return ok(known)
      const answer = await ask()
      if (answer.ok) known ??= answer.value
      return answer
    },
    renew(renewed) {
      known = renewed
      void inTurn(keep)
    }
  }
}
