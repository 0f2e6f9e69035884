import type { Throttled } from '../../../shared/ipc/contract.ts'
import type { ProfileProblem } from '../../../shared/ipc/profile-report.ts'
import { LONGEST_TOKEN } from '../../../shared/protocol/http.ts'
import { decodeSelfLevel0 } from '../../../shared/protocol/level-0-client.ts'
import { find, toHolder } from '../../../shared/protocol/level-0-names.ts'
import type { Profile } from '../../../shared/protocol/profile.ts'
import { fail, ok, type Result } from '../../../shared/std/result.ts'
import type { ProfiledServer, ProfileSession, Typed } from './profile-client.ts'
import { cookieHeader, takeCookies, type Cookies } from './profile-cookies.ts'
import {
  isFine,
  isIdentityRefused,
  isRedirect,
  isSentElsewhere,
  problemOfStatus,
  targetOf,
  type Answer,
  type Ask,
  type StepProblem,
  type Tried
} from './profile-http.ts'
import { throttled } from '../request.ts'

/** The field by which Django's own forms want the CSRF token; they take the header as well. */
const CSRF_FIELD = 'csrfmiddlewaretoken'

/** In characters: whether the form has come again is told by its fields, which may be far down the page. */
const LONGEST_FORM_PAGE = 1024 * 1024

type Attempt<T> = Tried<Result<T, StepProblem> | Throttled>

/** Gets the cookie that a sign-in must send back. No part `csrf`: no cookies, and nothing is asked. */
export async function fetchCsrf(
  ask: Ask,
  { origin, profile: { csrf } }: ProfiledServer,
  now: number
): Promise<Attempt<Cookies>> {
  if (!csrf) return { result: ok({}), detail: '' }
  const { result, detail } = await ask(origin, { method: 'GET', path: csrf.url })
  if (!result.ok) return { result, detail }
  const cookies = takeCookies({}, result.value.headers.getSetCookie(), now)
  if (cookies[csrf.cookie] !== undefined) return { result: ok(cookies), detail }
  if (result.value.status === 429) return { result: throttled(result.value.headers), detail }
  const problem = problemOfStatus(result.value)
  return { result: fail(problem === 'unexpected_answer' ? 'no_csrf_cookie' : problem), detail }
}

/** Sends name and password; `cookies` are from `fetchCsrf`. */
export async function postSignIn(
  ask: Ask,
  server: ProfiledServer,
  { typed, cookies, now }: { readonly typed: Typed; readonly cookies: Cookies; readonly now: number }
): Promise<Attempt<ProfileSession>> {
  const { signIn } = server.profile
  const fields = { [signIn.username]: typed.username, [signIn.password]: typed.password }
  const { result, detail } = await ask(server.origin, {
    method: 'POST',
    path: signIn.url,
    headers: { ...postHeaders(server, cookies), 'Content-Type': CONTENT_TYPES[signIn.encoding] },
    body: signIn.encoding === 'json' ? JSON.stringify(fields) : formBody(server.profile, fields, cookies),
    longest: LONGEST_FORM_PAGE
  })
  if (!result.ok) return { result, detail }
  const answer = result.value
  if (answer.status === 429) return { result: throttled(answer.headers), detail }
  const after = takeCookies(cookies, answer.headers.getSetCookie(), now)
  const problem =
    server.profile.socket.identity === 'cookie'
      ? cookieProblem(server, answer, { before: cookies, after })
      : tokenProblem(server, answer)
  if (problem) return { result: fail(problem), detail }
  return { result: ok(sessionFrom(server.profile, typed, { answer, cookies: after })), detail }
}

