import type { ProfileStep } from '../../../shared/ipc/profile-report.ts'
import { decodeHistoryLevel0, decodeSelfLevel0 } from '../../../shared/protocol/level-0-client.ts'
import type { HeardMessage, HeardUser } from '../../../shared/protocol/unnumbered.ts'
import { fail, ok, type Result } from '../../../shared/std/result.ts'
import type { ProfiledServer, ProfileSession } from './profile-client.ts'
import { cookieHeader } from './profile-cookies.ts'
import {
  isFine,
  isIdentityRefused,
  isSentElsewhere,
  problemOfStatus,
  type Answer,
  type Ask,
  type Tried
} from './profile-http.ts'
import { authorizationHeader, withParameter } from './profile-opening.ts'

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
): Promise<Told<HeardUser> | null> {
  const { me, fields } = server.profile
  if (!me) return null
  const { isSignedOut, result, detail } = await askIn(ask, server, { session, path: me.url })
  if (!result.ok) return { isSignedOut, result, detail }
  const user = decodeSelfLevel0(result.value.json, fields, ['user', 'data'])
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
  const messages = decodeHistoryLevel0(result.value.json, fields)
  return { isSignedOut, result: messages ? ok(messages) : fail('unexpected_answer'), detail }
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
    return { isSignedOut: isIdentityRefused(result.value), result: fail('identity_refused'), detail }
  }
  if (isFine(result.value)) return { isSignedOut: false, result, detail }
  const problem = status === 429 ? 'rate_limited' : problemOfStatus(result.value)
  return { isSignedOut: isSentElsewhere(result.value), result: fail(problem), detail }
}
