import type { NetworkProblem, ProfileStep } from '../../../shared/ipc/profile-report.ts'
import { toHolder } from '../../../shared/protocol/level-0-names.ts'
import type { Clock } from '../../../shared/std/clock.ts'
import { parseJson } from '../../../shared/std/json.ts'
import { fail, ok, type Result } from '../../../shared/std/result.ts'
import { ANSWER_TIMEOUT, LONGEST_ANSWER, networkProblem, readText } from '../request.ts'

/** Why something that a profile names does not work; too many tries are told apart, since they have a delay. */
export type StepProblem = Exclude<ProfileStep['code'], 'rate_limited' | null>

/** What came of a request, and what was asked and answered, for an administrator. Without secrets. */
export interface Tried<R> {
  readonly result: R
  readonly detail: string
}

export interface Question {
  readonly method: 'GET' | 'POST'
  /** From the server's address on. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Of the answer, in characters. */
  readonly longest?: number
}

/** An answer that has come whole, whatever its status; a redirect is one too. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** Empty where it is too long. */
  readonly text: string
  /** Undefined where it is no JSON. */
  readonly json: unknown
}

export type Ask = (origin: string, question: Question) => Promise<Tried<Result<Answer, NetworkProblem>>>

export interface AskDeps {
  readonly fetch: typeof globalThis.fetch
  readonly clock: Clock
}

/** Asks without ever following a redirect: it could carry a password elsewhere, and is to be named. */
export function createAsk({ fetch, clock }: AskDeps): Ask {
  return async (origin, question) => {
    const { method, path, headers, body, longest = LONGEST_ANSWER } = question
    const abort = new AbortController()
    const stop = clock.after(ANSWER_TIMEOUT, () => abort.abort())
    try {
      const response = await fetch(origin + path, {
        method,
        headers: { Accept: 'application/json, */*;q=0.5', ...headers },
        ...(body === undefined ? {} : { body }),
        redirect: 'manual',
        signal: abort.signal
      })
      const text = (await readText(response, longest)) ?? ''
      const answer = { status: response.status, headers: response.headers, text, json: parseJson(text) }
      return { result: ok(answer), detail: `${method} ${path} → ${outcomeOf(origin, answer)}` }
    } catch (error) {
      const reason = abort.signal.aborted ? 'no answer in time' : reasonOf(error)
      return { result: fail(problemOf(error)), detail: `${method} ${path} → ${reason}` }
    } finally {
      stop()
    }
  }
}

export function isFine({ status }: Answer): boolean {
  return status >= 200 && status < 300
}

/** Whether an API refuses an identity. A page that says 403 comes from a proxy or a firewall that refuses everybody. */
export function isIdentityRefused({ status, json }: Answer): boolean {
  return status === 401 || (status === 403 && json !== undefined)
}

/** Whether somebody is sent to another page for now: often to the sign-in. For a missing slash Django answers 301. */
export function isSentElsewhere({ status }: Answer): boolean {
  return status === 302 || status === 303
}

export function isRedirect({ status, headers }: Answer): boolean {
  return status >= 300 && status < 400 && headers.has('location')
}

/** What an answer means that is none of what was asked for, whatever was asked. */
export function problemOfStatus(answer: Answer): StepProblem {
  const { status, json } = answer
  if (isRedirect(answer)) return 'redirected'
  // An API that does not like its parameters says so in JSON; Django says this of the host, before any view.
  if (status === 400 && json === undefined) return 'host_refused'
  if (status === 404 || status === 405) return 'path_not_found'
  return status >= 500 ? 'server_failed' : 'unexpected_answer'
}

/** Where a redirect leads; null: nowhere. */
export function targetOf(origin: string, { headers }: Answer): URL | null {
  const location = headers.get('location')
  return location !== null && URL.canParse(location, origin) ? new URL(location, origin) : null
}

/**
 * The status; where a redirect leads, without its query, which may hold anything; the names in a JSON answer, never
 * its values.
 */
function outcomeOf(origin: string, answer: Answer): string {
  const target = isRedirect(answer) ? targetOf(origin, answer) : null
  if (target) {
    const place = target.origin === origin ? target.pathname : target.origin + target.pathname
    return `${answer.status}, Location: ${place.slice(0, LONGEST_PLACE)}`
  }
  const names = Object.keys(toHolder(answer.json) ?? {}).filter((name) => /^[\w.-]{1,40}$/.test(name))
  return names.length > 0
    ? `${answer.status} {${names.slice(0, MOST_NAMES).join(', ')}}`
    : String(answer.status)
}

const LONGEST_PLACE = 300
const MOST_NAMES = 12

/** That it is no Causerie server is no news here: where it speaks no TLS, nobody is reached. */
function problemOf(error: unknown): NetworkProblem {
  const problem = networkProblem(error)
  return problem === 'not_causerie' ? 'unreachable' : problem
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : null
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'no answer'
}