/** The session of somebody who pasted a token. Nothing is asked: the first request tells what it is worth. */
export function sessionOfToken(
  { profile }: ProfiledServer,
  typed: Typed
): Result<ProfileSession, ProfileProblem> {
  if (profile.socket.identity === 'cookie') return fail('no_session_cookie')
  const scheme = new RegExp(`^(Bearer|Token|${profile.authorization.scheme})\\s+`, 'i')
  const token = toToken(typed.password.trim().replace(scheme, ''))
  if (token === null) return fail('no_token')
  return ok({ token, refreshToken: null, cookies: {}, user: null, username: typed.username })
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
  if (status === 400 || isIdentityRefused(result.value)) return fail('signed_out')
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

/** What Django's protection against forged requests looks at: cookie, header, `Referer` and `Origin`. */
function postHeaders(
  { origin, profile: { csrf } }: ProfiledServer,
  cookies: Cookies
): Readonly<Record<string, string>> {
  const token = csrf ? cookies[csrf.cookie] : undefined
  return {
    Origin: origin,
    ...cookieHeader(cookies),
    ...(csrf && token !== undefined ? { [csrf.header]: token, Referer: new URL(csrf.url, origin).href } : {})
  }
}

/** It goes into a header; null: it does not fit there. */
function toToken(value: unknown): string | null {
  const isToken = typeof value === 'string' && value.length <= LONGEST_TOKEN && /^[\x21-\x7e]+$/.test(value)
  return isToken ? value : null
}

const CONTENT_TYPES = { json: 'application/json', form: 'application/x-www-form-urlencoded' } as const

function formBody(profile: Profile, fields: Readonly<Record<string, string>>, cookies: Cookies): string {
  const token = profile.csrf ? cookies[profile.csrf.cookie] : undefined
  const all = token === undefined ? fields : { ...fields, [CSRF_FIELD]: token }
  return new URLSearchParams(all).toString()
}

function sessionFrom(
  profile: Profile,
  typed: Typed,
  { answer, cookies }: { readonly answer: Answer; readonly cookies: Cookies }
): ProfileSession {
  const { signIn, fields, socket } = profile
  const holder = toHolder(answer.json)
  const tokenAt = (path: string): string | null => holder && find(holder, [path], toToken)
  const byCookie = socket.identity === 'cookie'
  return {
    // One identity: an expired token beside a good cookie would be refused.
    token: byCookie ? null : tokenAt(signIn.token),
    refreshToken: byCookie ? null : tokenAt(signIn.refreshToken),
    cookies,
    user: decodeSelfLevel0(answer.json, fields, [signIn.user]),
    username: typed.username
  }
}

/** Why an answer that should hold a token does not sign in; null: it does. */
function tokenProblem({ profile }: ProfiledServer, answer: Answer): StepProblem | null {
  if (!isFine(answer)) return refusalOf(profile, answer)
  const holder = toHolder(answer.json)
  if (!holder) return 'unexpected_answer'
  return find(holder, [profile.signIn.token], toToken) === null ? 'no_token' : null
}

/**
 * Why an answer that should set a session's cookie does not sign in; null: it does. Django answers 302 to who is in,
 * and 200 with its form again to who is not.
 */
function cookieProblem(
  { origin, profile }: ProfiledServer,
  answer: Answer,
  { before, after }: { readonly before: Cookies; readonly after: Cookies }
): StepProblem | null {
  if (answer.status >= 400) return refusalOf(profile, answer)
  const isRedirected = isRedirect(answer)
  const isHtml = !isRedirected && /\bhtml\b/i.test(answer.headers.get('content-type') ?? '')
  if (isHtml ? isFormAgain(profile, answer.text) : isSentBack(origin, profile, answer))
    return 'wrong_credentials'
  const isNew = (name: string): boolean => name !== profile.csrf?.cookie && after[name] !== before[name]
  if (Object.keys(after).some(isNew)) return null
  if (isRedirected) return 'redirected'
  return isHtml ? 'wrong_credentials' : 'no_session_cookie'
}

/** A server may begin a session for whoever fails, so a cookie beside the form says nothing. */
function isFormAgain({ signIn }: Profile, html: string): boolean {
  return html.includes(`name="${signIn.password}"`) || html.includes(`name='${signIn.password}'`)
}

/** To where the password was sent: the form again, by a detour. */
function isSentBack(origin: string, { signIn }: Profile, answer: Answer): boolean {
  const target = isSentElsewhere(answer) ? targetOf(origin, answer) : null
  return target?.origin === origin && target.pathname === new URL(signIn.url, origin).pathname
}

/** What a refused sign-in means. 403 is CSRF's, but for an API that says something else in JSON. */
function refusalOf({ csrf }: Profile, answer: Answer): StepProblem {
  if (answer.status === 401) return 'wrong_credentials'
  // Of the fields; 400 without JSON is about something else.
  if (answer.status === 400 && answer.json !== undefined) return 'wrong_credentials'
  if (answer.status === 403) {
    const isOfCsrf = /csrf/i.test(answer.text) || (csrf !== null && answer.json === undefined)
    return isOfCsrf ? 'csrf_refused' : 'wrong_credentials'
  }
  return problemOfStatus(answer)
}
