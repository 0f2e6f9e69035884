/** The value of a cookie in a `Cookie` header. */
export function cookieOf(header: string | undefined, name: string): string | null {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim().split('='))
  return pairs.find(([key]) => key === name)?.[1] ?? null
}

/** The token in an `Authorization` header of this scheme. */
export function tokenOf(header: string | undefined, scheme: string): string | null {
  const [word, token] = (header ?? '').split(' ')
  return word === scheme && token ? token : null
}
