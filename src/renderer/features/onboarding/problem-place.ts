/** The field of the form that a problem is about; `form` when it is about none. */
export type ProblemPlace = 'address' | 'code' | 'username' | 'password' | 'form'

const places: Readonly<Record<string, ProblemPlace>> = {
  address_empty: 'address',
  address_malformed: 'address',
  address_not_secure: 'address',
  unreachable: 'address',
  no_network: 'address',
  unknown_host: 'address',
  certificate_unknown: 'address',
  certificate_expired: 'address',
  certificate_name: 'address',
  not_causerie: 'address',
  outdated: 'address',
  was_causerie: 'address',
  host_refused: 'address',
  wrong_code: 'code',
  wrong_credentials: 'password',
  bad_request: 'username'
}

export function problemPlace(code: string): ProblemPlace {
  return Object.hasOwn(places, code) ? (places[code] ?? 'form') : 'form'
}
