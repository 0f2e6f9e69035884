import { Compile } from 'typebox/compile'
import type { FindProblem, FoundServer, NetworkProblem } from '../../shared/ipc/contract.ts'
import { parseAddress } from '../../shared/model/address.ts'
import type { User } from '../../shared/model/user.ts'
import {
  LOGIN_PATH,
  LOGOUT_PATH,
  PROTOCOL_VERSION,
  SETUP_PATH,
  SOCKET_PATH,
  WELL_KNOWN_PATH
} from '../../shared/protocol/constants.ts'
import { ERROR_TEXTS, type ErrorCode } from '../../shared/protocol/errors.ts'
import { LoginAnswer, WellKnown, type LoginRequest, type SetupRequest } from '../../shared/protocol/http.ts'
import { wireToUser } from '../../shared/protocol/wire.ts'
import { fail, ok, type Result } from '../../shared/std/result.ts'

const TIMEOUT = 10_000
/** In characters; ours are a hundred times shorter. */
const LONGEST_ANSWER = 64 * 1024
const wellKnown = Compile(WellKnown)
const loginAnswer = Compile(LoginAnswer)

/** A sign-in that the server accepted. */
export interface Credentials {
  readonly token: string
  readonly user: User
}

export type CredentialsProblem = NetworkProblem | ErrorCode

/** What is asked of a server over HTTP, before and after there is a socket. Origins are from `find`. */
export interface ServerClient {
  find(address: string): Promise<Result<FoundServer, FindProblem>>
  login(origin: string, request: LoginRequest): Promise<Result<Credentials, CredentialsProblem>>
  setUp(origin: string, request: SetupRequest): Promise<Result<Credentials, CredentialsProblem>>
  /** Revokes a token; true when the server has done so. */
  logout(origin: string, token: string): Promise<boolean>
}

/** The socket's address at a server. */
export function socketUrl(origin: string): string {
  return origin.replace(/^http/, 'ws') + SOCKET_PATH
}

export function createServerClient(fetch: typeof globalThis.fetch): ServerClient {
  const request = (url: string, init: RequestInit = {}): Promise<Response> =>
    // A redirect could carry a password elsewhere.
    fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT) })

  const post = async (url: string, body: object): Promise<Result<Credentials, CredentialsProblem>> => {
    try {
      const headers = { 'content-type': 'application/json' }
      const response = await request(url, { method: 'POST', headers, body: JSON.stringify(body) })
      const answer = await readJson(response)
      if (!response.ok) return fail(errorCode(answer))
      if (!loginAnswer.Check(answer)) return fail('not_causerie')
      return ok({ token: answer.token, user: wireToUser(answer.user) })
    } catch (error) {
      return fail(networkProblem(error))
    }
  }

  return {
    async find(address) {
      const origin = parseAddress(address, parseUrl)
      if (!origin.ok) return origin
      try {
        const response = await request(origin.value + WELL_KNOWN_PATH)
        const answer = response.ok ? await readJson(response) : null
        if (!wellKnown.Check(answer) || !answer.protocols.includes(PROTOCOL_VERSION))
          return fail('not_causerie')
        return ok({ origin: origin.value, name: answer.name, needsSetup: answer.setup })
      } catch (error) {
        return fail(networkProblem(error))
      }
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
  const decoder = new TextDecoder()
  const chunks: AsyncIterable<Uint8Array> | readonly Uint8Array[] = response.body ?? []
  let text = ''
  for await (const chunk of chunks) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > LONGEST_ANSWER) throw new SyntaxError('too long')
  }
  return JSON.parse(text)
}

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}

function errorCode(answer: unknown): ErrorCode {
  const code = typeof answer === 'object' && answer !== null && 'code' in answer ? answer.code : null
  return typeof code === 'string' && Object.hasOwn(ERROR_TEXTS, code) ? (code as ErrorCode) : 'internal'
}

/** undici's errors name the cause: no JSON means another kind of server, a TLS code a certificate. */
function networkProblem(error: unknown): NetworkProblem {
  if (error instanceof SyntaxError) return 'not_causerie'
  const cause = error instanceof Error ? error.cause : null
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  if (/CERT|SIGNED|SSL|TLS/.test(code)) return 'certificate'
  if (code === 'ENOTFOUND') return 'not_causerie'
  return cause instanceof Error && /redirect/i.test(cause.message) ? 'not_causerie' : 'unreachable'
}
