import { expect, it, vi } from 'vitest'
import { completeProfile } from '../../../shared/protocol/profile.ts'
import { silentLog } from '../../../shared/testkit/make.ts'
import { createTurnedClock } from '../../../shared/testkit/turned-clock.ts'
import { ok } from '../../../shared/std/result.ts'
import { bareSession } from '../../testkit/opened-level-0.ts'
import type { DialectEnd } from '../dialect.ts'
import { createDoubts, type Doubts } from './level-0-doubts.ts'
import { createSessions } from './level-0-sessions.ts'
import { createProfileClient, type ProfileSession } from './profile-client.ts'
import { openSocket } from '../socket.ts'

const closed: DialectEnd = { kind: 'closed', code: 4401 }
const lost: DialectEnd = { kind: 'closed', code: 1006 }

/** A server that gives a new token whenever it is asked for one; `ends`: what a link with the newest came to. */
function doubt(): { readonly doubts: Doubts; readonly ends: (end: DialectEnd) => Promise<boolean> } {
  const server = { origin: 'http://127.0.0.1:9', profile: completeProfile({ profile: 1, refresh: {} }) }
  let tokens = 0
  const refresh = vi.fn(async (_: unknown, session: ProfileSession) =>
    ok({ ...session, token: `${tokens++}` })
  )
  const client = { ...createProfileClient({ fetch, openSocket, clock: createTurnedClock() }), refresh }
  const askSession = async (): Promise<{ ok: true; value: ProfileSession }> => ({
    ok: true,
    value: { ...bareSession, refreshToken: 'r' }
  })
  const sessions = createSessions({
    server,
    client,
    askSession,
    keepSession: () => undefined,
    log: silentLog
  })
  const doubts = createDoubts({ server, client, sessions })
  return {
    doubts,
    async ends(end) {
      const session = await sessions.ask()
      if (!session.ok) throw new Error(session.code)
      return doubts.isSignedOut(end, session.value)
    }
  }
}

it('takes the same answer to a new token for a sign-out', async () => {
  const { ends } = doubt()
  expect(await ends(closed)).toBe(false)
  expect(await ends({ kind: 'refused', status: 401 })).toBe(true)
})

it('gets another token once the server has let the last one in', async () => {
  const { doubts, ends } = doubt()
  expect(await ends(closed)).toBe(false)
  doubts.settle()
  expect(await ends(closed)).toBe(false)
})

it('gets another token where the last one may have expired before it was tried', async () => {
  const { ends } = doubt()
  expect(await ends(closed)).toBe(false)
  expect(await ends(lost)).toBe(false)
  expect(await ends({ kind: 'refused', status: 0 })).toBe(false)
  expect(await ends(closed)).toBe(false)
  expect(await ends(closed)).toBe(true)
})

it.each([1000, 1001, 1006, 1011, 4000])(
  'has no doubt about a session after the closing code %i',
  async (code) => {
    const { ends } = doubt()
    for (let round = 0; round < 3; round++) expect(await ends({ kind: 'closed', code })).toBe(false)
  }
)

it('asks the person in the end where a socket refuses and nobody can be asked', async () => {
  const profile = completeProfile({ profile: 1, history: null })
  const server = { origin: 'http://127.0.0.1:9', profile }
  const client = createProfileClient({ fetch, openSocket, clock: createTurnedClock() })
  const askSession = async () => ok(bareSession)
  const sessions = createSessions({
    server,
    client,
    askSession,
    keepSession: () => undefined,
    log: silentLog
  })
  const doubts = createDoubts({ server, client, sessions })
  const refused: DialectEnd = { kind: 'refused', status: 403 }
  doubts.settle()
  const answers: boolean[] = []
  for (let count = 0; count < 7; count++) answers.push(await doubts.isSignedOut(refused, bareSession))
  expect(answers).toEqual([false, false, false, false, false, false, true])
})
