export type Cookies = Readonly<Record<string, string>>

/** As RFC 6265 has them, so that what a server sends can be sent back in a header. */
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
const VALUE = /^[\x20-\x3a\x3c-\x7e]*$/

/** The cookies after an answer with these `Set-Cookie` lines; a line that ends a cookie takes it away. */
export function takeCookies(before: Cookies, lines: readonly string[], now: number): Cookies {
  const cookies = new Map(Object.entries(before))
  for (const line of lines) {
    const [pair = '', ...attributes] = line.split(';')
    const [name, value] = parted(pair)
    if (!NAME.test(name) || !VALUE.test(value)) continue
    if (value === '' || isOver(attributes, now)) cookies.delete(name)
    else cookies.set(name, value)
  }
  return Object.fromEntries(cookies)
}

/** All in one header; none where there are no cookies. */
export function cookieHeader(cookies: Cookies): Readonly<Record<string, string>> {
  const pairs = Object.entries(cookies).map(([name, value]) => `${name}=${value}`)
  return pairs.length > 0 ? { Cookie: pairs.join('; ') } : {}
}

/**
 * Whether a cookie's attributes say that it is over already, which is how a server takes one back. How long it lasts
 * counts before when it ends, which is by the server's clock.
 */
function isOver(attributes: readonly string[], now: number): boolean {
  const said = new Map(attributes.map(parted).map(([name, value]) => [name.toLowerCase(), value]))
  const lifetime = said.get('max-age') ?? ''
  if (/^-?\d+$/.test(lifetime)) return Number(lifetime) <= 0
  return Date.parse(said.get('expires') ?? '') <= now
}

/** Both sides of the first `=`, without the spaces around them. */
function parted(text: string): readonly [string, string] {
  const [name = '', ...rest] = text.split('=')
  return [name.trim(), rest.join('=').trim()]
}
