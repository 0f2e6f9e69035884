import type { Log } from '../../../shared/std/log.ts'
import { fail, ok, type Result } from '../../../shared/std/result.ts'
import type { ProfileClient, ProfiledServer, ProfileSession } from './profile-client.ts'

export interface SessionDeps {
  readonly server: ProfiledServer
  readonly client: ProfileClient
  /** The session as it was kept; asked until there is one. */
  readonly askSession: () => Promise<Result<ProfileSession, 'locked' | 'none'>>
  /** Hears of a session that has taken the place of the one before. */
  readonly keepSession: (session: ProfileSession) => void
  readonly log: Log
}

export type Renewed = Result<ProfileSession, 'signed_out' | 'unavailable'>

/** The session of a level 0 account that is gone on with. */
export interface Sessions {
  /** Null until it was asked for. */
  readonly known: ProfileSession | null
  ask(): Promise<Result<ProfileSession, 'locked' | 'none'>>
  /** A session with a new token in the place of the one that was used. */
  renew(used: ProfileSession): Promise<Renewed>
}

export function createSessions({ server, client, askSession, keepSession, log }: SessionDeps): Sessions {
  let known: ProfileSession | null = null
  let renewing: Promise<Renewed> | null = null

  const refresh = async (used: ProfileSession): Promise<Renewed> => {
    const renewed = await client.refresh(server, used)
    renewing = null
    log.info('session.refreshed', { outcome: renewed.ok ? 'ok' : renewed.code })
    if (!renewed.ok) return renewed
    known = renewed.value
    keepSession(known)
    return renewed
  }

  return {
    get known() {
      return known
    },
    async ask() {
      if (known) return ok(known)
      const asked = await askSession()
      if (!asked.ok) return asked
      // Two may have asked at once, and one of them may have renewed it since.
      known ??= asked.value
      return ok(known)
    },
    async renew(used) {
      if (!server.profile.refresh) return fail('signed_out')
      // Many servers take a token for a new token once: who comes second gets what the first one got.
      if (known && known !== used) return ok(known)
      renewing ??= refresh(used)
      return renewing
    }
  }
}
