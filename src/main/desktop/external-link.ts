import { domainToUnicode } from 'node:url'
import { fail, ok, type Result } from '../../shared/std/result.ts'

export interface ExternalLink {
  readonly href: string
  /** The host in ASCII when it reads differently in Unicode: it may imitate another one. */
  readonly unusualHost: string | null
}

const SCHEMES = new Set(['http:', 'https:', 'mailto:'])
const LONGEST = 8192

/** What may leave for the system's browser or mail program: http, https and mailto, and nothing else. */
export function parseExternalLink(text: string): Result<ExternalLink, 'refused'> {
  if (text.length > LONGEST || !URL.canParse(text)) return fail('refused')
  const url = new URL(text)
  if (!SCHEMES.has(url.protocol) || url.username || url.password) return fail('refused')
  if (url.protocol !== 'mailto:' && !url.hostname) return fail('refused')
  return ok({
    href: url.href,
    unusualHost: domainToUnicode(url.hostname) === url.hostname ? null : url.hostname
  })
}
