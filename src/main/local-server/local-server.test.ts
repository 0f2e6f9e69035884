import { describe, expect, it } from 'vitest'
import type { ServerOrder, ServerReport } from '../../shared/ipc/server-process.ts'
import { createEmitter } from '../../shared/std/signal.ts'
import { silentLog } from '../../shared/testkit/make.ts'
import { createTurnedClock } from '../../shared/testkit/turned-clock.ts'
import { createLocalServer } from './local-server.ts'
import type { ServerProcess } from './server-process.ts'

const A = 'http://127.0.0.1:8470'
const B = 'http://127.0.0.1:40001'
const listening = (url = A): ServerReport => ({ report: 'listening', url, name: 'Causerie' })

/** A process that does nothing but what the test says. */
function fakeProcess() {
  const reports = createEmitter<unknown>()
  const ends = createEmitter<undefined>()
  const orders: ServerOrder[] = []
  const process: ServerProcess = {
    reports,
    ends,
    send: (order) => void orders.push(order),
    kill: () => ends.emit(undefined)
  }
  return { process, orders, say: (report: unknown) => reports.emit(report), end: () => ends.emit(undefined) }
}

function setUp(lastPort: number | null = null) {
  const clock = createTurnedClock()
  const started: ReturnType<typeof fakeProcess>[] = []
  let port = lastPort
  const server = createLocalServer({
    spawn() {
      const fake = fakeProcess()
      started.push(fake)
      return fake.process
    },
    folder: '/data/server',
    memory: { port: () => port, setPort: (next) => void (port = next) },
    clock,
    random: () => 0,
    log: silentLog
  })
  const moves: { from: string; to: string }[] = []
  server.moves.subscribe((move) => moves.push(move))
  const newest = () => started.at(-1)!
  const run = async (url = A) => {
    const start = server.start()
    newest().say(listening(url))
    await start
  }
  return { server, clock, started, newest, run, moves, port: () => port }
}

describe('a start', () => {
  it('goes step by step, with what each took, and remembers the port', async () => {
    const { server, clock, newest, port } = setUp()
    expect(server.state).toMatchObject({ phase: 'off', origin: null })
    const start = server.start()
    expect(server.state).toMatchObject({ phase: 'starting', steps: [] })
    expect(newest().orders).toEqual([{ order: 'start', folder: '/data/server', port: null }])
    clock.turn(300)
    newest().say({ report: 'opened', isNew: true })
    clock.turn(100)
    newest().say(listening())
    expect(await start).toMatchObject({
      phase: 'running',
      origin: A,
      name: 'Causerie',
      steps: [
        { name: 'database', isNew: true, ms: 300 },
        { name: 'listening', port: 8470, ms: 100 }
      ]
    })
    expect(port()).toBe(8470)
  })

  it('wants the port of last time, and says so where it got another', async () => {
    const { server, newest, run, moves, port } = setUp(8470)
    expect(server.state.origin).toBe(A)
    await run(B)
    expect(newest().orders[0]).toMatchObject({ port: 8470 })
    expect(moves).toEqual([{ from: A, to: B }])
    expect(port()).toBe(40_001)
  })

  it('uses the server that has the folder already', async () => {
    const { server, newest, started, moves } = setUp(8470)
    const start = server.start()
    newest().say({ report: 'elsewhere', url: B, name: 'Labo' })
    expect(await start).toMatchObject({ phase: 'elsewhere', origin: B, name: 'Labo' })
    newest().end()
    expect(server.state.phase).toBe('elsewhere')
    expect(moves).toEqual([{ from: A, to: B }])
    void server.start()
    expect(started).toHaveLength(2)
  })

  it('fails with the reason, is tried again when told, and never twice at once', async () => {
    const { server, newest, started } = setUp()
    const start = server.start()
    void server.start()
    expect(started).toHaveLength(1)
    newest().say({ report: 'failed', fault: 'folder' })
    newest().end()
    expect(await start).toMatchObject({ phase: 'failed', problem: 'folder' })
    void server.start()
    expect(server.state).toMatchObject({ phase: 'starting', problem: null })
    expect(started).toHaveLength(2)
  })

  it('is given up where it ends by itself, or takes for ever', async () => {
    const crashed = setUp()
    const start = crashed.server.start()
    crashed.newest().end()
    expect(await start).toMatchObject({ phase: 'failed', problem: 'crashed' })
    const silent = setUp()
    const wait = silent.server.start()
    silent.clock.turn(60_000)
    expect(await wait).toMatchObject({ phase: 'failed', problem: 'crashed' })
  })

  it('takes no report that is none', async () => {
    const { server, newest } = setUp()
    void server.start()
    newest().say({ report: 'listening', url: 'http://192.168.1.20:8470', name: 'x' })
    newest().say(null)
    expect(server.state.phase).toBe('starting')
  })
})

