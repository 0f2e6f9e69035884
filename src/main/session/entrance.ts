import type { SignInProblem, Throttled } from '../../shared/ipc/contract.ts'
import { parseAddress } from '../../shared/model/address.ts'
import { UNKNOWN_USER } from '../../shared/model/user.ts'
import { completeProfile, type ProfileDocument } from '../../shared/protocol/profile.ts'
import { fail, ok, type Result } from '../../shared/std/result.ts'
import type { ServerClient, SignInAnswer } from '../connection/http.ts'
import type { ProfileClient, ProfiledServer, ProfileSession } from '../connection/level-0/profile-client.ts'
import { parseUrl } from '../connection/request.ts'

/** A sign-in that a server accepted. */
export interface Entry {
  readonly origin: string
  /** Null: it is a Causerie server. */
  readonly profile: ProfileDocument | null
  /** `UNKNOWN_USER`: the server has not said who they are. */
  readonly userId: number
  /** What was typed, where only that tells two people apart. */
  readonly username: string
  /** What is kept for the next start: the token, or the session at a server with a profile, as JSON. */
  readonly secret: string
}

export type EntryAnswer = Result<Entry, SignInProblem> | Throttled

export interface SignIn {
  readonly address: string
  readonly username: string
  readonly password: string
  /** Keep the session for the next start. */
  readonly keep: boolean
  /** How the server is spoken to; null: as it was when the person was last there, else as a Causerie server. */
  readonly profile: ProfileDocument | null
}

/** The ways in. */
export interface Entrance {
  signIn(request: SignIn): Promise<EntryAnswer>
  setUp(request: Omit<SignIn, 'profile'> & { code: string }): Promise<EntryAnswer>
  /** Ends at the server what an entry began; true when that is done, or a profile leaves nothing to be done. */
  revoke(account: Pick<Entry, 'origin' | 'profile'>, secret: string): Promise<boolean>
}

export interface EntranceDeps {
  readonly client: ServerClient
  readonly profileClient: ProfileClient
}

export function createEntrance({ client, profileClient }: EntranceDeps): Entrance {
  const enterCauserie = async (
    address: string,
    ask: (origin: string) => Promise<SignInAnswer>
  ): Promise<EntryAnswer> => {
    const found = await client.find(address)
    if (!found.ok) return found
    const { origin } = found.value
    const asked = await ask(origin)
    if (!asked.ok) return asked
    const { token, user } = asked.value
    return ok({ origin, profile: null, userId: user.id, username: '', secret: token })
  }
  const enterProfiled = async (profile: ProfileDocument, request: SignIn): Promise<EntryAnswer> => {
    const origin = parseAddress(request.address, parseUrl)
    if (!origin.ok) return origin
    const server = { origin: origin.value, profile: completeProfile(profile) }
    const signedIn = await profileClient.signIn(server, request)
    if (!signedIn.ok) return signedIn
    const me = server.profile.me ? await profileClient.me(server, signedIn.value) : null
    const user = me?.ok ? me.value : signedIn.value.user
    const secret = sessionToSecret({ ...signedIn.value, user })
    const { username } = request
    const known = (await hasHistory(server, signedIn.value)) ? profile : { ...profile, history: null }
    return ok({ origin: origin.value, profile: known, userId: user?.id ?? UNKNOWN_USER, username, secret })
  }
  /** A preset names a history that many a server has not got: the person is promised none then. */
  const hasHistory = async (server: ProfiledServer, session: ProfileSession): Promise<boolean> => {
    if (!server.profile.history) return false
    const page = await profileClient.page(server, session, null)
    return page.ok || page.code !== 'absent'
  }
  return {
    signIn: (request) =>
      request.profile
        ? enterProfiled(request.profile, request)
        : enterCauserie(request.address, (origin) => client.login(origin, credentials(request))),
    setUp: ({ code, ...request }) =>
      enterCauserie(request.address, (origin) => client.setUp(origin, { code, ...credentials(request) })),
    revoke: async ({ origin, profile }, secret) => (profile ? true : client.logout(origin, secret))
  }
}

function credentials({ username, password }: Pick<SignIn, 'username' | 'password'>) {
  return { username, password }
}

export function sessionToSecret(session: ProfileSession): string {
  return JSON.stringify(session)
}

/** What this program kept; `none`: the file was damaged. */
export function secretToSession(secret: string): Result<ProfileSession, 'none'> {
  try {
    return ok(JSON.parse(secret) as ProfileSession)
  } catch {
    return fail('none')
  }
}
