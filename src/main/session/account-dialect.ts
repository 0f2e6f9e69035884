import { completeProfile } from '../../shared/protocol/profile.ts'
import type { Log } from '../../shared/std/log.ts'
import { createCauserieDialect } from '../connection/causerie-dialect.ts'
import type { Dialect } from '../connection/dialect.ts'
import { createLevel0Dialect } from '../connection/level-0/level-0-dialect.ts'
import type { ProfileClient } from '../connection/level-0/profile-client.ts'
import type { Account } from '../store/app-store.ts'
import { secretToSession, sessionToSecret } from './entrance.ts'
import type { Secret } from './secret.ts'

export interface AccountDialectDeps {
  readonly client: ProfileClient
  readonly log: Log
}

/** How an account's server is spoken to: in the way that was found when the account was made. */
export function dialectOf({ origin, profile }: Account, secret: Secret, deps: AccountDialectDeps): Dialect {
  if (!profile) return createCauserieDialect(origin, secret.ask)
  return createLevel0Dialect({
    ...deps,
    server: { origin, profile: completeProfile(profile) },
    async askSession() {
      const kept = await secret.ask()
      return kept.ok ? secretToSession(kept.value) : kept
    },
    keepSession: (session) => secret.renew(sessionToSecret(session))
  })
}
