import type { Backend } from './backend.ts'
import { cookieOf, tokenOf } from './cookies.ts'
import { messageFields, personFields, restDate } from './frames.ts'
import type { Answer, Asked, View } from './view.ts'
import type { Person } from './people.ts'

/** How many messages the history answers where nobody says. */
const PAGE_SIZE = 50

/** The token view of Django REST framework; like all its views it asks for no CSRF token without a session. */
export const signIn: View = (asked, { people, switches }) => {
  if (asked.method !== 'POST') return notAllowed(asked)
  if (!isJson(asked)) return { status: 415, json: { detail: 'Unsupported media type in request.' } }
  const fields = parse(asked)
  if (!fields) return { status: 400, json: { detail: 'JSON parse error' } }
  const missing = ['username', 'password'].filter((name) => !fields[name])
  if (missing.length > 0) return { status: 400, json: required(missing) }
  const { username, password } = fields
  const person = people.withPassword(String(username), String(password))
  if (!person) {
    const detail = 'No active account found with the given credentials'
    return { status: switches.wrongPassword, json: { detail } }
  }
  const { token, refresh, user } = switches.loginKeys
  return {
    status: 200,
    json: {
      [token]: people.tokenFor(person),
      ...(refresh === null ? {} : { [refresh]: people.refreshTokenFor(person) }),
      ...(user === null ? {} : { [user]: personFields(person, switches.historyNames, switches) })
    }
  }
}

/** The refresh view of Simple JWT. */
export const refreshToken: View = (asked, { people }) => {
  if (asked.method !== 'POST') return notAllowed(asked)
  if (!isJson(asked)) return { status: 415, json: { detail: 'Unsupported media type in request.' } }
  const refresh = parse(asked)?.['refresh']
  if (!refresh) return { status: 400, json: required(['refresh']) }
  const person = people.byRefreshToken(String(refresh))
  if (person) return { status: 200, json: { access: people.tokenFor(person) } }
  return { status: 401, json: { detail: 'Token is invalid or expired', code: 'token_not_valid' } }
}

export const me: View = (asked, backend) => {
  const person = authenticated(asked, backend)
  if (!person) return unauthorized(asked, backend)
  return { status: 200, json: personFields(person, backend.switches.historyNames, backend.switches) }
}

/** A list view, newest first; a `before` or `limit` that is no number counts as absent. */
export const messageHistory: View = async (asked, backend) => {
  const { switches } = backend
  await new Promise((resolve) => setTimeout(resolve, switches.historyDelay))
  if (!authenticated(asked, backend)) return unauthorized(asked, backend)
  const before = (!switches.historyIgnoresBefore && Number(asked.query.get('before'))) || Infinity
  const limit = Number(asked.query.get('limit')) || PAGE_SIZE
  const messages = backend
    .messages()
    .filter(({ id }) => id < before)
    .toReversed()
    .slice(0, Math.min(limit, switches.historyCap ?? Infinity))
    .map((message) => messageFields(message, switches, { names: switches.historyNames, date: restDate }))
  if (switches.historyUnder === null) return { status: 200, json: messages }
  return { status: 200, json: { [switches.historyUnder]: messages } }
}

/** By a token or by the session, as the REST framework is usually set up. */
function authenticated({ headers }: Asked, { people, switches }: Backend): Person | null {
  const token = tokenOf(headers.authorization, switches.scheme)
  return token === null ? people.bySession(cookieOf(headers.cookie, 'sessionid')) : people.byToken(token)
}

function unauthorized({ path }: Asked, { switches }: Backend): Answer {
  const detail = 'Authentication credentials were not provided.'
  switch (switches.anonymous) {
    case 401:
      return { status: 401, headers: { 'www-authenticate': switches.scheme }, json: { detail } }
    case 403:
      return { status: 403, json: { detail } }
    case 302:
      return { status: 302, headers: { location: `/accounts/login/?next=${path}` } }
  }
}

function notAllowed({ method }: Asked): Answer {
  return { status: 405, json: { detail: `Method "${method}" not allowed.` } }
}

function required(names: readonly string[]): object {
  return Object.fromEntries(names.map((name) => [name, ['This field is required.']]))
}

/** The views of the REST framework look at the content type before the body. */
function isJson({ headers }: Asked): boolean {
  return headers['content-type']?.startsWith('application/json') === true
}

function parse({ body }: Asked): Readonly<Record<string, unknown>> | null {
  try {
    return JSON.parse(body) as Record<string, unknown> | null
  } catch {
    return null
  }
}
