import type { ProfileStep } from '../../shared/ipc/contract.ts'
import type { User } from '../../shared/model/user.ts'
import { decodeHistoryLevel0 } from '../../shared/protocol/level-0-client.ts'
import { find, toHolder } from '../../shared/protocol/level-0-names.ts'
import type { HeardMessage } from '../../shared/protocol/unnumbered.ts'
import { fail, ok, type Result } from '../../shared/std/result.ts'
import type { ProfiledServer, ProfileSession } from './profile-client.ts'
import { cookieHeader, takeCookies } from './profile-cookies.ts'
import { isSentElsewhere, problemOfStatus, type Answer, type Ask, type Tried } from './profile-http.ts'
import { authorizationHeader, withParameter } from './profile-opening.ts'
import { personIn } from './profile-person.ts'
import { postHeaders, toToken } from './profile-sign-in.ts'

/** A page of history, in characters. */
const LONGEST_PAGE = 8 * 1024 * 1024

/** What was asked within a session. `isSignedOut`: the server does not take it for one, or no longer. */
interface Told<T> extends Tried<Result<T, NonNullable<ProfileStep['code']>>> {
  readonly isSignedOut: boolean
}

/** Who is signed in; null: the profile has no such question. */
export async function askMe(
  ask: Ask,
  server: ProfiledServer,
  session: ProfileSession
): Promise<Told<User> | null> {
  const { me, fields } = server.profile
  if (!me) return null
  const { isSignedOut, result, detail } = await askIn(ask, server, { session, path: me.url })
  if (!result.ok) return { isSignedOut, result, detail }
  const user = personIn(result.value.json, fields, ['user', 'data'])
  return { isSignedOut, result: user ? ok(user) : fail('unexpected_answer'), detail }
}

/** The newest messages below an id (null: of all); null: the profile has no history. */
export async function askPage(
  ask: Ask,
  server: ProfiledServer,
  { session, before }: { readonly session: ProfileSession; readonly before: number | null }
): Promise<Told<readonly HeardMessage[]> | null> {
  const { history, fields } = server.profile
  if (!history) return null
  const newest = withParameter(history.url, history.limit, String(history.size))
  const path = before === null ? newest : withParameter(newest, history.before, String(before))
  const { isSignedOut, result, detail } = await askIn(ask, server, { session, path, longest: LONGEST_PAGE })
  if (!result.ok) return { isSignedOut, result, detail }
  const messages = decodeHistoryLevel0(result.value.json, fields, session.username)
  return { isSignedOut, result: messages ? ok(messages) : fail('unexpected_answer'), detail }
}

/**
 * Exchanges the token for a new one. The old one does not go along: many servers refuse whoever shows an expired
 * token, whatever they ask for.
 */
export async function refreshSession(
  ask: Ask,
  server: ProfiledServer,
  { session, now }: { readonly session: ProfileSession; readonly now: number }
): Promise<Result<ProfileSession, 'signed_out' | 'unavailable'>> {
  const { refresh, signIn } = server.profile
  if (!refresh || session.refreshToken === null) return fail('signed_out')
  const { result } = await ask(server.origin, {
    method: 'POST',
    path: refresh.url,
    headers: { ...postHeaders(server, session.cookies), 'Content-Type': 'application/json' },
    body: JSON.stringify({ [refresh.refreshToken]: session.refreshToken })
  })
  if (!result.ok) return fail('unavailable')
  const { status, headers, json } = result.value
  if (status === 400 || status === 401 || status === 403) return fail('signed_out')
  const holder = isFine(result.value) ? toHolder(json) : null
  const token = holder && find(holder, [refresh.token], toToken)
  if (!holder || token === null) return fail('unavailable')
  return ok({
    ...session,
    token,
    refreshToken: find(holder, [signIn.refreshToken], toToken) ?? session.refreshToken,
    cookies: takeCookies(session.cookies, headers.getSetCookie(), now)
  })
}

/** Asks by GET, as whoever is signed in. */
async function askIn(
  ask: Ask,
  { origin, profile }: ProfiledServer,
  {
    session,
    path,
    longest
  }: { readonly session: ProfileSession; readonly path: string; readonly longest?: number }
): Promise<Told<Answer>> {
  const headers = { ...authorizationHeader(profile, session.token), ...cookieHeader(session.cookies) }
  const question = { method: 'GET', path, headers, ...(longest === undefined ? {} : { longest }) } as const
  const { result, detail } = await ask(origin, question)
  if (!result.ok) return { isSignedOut: false, result, detail }
  const { status } = result.value
  if (status === 401 || status === 403) {
    return { isSignedOut: true, result: fail('identity_refused'), detail }
  }
  if (isFine(result.value)) return { isSignedOut: false, result, detail }
  const problem = status === 429 ? 'rate_limited' : problemOfStatus(result.value)
  return { isSignedOut: isSentElsewhere(result.value), result: fail(problem), detail }
}

function isFine({ status }: Answer): boolean {
  return status >= 200 && status < 300
}
