import { Compile } from 'typebox/compile'
import type { LocalServer } from '../../shared/ipc/local-server.ts'
import { ServerReport } from '../../shared/ipc/server-process.ts'
import type { Clock, Unsubscribe } from '../../shared/std/clock.ts'
import type { Log } from '../../shared/std/log.ts'
import type { Random } from '../../shared/std/random.ts'
import { fail, ok, type Result } from '../../shared/std/result.ts'
import { createEmitter, type Signal } from '../../shared/std/signal.ts'
import { unreachable } from '../../shared/std/unreachable.ts'
import { backoffDelay } from '../connection/backoff.ts'
import type { ServerProcess } from './server-process.ts'

/** The server inside the app: a process that runs as long as the app does, unless it is stopped. */
export interface LocalServerControl {
  readonly state: LocalServer
  readonly changes: Signal<LocalServer>
  /** It is to be found elsewhere from now on: its port was taken. */
  readonly moves: Signal<{ readonly from: string; readonly to: string }>
  /** Starts it unless it runs. Resolves when it runs or cannot. */
  start(): Promise<LocalServer>
  /** Asks the running server to let its owner in. */
  letIn(username: string): Promise<Result<LetIn, 'has_users' | 'crashed'>>
  /** The owner is in, as the page may say. */
  noteOwner(username: string): void
  /** Lets it say goodbye, within a time limit. Resolves when its process is gone. */
  stop(): Promise<void>
  /** Resolves at once, unless this is the server's address and it is just starting. */
  settledAt(origin: string): Promise<void>
}

type StartReport = Exclude<ServerReport, { report: 'letIn' | 'notLetIn' }>
export type LetIn = Omit<Extract<ServerReport, { report: 'letIn' }>, 'report'>

export interface LocalServerDeps {
  readonly spawn: () => ServerProcess
  readonly folder: string
  /** The port of the last time; null: there was none. */
  readonly memory: { port(): number | null; setPort(port: number): void }
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
}

/** For a start on a slow disk, with a database to be migrated. */
const START_LIMIT = 60_000
/** Longer than the server gives its clients to say goodbye. */
const STOP_LIMIT = 6_000
/** Whoever ran so long has not failed in a row. */
const STABLE_AFTER = 60_000
const MOST_FAILURES = 5

const serverReport = Compile(ServerReport)

