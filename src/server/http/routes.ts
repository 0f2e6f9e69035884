import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { LOGIN_PATH, LOGOUT_PATH, SETUP_PATH, WELL_KNOWN_PATH } from '../../shared/protocol/constants.ts'
import { type LoginAnswer, LoginRequest, SetupRequest, type WellKnown } from '../../shared/protocol/http.ts'
import { userToWire } from '../../shared/protocol/wire.ts'
import type { Accounts, SignedIn } from '../accounts/accounts.ts'
import { bearerToken } from '../accounts/bearer.ts'
import type { Throttle } from '../accounts/throttle.ts'
import { usernameKey } from '../accounts/usernames.ts'
import { sendError } from './app.ts'

export interface RoutesDeps {
  readonly accounts: Accounts
  readonly throttle: Throttle
  readonly serverName: string
}

/** Levels of the protocol that this server speaks. */
const PROTOCOLS = [0, 1]

/** What is served over plain HTTP: who the server is, signing in and out, and the first user. */
export function addRoutes(app: FastifyInstance, { accounts, throttle, serverName }: RoutesDeps): void {
  app.get(WELL_KNOWN_PATH, async (): Promise<WellKnown> => {
    return { name: serverName, protocols: PROTOCOLS, setup: !(await accounts.hasUsers()) }
  })

  app.post<{ Body: LoginRequest }>(LOGIN_PATH, { schema: { body: LoginRequest } }, async (request, reply) => {
    const { username, password } = request.body
    const account = usernameKey(username)
    if (await isThrottled(request, reply, account)) return reply
    const signedIn = await accounts.signIn(username, password)
    if (!signedIn.ok) return sendError(reply, 401, signedIn.code)
    await throttle.succeeded(request.ip, account)
    return signedInToAnswer(signedIn.value)
  })

  app.post<{ Body: SetupRequest }>(SETUP_PATH, { schema: { body: SetupRequest } }, async (request, reply) => {
    const { code, username, password } = request.body
    if (await isThrottled(request, reply, SETUP_PATH)) return reply
    const profile = { username, password, firstName: '', lastName: '', isSuperuser: true }
    const done = await accounts.setUp(code, profile)
    if (done.ok) return signedInToAnswer(done.value)
    return done.code === 'wrong_code'
      ? sendError(reply, 403, 'wrong_code')
      : sendError(reply, 400, 'bad_request')
  })

  app.post(LOGOUT_PATH, async (request, reply) => {
    const token = bearerToken(request.headers.authorization)
    const isSignedOut = token !== null && (await accounts.signOut(token))
    return isSignedOut ? reply.code(204).send() : sendError(reply, 401, 'unauthorized')
  })

  async function isThrottled(
    request: FastifyRequest,
    reply: FastifyReply,
    account: string
  ): Promise<boolean> {
    const seconds = await throttle.attempt(request.ip, account)
    if (seconds === null) return false
    sendError(reply.header('retry-after', seconds), 429, 'rate_limited')
    return true
  }
}

function signedInToAnswer({ token, user }: SignedIn): LoginAnswer {
  return { token, user: userToWire(user) }
}
