import { onTestFinished, vi } from 'vitest'
import type { ConnectionState } from '../../shared/ipc/contract.ts'
import { completeProfile, type ProfileDocument } from '../../shared/protocol/profile.ts'
import type { Log } from '../../shared/std/log.ts'
import { ok, type Result } from '../../shared/std/result.ts'
import { createTurnedClock, type TurnedClock } from '../../shared/testkit/turned-clock.ts'
import { createConnection, type Connection, type Trace } from '../connection/connection.ts'
import type { Dialect, Frame, Greeting } from '../connection/dialect.ts'
import { createLevel0Dialect } from '../connection/level-0/level-0-dialect.ts'
import {
  createProfileClient,
  type ProfileClient,
  type ProfileSession
} from '../connection/level-0/profile-client.ts'
import { openSocket } from '../connection/socket.ts'

export interface Level0Setup {
  readonly profile?: Omit<ProfileDocument, 'profile'>
  readonly session?: Partial<ProfileSession>
  /** In the place of what the real client would do. */
  readonly client?: Partial<ProfileClient>
  readonly dialect?: Partial<Dialect>
}

/** A real connection to a level 0 server; only time and chance are the test's. */
export interface OpenedLevel0 {
  readonly connection: Connection
  readonly clock: TurnedClock
  /** Lets time pass without a timer noticing, as while a computer sleeps. */
  sleep(span: number): void
  /** Phases, greetings and frames in the order in which they were heard. */
  readonly heard: (ConnectionState['phase'] | Greeting | Frame)[]
  readonly greetings: readonly Greeting[]
  readonly frames: readonly Frame[]
  /** All that was written down: traces and the log. */
  readonly written: readonly unknown[]
  /** What is answered when the connection asks for its session. */
  readonly kept: { answer: Result<ProfileSession, 'locked' | 'none'> }
  /** Sessions that took the place of the one before. */
  readonly renewed: readonly ProfileSession[]
  until(phase: ConnectionState['phase']): Promise<void>
}

export const bareSession: ProfileSession = {
  token: 'a-token',
  refreshToken: null,
  cookies: {},
  user: null,
  username: 'ada'
}

/** Connects with a session; `origin`: the server's address. */
export function openLevel0(origin: string, setup: Level0Setup = {}): OpenedLevel0 {
  const clock = createTurnedClock()
  const written: unknown[] = []
  const write = (event: string, fields?: object): void => void written.push({ event, ...fields })
  const log: Log = { info: write, warn: write, error: write }
  const kept: OpenedLevel0['kept'] = { answer: ok({ ...bareSession, ...setup.session }) }
  const renewed: ProfileSession[] = []
  const dialect = createLevel0Dialect({
    server: { origin, profile: completeProfile({ profile: 1, ...setup.profile }) },
    client: { ...createProfileClient({ fetch, openSocket, clock }), ...setup.client },
    askSession: async () => kept.answer,
    keepSession: (session) => renewed.push(session),
    log
  })
  const trace = (one: Trace): void => void written.push(one)
  const deps = { openSocket, clock, random: () => 0.5, log, trace }
  const connection = createConnection(deps, { ...dialect, ...setup.dialect })
  const heard: OpenedLevel0['heard'] = []
  const greetings: Greeting[] = []
  const frames: Frame[] = []
  connection.states.subscribe(({ phase }) => heard.push(phase))
  connection.greetings.subscribe((greeting) => heard.push(greeting) && greetings.push(greeting))
  connection.frames.subscribe((frame) => heard.push(frame) && frames.push(frame))
  onTestFinished(() => connection.stop())
  connection.start()
  return {
    connection,
    clock,
    sleep: clock.shift,
    heard,
    greetings,
    frames,
    written,
    kept,
    renewed,
    until: (phase) =>
      vi.waitFor(() => {
        if (connection.state.phase !== phase) throw new Error(`it is ${connection.state.phase}`)
      })
  }
}
