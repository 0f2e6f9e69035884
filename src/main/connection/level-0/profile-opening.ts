import type { Profile } from '../../../shared/protocol/profile.ts'
import type { Opening } from '../dialect.ts'
import type { ProfiledServer, ProfileSession } from './profile-client.ts'
import { cookieHeader } from './profile-cookies.ts'

/** Milliseconds of silence after which an open socket counts as signed in: who is refused is told before. */
export const SILENCE = 3000
/** In bytes. The list of who is online comes whole, with all that the server knows of each. */
const LONGEST_FRAME = 16 * 1024 * 1024

/**
 * What the socket of a level 0 server is opened with. Such a server refuses whoever sends no `Origin` that it knows,
 * so its own is sent where the profile names none.
 */
export function socketOpening({ origin, profile }: ProfiledServer, session: ProfileSession): Opening {
  const { socket } = profile
  const address = origin.replace(/^http/, 'ws') + socket.url
  const isInQuery = socket.identity === 'query' && session.token !== null
  const identity = {
    query: {},
    header: authorizationHeader(profile, session.token),
    cookie: cookieHeader(session.cookies)
  }
  return {
    url: isInQuery ? withParameter(address, socket.query, session.token) : address,
    headers: { Origin: socket.origin ?? origin, ...identity[socket.identity] },
    longestFrame: LONGEST_FRAME
  }
}

/** The header that carries the token; none where there is no token. */
export function authorizationHeader(
  { authorization }: Profile,
  token: string | null
): Readonly<Record<string, string>> {
  return token === null ? {} : { [authorization.header]: `${authorization.scheme} ${token}`.trim() }
}

/** A URL or path with one more parameter; it may have some already. */
export function withParameter(url: string, name: string, value: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}${new URLSearchParams([[name, value]]).toString()}`
}
