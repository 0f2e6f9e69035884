import { Compile } from 'typebox/compile'
import type { FindProblem, FoundServer, Throttled } from '../../shared/ipc/contract.ts'
import type { NetworkProblem } from '../../shared/ipc/profile-report.ts'
import { parseAddress } from '../../shared/model/address.ts'
import type { User } from '../../shared/model/user.ts'
import {
  LOGIN_PATH,
  LOGOUT_PATH,
  PROTOCOL_VERSION,
  SETUP_PATH,
  SOCKET_PATH,
  USUAL_PORT,
  WELL_KNOWN_PATH
} from '../../shared/protocol/constants.ts'
import { ERROR_TEXTS, type ErrorCode } from '../../shared/protocol/errors.ts'
import { LoginAnswer, WellKnown, type LoginRequest, type SetupRequest } from '../../shared/protocol/http.ts'
import { wireToUser } from '../../shared/protocol/wire.ts'
import { lazy } from '../../shared/std/lazy.ts'
import { fail, ok, type Result } from '../../shared/std/result.ts'
import { ANSWER_TIMEOUT, LONGEST_ANSWER, networkProblem, readText, throttled, parseUrl } from './request.ts'

/** What is on this computer answers at once or not at all. */
const LOCAL_TIMEOUT = 1_000
const wellKnown = lazy(() => Compile(WellKnown))
const loginAnswer = lazy(() => Compile(LoginAnswer))

/** A sign-in that the server accepted. */
export interface Credentials {
  readonly token: string
  readonly user: User
}

type CredentialsProblem = NetworkProblem | ErrorCode
export type SignInAnswer = Result<Credentials, CredentialsProblem> | Throttled

/** What is asked of a server over HTTP, before and after there is a socket. Origins are from `find`. */
export interface ServerClient {
  find(address: string): Promise<Result<FoundServer, FindProblem>>
  /** The companion server on this computer, at its usual port; null: none answers. */
  findLocal(): Promise<FoundServer | null>
  login(origin: string, request: LoginRequest): Promise<SignInAnswer>
  setUp(origin: string, request: SetupRequest): Promise<SignInAnswer>
  /** Revokes a token; true when the server has done so. */
  logout(origin: string, token: string): Promise<boolean>
}

/** The socket's address at a server. */
export function socketUrl(origin: string): string {
  return origin.replace(/^http/, 'ws') + SOCKET_PATH
}

export function createServerClient(fetch: typeof globalThis.fetch): ServerClient {
  const request = (url: string, init: RequestInit = {}, timeout = ANSWER_TIMEOUT): Promise<Response> =>
    // A redirect could carry a password elsewhere.
    fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(timeout) })

  const ask = async (origin: string, timeout?: number): Promise<Result<FoundServer, NetworkProblem>> => {
    try {
      const response = await request(origin + WELL_KNOWN_PATH, {}, timeout)
      const answer = response.ok ? await readJson(response) : null
      if (!wellKnown().Check(answer)) return fail('not_causerie')
      if (answer.protocols.includes(PROTOCOL_VERSION))
        return ok({ origin, name: answer.name, needsSetup: answer.setup })
      return fail(answer.protocols.some((one) => one > PROTOCOL_VERSION) ? 'outdated' : 'not_causerie')
    } catch (error) {
      return fail(networkProblem(error))
    }
  }

  const post = async (url: string, body: object): Promise<SignInAnswer> => {
    try {
      const headers = { 'content-type': 'application/json' }
      const response = await request(url, { method: 'POST', headers, body: JSON.stringify(body) })
      const answer = await readJson(response)
      if (response.status === 429) return throttled(response.headers)
      if (!response.ok) return fail(errorCode(answer))
      if (!loginAnswer().Check(answer)) return fail('not_causerie')
      return ok({ token: answer.token, user: wireToUser(answer.user) })
    } catch (error) {
      return fail(networkProblem(error))
    }
  }

  return {
    async find(address) {
      const origin = parseAddress(address, parseUrl)
      if (!origin.ok) return origin
      return ask(origin.value)
    },
    async findLocal() {
      const found = await ask(`http://127.0.0.1:${USUAL_PORT}`, LOCAL_TIMEOUT)
      return found.ok ? found.value : null
    },
    login: (origin, body) => post(origin + LOGIN_PATH, body),
    setUp: (origin, body) => post(origin + SETUP_PATH, body),
    async logout(origin, token) {
      const headers = { authorization: `Bearer ${token}` }
      const response = await request(origin + LOGOUT_PATH, { method: 'POST', headers }).catch(() => null)
      return response?.ok ?? false
    }
  }
}

/** The body as JSON. Throws `SyntaxError` where it is none, or is longer than any answer of ours. */
async function readJson(response: Response): Promise<unknown> {
  const text = await readText(response, LONGEST_ANSWER)
  if (text === null) throw new SyntaxError('too long')
  return JSON.parse(text)
}

function errorCode(answer: unknown): ErrorCode {
  const code = typeof answer === 'object' && answer !== null && 'code' in answer ? answer.code : null
  return typeof code === 'string' && Object.hasOwn(ERROR_TEXTS, code) ? (code as ErrorCode) : 'internal'
}
