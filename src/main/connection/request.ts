import type { Throttled } from '../../shared/ipc/contract.ts'
import type { NetworkProblem } from '../../shared/ipc/profile-report.ts'

/** Milliseconds in which an answer must have come whole. */
export const ANSWER_TIMEOUT = 10_000
/** Of an answer, in characters; ours are a hundred times shorter. */
export const LONGEST_ANSWER = 64 * 1024
/** Seconds to wait where a server that throttles does not say. */
const USUAL_THROTTLE = 30

/** The body as text; null where it is longer than it may be, without reading on. */
export async function readText(response: Response, longest: number): Promise<string | null> {
  const decoder = new TextDecoder()
  const chunks: AsyncIterable<Uint8Array> | readonly Uint8Array[] = response.body ?? []
  let text = ''
  for await (const chunk of chunks) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > longest) return null
  }
  return text
}

export function throttled(headers: Headers): Throttled {
  const seconds = Number(headers.get('retry-after'))
  const isSaid = Number.isInteger(seconds) && seconds > 0 && seconds <= 86_400
  return { ok: false, code: 'rate_limited', retryAfter: isSaid ? seconds : USUAL_THROTTLE }
}

const NETWORK_PROBLEMS: Readonly<Record<string, NetworkProblem>> = {
  ENOTFOUND: 'unknown_host',
  EAI_AGAIN: 'no_network',
  ENETUNREACH: 'no_network',
  ENETDOWN: 'no_network',
  CERT_HAS_EXPIRED: 'certificate_expired',
  CERT_NOT_YET_VALID: 'certificate_expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate_name',
  // Something that speaks no TLS answers at an address with https.
  ERR_SSL_WRONG_VERSION_NUMBER: 'not_causerie',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'not_causerie'
}

/** undici's errors name the cause: no JSON means another kind of server, a TLS code a certificate. */
export function networkProblem(error: unknown): NetworkProblem {
  if (error instanceof SyntaxError) return 'not_causerie'
  const cause = error instanceof Error ? error.cause : null
  if (!(cause instanceof Error)) return 'unreachable'
  const code = 'code' in cause ? String(cause.code) : ''
  const known = NETWORK_PROBLEMS[code]
  if (known) return known
  if (/CERT|SIGNED|ISSUER|VERIFY|SSL|TLS/.test(code)) return 'certificate_unknown'
  return /redirect/i.test(cause.message) ? 'not_causerie' : 'unreachable'
}

export function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}
