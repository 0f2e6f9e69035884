import { CLOSE } from '../../../shared/protocol/constants.ts'
import type { DialectEnd } from '../dialect.ts'
import type { Sessions } from './level-0-sessions.ts'
import type { ProfileClient, ProfiledServer, ProfileSession } from './profile-client.ts'

/** What a refused or closed link of a level 0 server says of the session. */
export interface Doubts {
  /** Whether the session that a link was opened with is over, and no new token can be had for it. */
  isSignedOut(end: DialectEnd, used: ProfileSession): Promise<boolean>
  /** The server has taken a session. */
  settle(): void
}

export interface DoubtsDeps {
  readonly server: ProfiledServer
  readonly client: ProfileClient
  readonly sessions: Sessions
}

/** With the pauses between two tries, a proxy that refuses everybody has about a minute. */
const MOST_REFUSALS = 6

/** What the server says of a session when it is asked. */
type Said = 'in' | 'out' | 'unavailable'

/**
 * 401 and the closing code 4401 speak of the session. A 403 may as well be about the `Origin`, or come from a proxy,
 * so nobody is thrown out by one while anything can be asked. All of them may mean no more than that the token has
 * expired, so a new one is got first. A server that then says the same again does not mean the token's age: without
 * that rule, one that always renews and never lets in would be asked for ever.
 */
export function createDoubts({ server, client, sessions }: DoubtsDeps): Doubts {
  const { profile } = server
  /** A new token was got, and the server has not let it in yet. */
  let isRenewed = false
  let hasWorked = false
  /** How often in a row the server has said 403, and nobody else could be asked. */
  let refusals = 0

  const canRenew = ({ refreshToken }: ProfileSession): boolean =>
    profile.refresh !== null && refreshToken !== null
  const renew = async (used: ProfileSession): Promise<Said> => {
    const renewed = await sessions.renew(used)
    if (!renewed.ok) return renewed.code === 'signed_out' ? 'out' : 'unavailable'
    isRenewed = true
    return 'in'
  }
  /** Over HTTP; null: there is nothing to ask. */
  const ask = async (used: ProfileSession): Promise<Said | null> => {
    if (!profile.me && !profile.history) return null
    const answer = await (profile.me ? client.me(server, used) : client.page(server, used, null))
    if (answer.ok) return 'in'
    return answer.code === 'signed_out' ? 'out' : 'unavailable'
  }

  const isOver = async (end: DialectEnd, used: ProfileSession): Promise<boolean> => {
    if (canRenew(used)) return isRenewed || (await renew(used)) === 'out'
    // Whoever is closed out after a fault of the server is still known to it.
    const said = end.kind === 'closed' && profile.me ? await ask(used) : null
    return said !== 'in'
  }
  const isForbidden = async (used: ProfileSession): Promise<boolean> => {
    const renewed = canRenew(used) && !isRenewed ? await renew(used) : null
    if (renewed === 'in' || renewed === 'unavailable') return false
    const said = await ask(used)
    if (said === 'in' || said === 'unavailable') return false
    if (said === null && renewed === null) {
      // Nobody can say. A session that this socket has taken before may be taken again; another one is no loss.
      if (!hasWorked || ++refusals > MOST_REFUSALS) return true
      if (!canRenew(used)) return false
    }
    // While a proxy refuses everybody, a token that was new may expire.
    return renewed === 'out' || (await renew(used)) === 'out'
  }

  return {
    async isSignedOut(end, used) {
      const isAbout403 = end.kind === 'refused' && end.status === 403
      const isAboutSession = end.kind === 'refused' ? end.status === 401 : end.code === CLOSE.signedOut
      if (isAbout403) return isForbidden(used)
      if (isAboutSession) return isOver(end, used)
      isRenewed = false
      return false
    },
    settle() {
      isRenewed = false
      hasWorked = true
      refusals = 0
    }
  }
}
