import { fail, ok, type Result } from '../std/result.ts'

/** Where a `causerie:` link leads. */
export type Route = {
  readonly kind: 'join'
  /** As in the link: it is parsed like an address that a person typed, and joining asks first. */
  readonly address: string
}

export const DEEP_LINK_SCHEME = 'causerie'

const JOIN = /^causerie:\/\/join\/?\?server=([^&#\s]{1,2048})$/i

/** The route that a link names, or nothing: a link is never loaded, and carries nothing but its route. */
export function parseDeepLink(text: string): Result<Route, 'not_a_route'> {
  const encoded = JOIN.exec(text)?.[1]
  if (encoded === undefined) return fail('not_a_route')
  try {
    return ok({ kind: 'join', address: decodeURIComponent(encoded) })
  } catch {
    return fail('not_a_route')
  }
}
