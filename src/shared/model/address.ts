import { fail, ok, type Result } from '../std/result.ts'

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

export type AddressProblem = 'address_empty' | 'address_malformed' | 'address_not_secure'

/** Parts of a server's address that URL parsing gives every process; `shared` has no DOM to name `URL` from. */
interface ParsedUrl {
  readonly protocol: string
  readonly hostname: string
  readonly origin: string
  readonly username: string
  readonly password: string
}

/**
 * The http(s) origin of a server from what a person typed. A bare host gets `https://`, or `http://` on this
 * computer; `http:` anywhere else is refused, because a password would travel in the clear.
 */
export function parseAddress(
  typed: string,
  parse: (text: string) => ParsedUrl | null
): Result<string, AddressProblem> {
  const text = typed.trim()
  if (!text) return fail('address_empty')
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
  const isBareLoopback = !hasScheme && LOOPBACK.test(parse(`http://${text}`)?.hostname ?? '')
  const url = parse(hasScheme ? text : `${isBareLoopback ? 'http' : 'https'}://${text}`)
  if (!url?.hostname || url.username || url.password) return fail('address_malformed')
  const isLoopback = LOOPBACK.test(url.hostname)
  if (url.protocol === 'https:') return ok(url.origin)
  if (url.protocol === 'http:') return isLoopback ? ok(url.origin) : fail('address_not_secure')
  return fail('address_malformed')
}
