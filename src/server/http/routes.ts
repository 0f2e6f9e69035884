import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { LOGIN_PATH, LOGOUT_PATH, SETUP_PATH, WELL_KNOWN_PATH } from '../../shared/protocol/constants.ts'
import { type LoginAnswer, LoginRequest, SetupRequest, type WellKnown } from '../../shared/protocol/http.ts'
import { userToWire } from '../../shared/protocol/wire.ts'
import type { Accounts, SignedIn } from '../accounts/accounts.ts'
import { bearerToken } from '../accounts/bearer.ts'
import type { Throttle } from '../accounts/throttle.ts'
import { usernameKey } from '../accounts/usernames.ts'
import type { Log } from '../../shared/std/log.ts'
import type { Meter } from '../meter.ts'
import type { AddressOf } from './address.ts'
import { sendError } from './app.ts'

export interface RoutesDeps {
  readonly accounts: Accounts
  readonly throttle: Throttle
  readonly addressOf: AddressOf
  readonly serverName: string
  readonly meter: Meter
  readonly log: Log
}

/** Levels of the protocol that this server speaks. */
const PROTOCOLS = [0, 1]

/** What is served over plain HTTP: who the server is, signing in and out, and the first user. */
export function addRoutes(app: FastifyInstance, deps: RoutesDeps): void {
  const { accounts, throttle, addressOf, serverName, meter, log } = deps

  app.get(WELL_KNOWN_PATH, async (): Promise<WellKnown> => {
    return { name: serverName, protocols: PROTOCOLS, setup: !(await accounts.hasUsers()) }
  })

  app.post<{ Body: LoginRequest }>(LOGIN_PATH, { schema: { body: LoginRequest } }, async (request, reply) => {
    const { username, password } = request.body
    const account = usernameKey(username)
    if (await isThrottled(request, reply, account)) return reply
    const address = addressOf(request.raw)
    const signedIn = await accounts.signIn(username, password)
    if (!signedIn.ok) {
      // Not the name: who is in the wrong field has typed their password there.
      log.warn('signin.failed', { address })
      return sendError(reply, 401, signedIn.code)
    }
    await throttle.succeeded(address, account)
    return welcome(signedIn.value, address)
  })

  app.post<{ Body: SetupRequest }>(SETUP_PATH, { schema: { body: SetupRequest } }, async (request, reply) => {
    const { code, username, password } = request.body
    if (await isThrottled(request, reply, SETUP_PATH)) return reply
    const profile = { username, password, firstName: '', lastName: '', isSuperuser: true }
    const done = await accounts.setUp(code, profile)
    if (done.ok) return welcome(done.value, addressOf(request.raw))
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
    const seconds = await throttle.attempt(addressOf(request.raw), account)
    if (seconds === null) return false
    sendError(reply.header('retry-after', seconds), 429, 'rate_limited')
    return true
  }

  function welcome({ token, user }: SignedIn, address: string): LoginAnswer {
    meter.signedIn()
    log.info('signin.done', { user: user.id, address })
    return { token, user: userToWire(user) }
  }
}
