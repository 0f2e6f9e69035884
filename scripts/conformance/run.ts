import { createServerClient } from '../../src/main/connection/http.ts'
import { createProfileClient } from '../../src/main/connection/level-0/profile-client.ts'
import { openSocket } from '../../src/main/connection/socket.ts'
import { completeProfile } from '../../src/shared/protocol/profile.ts'
import { createSystemClock } from '../../src/shared/std/clock.ts'
import type { Options } from './arguments.ts'
import { runChecks, type Tally } from './check.ts'
import { level0Checks } from './level-0/checks.ts'
import { createVisit as createLevel0Visit } from './level-0/visit.ts'
import { level1Checks } from './level-1/checks.ts'
import { createVisit as createLevel1Visit } from './level-1/visit.ts'

/** Milliseconds that a server may take for anything, on a slow day. */
const PATIENCE = 10_000

/** Looks whether a server keeps what its level promises, and says one line about each promise. */
export async function runConformance(options: Options, say: (line: string) => void): Promise<Tally> {
  const { origin, user, superuser } = options
  const people = { user, superuser }
  const servers = createServerClient(fetch)
  const level = options.level ?? ((await servers.find(origin)).ok ? 1 : 0)
  say(`${origin}, level ${level}`)
  if (level === 1) {
    const visit = createLevel1Visit({ origin, client: servers, people, patience: PATIENCE })
    const tally = await runChecks(level1Checks, visit, say)
    await visit.signOut()
    return tally
  }
  const client = createProfileClient({ fetch, openSocket, clock: createSystemClock(globalThis) })
  const server = { origin, profile: completeProfile(options.profile) }
  const visit = createLevel0Visit({ server, client, people, patience: PATIENCE })
  return runChecks(level0Checks, visit, say)
}