export function createLocalServer(deps: LocalServerDeps): LocalServerControl {
  const { spawn, folder, memory, clock, random, log } = deps
  const changes = createEmitter<LocalServer>()
  const moves = createEmitter<{ from: string; to: string }>()
  const lastPort = memory.port()
  let state: LocalServer = {
    phase: 'off',
    origin: lastPort === null ? null : originAt(lastPort),
    name: null,
    folder,
    steps: [],
    problem: null
  }
  let child: ServerProcess | null = null
  /** Of the start, of the stop, or of the next try: never two of them. */
  let stopTimer: Unsubscribe = () => undefined
  let stepAt = 0
  let failures = 0
  let runningSince = 0
  /** How often a stop was asked for. */
  let stops = 0
  let answerLetIn: ((answer: Result<LetIn, 'has_users' | 'crashed'>) => void) | null = null

  const set = (part: Partial<LocalServer>): void => {
    state = { ...state, ...part }
    changes.emit(state)
  }
  const after = (delay: number, callback: () => void): void => {
    stopTimer()
    stopTimer = clock.after(delay, callback)
  }
  /** Milliseconds since the last step, for the next one. */
  const lap = (): number => {
    const before = stepAt
    stepAt = clock.now()
    return stepAt - before
  }
  const settled = (): Promise<LocalServer> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (state.phase === 'starting' || state.phase === 'stopping') return
        stop()
        resolve(state)
      }
      const stop = changes.subscribe(look)
      look()
    })

  const begin = (): void => {
    const started = spawn()
    child = started
    stepAt = clock.now()
    set({ phase: 'starting', steps: [], problem: null })
    after(START_LIMIT, started.kill)
    started.reports.subscribe((report) => child === started && hear(report))
    started.ends.subscribe(() => child === started && end())
    started.send({ order: 'start', folder, port: memory.port() })
  }
  const hear = (report: unknown): void => {
    if (!serverReport.Check(report)) return log.warn('local_server.report_unknown')
    if (report.report === 'letIn') return answerLetIn?.(ok(report))
    if (report.report === 'notLetIn') return answerLetIn?.(fail('has_users'))
    // It may have been stopped meanwhile.
    if (state.phase === 'starting') hearStart(report)
  }
  const hearStart = (report: StartReport): void => {
    switch (report.report) {
      case 'opened':
        return set({ steps: [{ name: 'database', isNew: report.isNew, ms: lap() }] })
      case 'listening':
        return run(report.url, report.name)
      case 'elsewhere':
        stopTimer()
        arriveAt(report.url)
        return set({ phase: 'elsewhere', name: report.name })
      case 'failed':
        stopTimer()
        log.error('local_server.not_started', { fault: report.fault })
        return set({ phase: 'failed', problem: report.fault })
      default:
        return unreachable(report)
    }
  }
  const run = (url: string, name: string): void => {
    stopTimer()
    runningSince = clock.now()
    const step = { name: 'listening', port: portOf(url), ms: lap() } as const
    arriveAt(url)
    log.info('local_server.running', { url })
    set({ phase: 'running', name, steps: [...state.steps, step] })
  }
  /** Remembers where the server is; who knew it elsewhere is told. */
  const arriveAt = (url: string): void => {
    const from = state.origin
    state = { ...state, origin: url }
    if (from === url) return
    memory.setPort(portOf(url))
    if (from !== null) moves.emit({ from, to: url })
  }
  const end = (): void => {
    const { phase } = state
    child = null
    stopTimer()
    answerLetIn?.(fail('crashed'))
    if (phase === 'stopping') return set({ phase: 'off', steps: [] })
    if (phase !== 'starting' && phase !== 'running') return
    log.error('local_server.crashed', { phase, failures })
    if (phase === 'running' && clock.now() - runningSince >= STABLE_AFTER) failures = 0
    // What has never run is for the person to try again.
    const mayComeBack = runningSince > 0 && ++failures <= MOST_FAILURES
    if (!mayComeBack) return set({ phase: 'failed', problem: 'crashed' })
    set({ phase: 'starting', steps: [] })
    after(backoffDelay(failures - 1, random), begin)
  }

  return {
    get state() {
      return state
    },
    changes,
    moves,
    async start() {
      const before = stops
      if (state.phase === 'stopping') await settled()
      // The app quits meanwhile.
      if (stops !== before) return state
      if (child === null || state.phase === 'elsewhere' || state.phase === 'failed') {
        failures = 0
        runningSince = 0
        begin()
      }
      return settled()
    },
    async letIn(username) {
      if (!child || state.phase !== 'running') return fail('crashed')
      set({ steps: state.steps.filter(({ name }) => name !== 'account') })
      const answer = new Promise<Result<LetIn, 'has_users' | 'crashed'>>((resolve) => (answerLetIn = resolve))
      child.send({ order: 'letIn', username })
      return answer.finally(() => (answerLetIn = null))
    },
    noteOwner(username) {
      set({ steps: [...state.steps, { name: 'account', username }] })
    },
    async stop() {
      stops++
      const stopped = child
      stopTimer()
      if (!stopped || state.phase === 'elsewhere' || state.phase === 'failed') {
        if (state.phase === 'starting') set({ phase: 'off', steps: [] })
        return
      }
      if (state.phase !== 'stopping') stopped.send({ order: 'stop' })
      set({ phase: 'stopping' })
      after(STOP_LIMIT, stopped.kill)
      await settled()
    },
    async settledAt(origin) {
      if (origin === state.origin && state.phase === 'starting') await settled()
    }
  }
}

function originAt(port: number): string {
  return `http://127.0.0.1:${port}`
}

/** The server names it always: it has no usual one of HTTP. */
function portOf(origin: string): number {
  return Number(origin.slice(origin.lastIndexOf(':') + 1))
}