describe('a crash', () => {
  it('is followed by a start after a pause, on the same port', async () => {
    const { server, clock, newest, started, run } = setUp()
    await run()
    newest().end()
    expect(server.state).toMatchObject({ phase: 'starting', origin: A })
    clock.turn(499)
    expect(started).toHaveLength(1)
    clock.turn(1)
    expect(started).toHaveLength(2)
    expect(newest().orders[0]).toMatchObject({ port: 8470 })
    newest().say(listening())
    expect(server.state.phase).toBe('running')
  })

  it('is told after too many in a row, and forgotten after a minute without', async () => {
    const { server, clock, newest, run } = setUp()
    await run()
    const crash = (after: number): void => {
      clock.turn(after)
      newest().end()
      if (server.state.phase === 'failed') return
      clock.turn(500)
      newest().say(listening())
    }
    for (let count = 0; count < 5; count++) crash(1000)
    expect(server.state.phase).toBe('running')
    crash(60_000)
    for (let count = 0; count < 4; count++) crash(1000)
    expect(server.state.phase).toBe('running')
    crash(1000)
    expect(server.state).toMatchObject({ phase: 'failed', problem: 'crashed' })
  })
})

describe('a stop', () => {
  it('asks, and waits for the end', async () => {
    const { server, newest, run } = setUp()
    await run()
    const stop = server.stop()
    expect(newest().orders.at(-1)).toEqual({ order: 'stop' })
    expect(server.state.phase).toBe('stopping')
    newest().end()
    await stop
    expect(server.state).toMatchObject({ phase: 'off', origin: A })
  })

  it('does not wait for ever', async () => {
    const { server, clock, run } = setUp()
    await run()
    const stop = server.stop()
    clock.turn(6_000)
    await stop
    expect(server.state.phase).toBe('off')
  })

  it('takes back a start, whatever that says yet, and the wait for one', async () => {
    const { server, clock, newest, started, run } = setUp()
    void server.start()
    const stop = server.stop()
    newest().say(listening())
    expect(server.state.phase).toBe('stopping')
    newest().end()
    await stop
    await run()
    newest().end()
    await server.stop()
    expect(server.state.phase).toBe('off')
    clock.turn(60_000)
    expect(started).toHaveLength(2)
  })

  it('is waited for by the next start', async () => {
    const { server, newest, started, run } = setUp()
    await run()
    void server.stop()
    const start = server.start()
    expect(started).toHaveLength(1)
    newest().end()
    await Promise.resolve()
    await Promise.resolve()
    newest().say(listening())
    expect(await start).toMatchObject({ phase: 'running' })
    expect(started).toHaveLength(2)
  })

  it('has the last word over a start that still waits for it', async () => {
    const { server, newest, started, run } = setUp()
    await run()
    void server.stop()
    const start = server.start()
    const quit = server.stop()
    newest().end()
    await quit
    expect(await start).toMatchObject({ phase: 'off' })
    expect(started).toHaveLength(1)
  })

  it('is nothing where nothing runs', async () => {
    const { server } = setUp()
    await server.stop()
    expect(server.state.phase).toBe('off')
  })
})

describe('letting the owner in', () => {
  it('is asked of the server that runs', async () => {
    const { server, newest, run } = setUp()
    expect(await server.letIn('ines')).toEqual({ ok: false, code: 'crashed' })
    await run()
    const answer = server.letIn('ines')
    expect(newest().orders.at(-1)).toEqual({ order: 'letIn', username: 'ines' })
    newest().say({ report: 'letIn', userId: 1, username: 'ines', token: 't' })
    expect(await answer).toMatchObject({ ok: true, value: { userId: 1, username: 'ines', token: 't' } })
    server.noteOwner('ines')
    expect(server.state.steps.at(-1)).toEqual({ name: 'account', username: 'ines' })
    const again = server.letIn('ines')
    expect(
      server.state.steps.map(({ name }) => name),
      'that step is gone through anew'
    ).toEqual(['listening'])
    newest().say({ report: 'notLetIn' })
    expect(await again).toEqual({ ok: false, code: 'has_users' })
  })

  it('fails when the process ends meanwhile', async () => {
    const { server, newest, run } = setUp()
    await run()
    const answer = server.letIn('ines')
    newest().end()
    expect(await answer).toEqual({ ok: false, code: 'crashed' })
  })
})

it('makes a connection to it wait while it starts, and no other', async () => {
  const { server, newest } = setUp(8470)
  void server.start()
  let isSettled = false
  const waiting = server.settledAt(A).then(() => (isSettled = true))
  await server.settledAt(B)
  expect(isSettled).toBe(false)
  newest().say(listening())
  await waiting
  await server.settledAt(A)
})
