import type { MarkdownIt } from 'markdown-it'

/** An address that was typed as it is, with where it stands in the text. */
export interface Autolink {
  readonly start: number
  readonly end: number
  readonly href: string
}

const PROTOCOLS = new Set(['http:', 'https:', 'mailto:'])
const TYPED = /^(?:https?:\/\/[^/\\]|mailto:.)/i
const WWW = /^www\./i
const HINTS = /:\/\/|mailto:|www\.|@/gi
/** Nobody writes more addresses in a message; finding them takes its time. */
const MOST_HINTS = 300
/** Signs that open emphasis right before an address: the recogniser would take them for a part of it. */
const OPENERS = /(?<![\p{L}\p{N}_])[_~]+(?=https?:|www\.|mailto:)/giu
const CLOSERS = /[*~`]+$/
const CLOSERS_AFTER_UNDERSCORE = /[*~`_]+$/

/** The address a link may lead to, written out by the parser of URLs, or null: it then stays text. */
export function safeAddress(text: string): string | null {
  const address = WWW.test(text) ? `https://${text}` : text
  // The parser drops control characters and spaces, so that what is read would not be where it leads.
  if (!TYPED.test(address) || /[\p{Cc}\s]/u.test(address)) return null
  const url = URL.parse(address)
  if (!url || !PROTOCOLS.has(url.protocol) || url.username || url.password) return null
  return url.protocol === 'mailto:' || url.hostname ? url.href : null
}

/** What to say of an address that the text of its link does not show. */
export function addressTitle(href: string, text: string): string | null {
  return [text, `${text}/`, `mailto:${text}`].includes(href) ? null : href
}

const ADDRESS_LIKE = /(?:https?:\/\/|www\.)\S+|^(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?=[/?#:]|$)/iu
const MAIL_LIKE = /^(?:mailto:)?(?<mail>[^\s@?/:]+@[^\s@?/:]+\.\p{L}{2,})$/iu
/** What is not seen, or stands around an address as it would around a word. */
const AROUND = /^[^\p{L}\p{N}]+|(?<=[\p{L}\p{N}/])[^\p{L}\p{N}/]+$/gu
const TURNING = /[\u202a-\u202e\u2066-\u2069]/

/** Whether the text of a link reads like another place than the one it leads to: that place is shown instead. */
export function isMisleading(href: string, text: string): boolean {
  if (TURNING.test(text)) return true
  const bare = text
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(AROUND, '')
  const mail = MAIL_LIKE.exec(bare)?.groups?.['mail']
  if (mail !== undefined) return !isMailTo(href, mail)
  const shown = ADDRESS_LIKE.exec(bare)?.[0]
  if (shown === undefined) return false
  const claimed = URL.parse(/^https?:/i.test(shown) ? shown : `https://${shown}`)?.hostname
  return claimed !== URL.parse(href)?.hostname
}

function isMailTo(href: string, address: string): boolean {
  return href.toLowerCase().split('?')[0] === URL.parse(`mailto:${address}`)?.href.toLowerCase()
}

/** Recognises http, https and mailto, mail addresses, and hosts that start with www. */
export function configureAutolinks(linkify: MarkdownIt['linkify']): void {
  linkify.add('ftp:').add('//').set({ fuzzyLink: false, fuzzyEmail: true })
  const { re } = linkify
  const rest = new RegExp(`${re.get_url_host_port().source}${re.get_path().source}`, 'iy')
  linkify.add('www.', {
    validate: (text, pos) => {
      rest.lastIndex = pos
      const found = rest.exec(text)?.[0] ?? ''
      return /^[^/?#:]*\./.test(found) ? found.length : 0
    }
  })
}

/** The addresses in a text, first to last. */
export function findAutolinks(linkify: MarkdownIt['linkify'], text: string): Autolink[] {
  const hints = text.match(HINTS)?.length ?? 0
  if (hints === 0 || hints > MOST_HINTS) return []
  const matches = linkify.match(text.replace(OPENERS, (run) => ' '.repeat(run.length))) ?? []
  return matches.flatMap(({ index, raw }) => {
    const closers = text[index - 1] === '_' ? CLOSERS_AFTER_UNDERSCORE : CLOSERS
    const typed = raw.replace(closers, '')
    const href = safeAddress(typed) ?? (typed.includes('@') ? safeAddress(`mailto:${typed}`) : null)
    return href === null ? [] : [{ start: index, end: index + typed.length, href }]
  })
}
