import type { Throttled } from '../../../shared/ipc/contract.ts'
import type { ProfileReport, ProfileStep, ProfileStepName } from '../../../shared/ipc/profile-report.ts'
import { CLOSE } from '../../../shared/protocol/constants.ts'
import type { Profile } from '../../../shared/protocol/profile.ts'
import type { Clock } from '../../../shared/std/clock.ts'
import { fail, ok, type Result } from '../../../shared/std/result.ts'
import type { ProfiledServer, ProfileSession, Typed } from './profile-client.ts'
import type { Ask, StepProblem, Tried } from './profile-http.ts'
import { SILENCE, socketOpening } from './profile-opening.ts'
import { askMe, askPage } from './profile-questions.ts'
import { fetchCsrf, postSignIn, sessionOfToken } from './profile-sign-in.ts'
import type { OpenSocket, SocketEnd } from '../socket.ts'

export interface TestDeps {
  readonly ask: Ask
  readonly openSocket: OpenSocket
  readonly clock: Clock
}

type Code = NonNullable<ProfileStep['code']>

/** Tries each step of a profile, in their order, as far as each can be tried without those that failed. */
export async function testProfile(
  deps: TestDeps,
  server: ProfiledServer,
  typed: Typed
): Promise<ProfileReport> {
  const address = stepOf('address', await deps.ask(server.origin, { method: 'GET', path: '/' }))
  if (address.outcome === 'failed') {
    return { steps: [address, ...untried(server.profile, ['csrf', 'signIn', 'me', 'socket', 'history'])] }
  }
  const { steps, session } = await trySignIn(deps, server, typed)
  if (!session) {
    return { steps: [address, ...steps, ...untried(server.profile, ['me', 'socket', 'history'])] }
  }
  const me = await askMe(deps.ask, server, session)
  const socket = await trySocket(deps, server, session)
  const history = await askPage(deps.ask, server, { session, before: null })
  return {
    steps: [
      address,
      ...steps,
      me ? stepOf('me', me) : absent('me'),
      stepOf('socket', socket),
      history ? stepOf('history', history) : absent('history')
    ]
  }
}

/** The steps `csrf` and `signIn`, and the session where both went well. */
async function trySignIn(
  { ask, clock }: TestDeps,
  server: ProfiledServer,
  typed: Typed
): Promise<{ readonly steps: readonly ProfileStep[]; readonly session: ProfileSession | null }> {
  const { signIn } = server.profile
  if (signIn.by === 'token') {
    const missing = typed.password.trim() ? null : 'no token was pasted'
    const result = sessionOfToken(server, typed)
    const step = missing ? skipped('signIn', missing) : stepOf('signIn', { result, detail: 'pasted token' })
    return { steps: [absent('csrf'), step], session: !missing && result.ok ? result.value : null }
  }
  const csrf = await fetchCsrf(ask, server, clock.now())
  const first = server.profile.csrf ? stepOf('csrf', csrf) : absent('csrf')
  if (!csrf.result.ok) return { steps: [first, skipped('signIn')], session: null }
  if (!typed.username || !typed.password) {
    const detail = `POST ${signIn.url}: no user name or no password`
    return { steps: [first, skipped('signIn', detail)], session: null }
  }
  const tried = await postSignIn(ask, server, { typed, cookies: csrf.result.value, now: clock.now() })
  return {
    steps: [first, stepOf('signIn', tried)],
    session: tried.result.ok ? tried.result.value : null
  }
}

/** Opens the socket, and closes it once something came or nothing happened for a while. */
function trySocket(
  { openSocket, clock }: TestDeps,
  server: ProfiledServer,
  session: ProfileSession
): Promise<Tried<Result<undefined, StepProblem>>> {
  // Not the URL that is opened: the token may be in it.
  const asked = `GET ${server.profile.socket.url}`
  return new Promise((resolve) => {
    let stop = (): void => undefined
    const finish = (result: Result<undefined, StepProblem>, what: string): void => {
      stop()
      socket.close(1000)
      resolve({ result, detail: `${asked} → ${what}` })
    }
    const socket = openSocket(socketOpening(server, session), {
      onOpen() {
        stop = clock.after(SILENCE, () => finish(ok(), '101, then silence'))
      },
      onText: () => finish(ok(), '101, then a frame'),
      onActivity: () => undefined,
      onEnd: (end) => finish(fail(socketProblem(end)), endOf(end))
    })
  })
}

function socketProblem(end: SocketEnd): StepProblem {
  if (end.kind === 'closed') return end.code === CLOSE.signedOut ? 'socket_signed_out' : 'socket_closed'
  const { status } = end
  if (status === 0) return 'unreachable'
  if (status === 401) return 'identity_refused'
  if (status === 403) return 'socket_refused'
  if (status === 404) return 'path_not_found'
  if (status >= 300 && status < 400) return 'redirected'
  return status >= 500 ? 'server_failed' : 'unexpected_answer'
}

function endOf(end: SocketEnd): string {
  if (end.kind === 'closed') return `101, then closed with ${end.code}`
  return end.status === 0 ? 'no answer' : String(end.status)
}

function stepOf(
  name: ProfileStepName,
  { result, detail }: Tried<Result<unknown, Code> | Throttled>
): ProfileStep {
  if (result.ok) return { name, outcome: 'passed', code: null, detail }
  return { name, outcome: 'failed', code: result.code, detail }
}

function absent(name: ProfileStepName): ProfileStep {
  return { name, outcome: 'absent', code: null, detail: '' }
}

function skipped(name: ProfileStepName, detail = ''): ProfileStep {
  return { name, outcome: 'skipped', code: null, detail }
}

/** Steps behind one that failed: those that the profile has are skipped. */
function untried(profile: Profile, names: readonly ProfileStepName[]): readonly ProfileStep[] {
  const isAbsent = (name: ProfileStepName): boolean => {
    if (name === 'csrf') return profile.csrf === null || profile.signIn.by === 'token'
    return (name === 'me' || name === 'history') && profile[name] === null
  }
  return names.map((name) => (isAbsent(name) ? absent(name) : skipped(name)))
}
