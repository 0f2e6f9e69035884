import type { SignInProblem, Throttled } from '../../../shared/ipc/contract.ts'
import type { ProfileReport } from '../../../shared/ipc/profile-report.ts'
import type { Profile } from '../../../shared/protocol/profile.ts'
import type { HeardMessage, HeardUser } from '../../../shared/protocol/unnumbered.ts'
import type { Clock } from '../../../shared/std/clock.ts'
import { fail, ok, type Result } from '../../../shared/std/result.ts'
import type { HistoryProblem } from '../dialect.ts'
import { createAsk } from './profile-http.ts'
import { askMe, askPage } from './profile-questions.ts'
import { fetchCsrf, postSignIn, refreshSession, sessionOfToken } from './profile-sign-in.ts'
import { testProfile } from './profile-trial.ts'
import type { OpenSocket } from '../socket.ts'

/** A level 0 server: its address (an origin, from `parseAddress`), and how it is spoken to. */
export interface ProfiledServer {
  readonly origin: string
  readonly profile: Profile
}

/** The server's name as people read it. */
export function serverName({ origin, profile }: ProfiledServer): string {
  return profile.name || new URL(origin).hostname
}

/** What a person holds once they are in. Kept, as JSON, where a Causerie account keeps its token. */
export interface ProfileSession {
  readonly token: string | null
  readonly refreshToken: string | null
  /** By name. */
  readonly cookies: Readonly<Record<string, string>>
  /** Who the sign-in said they are; null: it did not. */
  readonly user: HeardUser | null
  /** What they typed as their user name; may be empty where they pasted a token. */
  readonly username: string
}

export interface Typed {
  readonly username: string
  /** The token itself where the profile's sign-in is by token. */
  readonly password: string
}

/**
 * What is asked of a level 0 server over HTTP. A session in an answer is the one to go on with; only a sign-in and a
 * refresh change it, since a server gives the cookie of a session another value only there.
 */
export interface ProfileClient {
  signIn(server: ProfiledServer, typed: Typed): Promise<Result<ProfileSession, SignInProblem> | Throttled>
  /** A session with a new token. `signed_out`: only a new sign-in helps. */
  refresh(
    server: ProfiledServer,
    session: ProfileSession
  ): Promise<Result<ProfileSession, 'signed_out' | 'unavailable'>>
  /** Who is signed in. */
  me(
    server: ProfiledServer,
    session: ProfileSession
  ): Promise<Result<HeardUser, 'signed_out' | 'unavailable'>>
  /** The newest messages below an id (null: of all), in the order of their ids. */
  page(
    server: ProfiledServer,
    session: ProfileSession,
    before: number | null
  ): Promise<Result<readonly HeardMessage[], HistoryProblem>>
  /** Tries each step of a profile and says how each went. The session that it began is forgotten. */
  test(server: ProfiledServer, typed: Typed): Promise<ProfileReport>
}

export interface ProfileClientDeps {
  readonly fetch: typeof globalThis.fetch
  readonly openSocket: OpenSocket
  readonly clock: Clock
}

export function createProfileClient({ fetch, openSocket, clock }: ProfileClientDeps): ProfileClient {
  const ask = createAsk({ fetch, clock })
  return {
    async signIn(server, typed) {
      if (server.profile.signIn.by === 'token') return sessionOfToken(server, typed)
      const csrf = await fetchCsrf(ask, server, clock.now())
      if (!csrf.result.ok) return csrf.result
      const cookies = csrf.result.value
      return (await postSignIn(ask, server, { typed, cookies, now: clock.now() })).result
    },
    refresh: (server, session) => refreshSession(ask, server, { session, now: clock.now() }),
    async me(server, session) {
      const told = await askMe(ask, server, session)
      if (told?.result.ok) return ok(told.result.value)
      return fail(told?.isSignedOut ? 'signed_out' : 'unavailable')
    },
    async page(server, session, before) {
      const told = await askPage(ask, server, { session, before })
      if (!told) return fail('absent')
      const { result, isSignedOut } = told
      if (result.ok || isSignedOut) return result.ok ? result : fail('signed_out')
      return fail(result.code === 'path_not_found' ? 'absent' : 'unavailable')
    },
    test: (server, typed) => testProfile({ ask, openSocket, clock }, server, typed)
  }
}
