import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'
import type { AnyEvent, EventName, Events } from '../../shared/ipc/contract.ts'
import type { Message } from '../../shared/model/message.ts'
import type { Hello } from '../../shared/protocol/down.ts'
import { clientId, makeHello, silentLog } from '../../shared/testkit/make.ts'
import { createTurnedClock, type TurnedClock } from '../../shared/testkit/turned-clock.ts'
import { ok } from '../../shared/std/result.ts'
import { createCauserieDialect } from '../connection/causerie-dialect.ts'
import { createConnection, type AskToken, type Trace } from '../connection/connection.ts'
import type { Dialect } from '../connection/dialect.ts'
import { openSocket } from '../connection/socket.ts'
import { openAccountStore, type AccountStore } from '../store/account-store.ts'
import type { News } from '../sync/news.ts'
import { createSync, type Sync } from '../sync/sync.ts'
import { openScriptedServer, type ScriptedServer, type Visitor } from './scripted-server.ts'
import { temporaryFolder } from './temporary.ts'

/** A real engine on a real file and a real socket; only time and chance are the test's. */
export interface OpenedSync {
  readonly sync: Sync
  readonly store: AccountStore
  readonly clock: TurnedClock
  readonly folder: string
  readonly events: AnyEvent[]
  readonly news: News[]
  readonly traces: Trace[]
  /** What is answered when the connection asks for its token. */
  readonly token: { answer: Awaited<ReturnType<AskToken>> }
  /** The room as a page would show it. */
  messages(): Promise<readonly Message[]>
  bodies(): Promise<string[]>
  /** Waits until the last event of a name fits. */
  until<N extends EventName>(name: N, fits: (value: Events[N]) => boolean): Promise<void>
  stop(): void
}

let ids = 900

export function openSync(url: string, folder = temporaryFolder(), secret = 'a-token'): OpenedSync {
  const token: OpenedSync['token'] = { answer: ok(secret) }
  const dialect = createCauserieDialect(originOf(url), async () => token.answer)
  return { ...openEngine(() => dialect, folder), token }
}

/** The engine for a server of any kind; its dialect is made with the test's clock. */
export function openEngine(
  createDialect: (clock: TurnedClock) => Dialect,
  folder: string
): Omit<OpenedSync, 'token'> {
  const clock = createTurnedClock()
  const traces: Trace[] = []
  const store = openAccountStore(join(folder, 'account.sqlite'))
  const connection = createConnection(
    { openSocket, clock, random: () => 0.5, log: silentLog, trace: (trace) => traces.push(trace) },
    createDialect(clock)
  )
  const newId = (): string => clientId(ids++)
  const sync = createSync({ store, connection, clock, newId, afterTurn: setImmediate, log: silentLog })
  const events: AnyEvent[] = []
  const news: News[] = []
  sync.events.subscribe((event) => events.push(event))
  sync.news.subscribe((one) => news.push(one))
  let isStopped = false
  const stop = (): void => {
    if (isStopped) return
    isStopped = true
    sync.stop()
    store.close()
  }
  onTestFinished(stop)
  const messages = async (): Promise<readonly Message[]> => (await sync.page(1, null)).messages
  sync.start()
  return {
    sync,
    store,
    clock,
    folder,
    events,
    news,
    traces,
    messages,
    bodies: async () => (await messages()).map(({ body }) => body),
    until: (name, fits) =>
      vi.waitFor(() => {
        const last = events.findLast((event) => event.name === name)
        if (!last || !fits(last.value as never)) throw new Error(`${name} is ${JSON.stringify(last?.value)}`)
      }),
    stop
  }
}

/** The server's address from its socket's. */
function originOf(url: string): string {
  return new URL(url.replace(/^ws/, 'http')).origin
}

/** An engine that has been greeted and has resumed, and the server's side of its link. */
export async function openOnline(): Promise<Online> {
  const server = await openScriptedServer()
  const opened = openSync(server.url)
  const visitor = await server.visitor()
  visitor.say(makeHello())
  await visitor.hear('resume')
  return { server, visitor, opened }
}

export interface Online {
  readonly server: ScriptedServer
  readonly visitor: Visitor
  readonly opened: OpenedSync
}

/** The same engine on its next link. */
export async function comesBack(
  server: ScriptedServer,
  opened: OpenedSync,
  hello: Partial<Hello> = {}
): Promise<Visitor> {
  await opened.until('connection.changed', ({ phase }) => phase === 'waiting')
  const next = server.visitor()
  opened.sync.retryConnection()
  const visitor = await next
  visitor.say(makeHello(hello))
  return visitor
}

/** What better-sqlite3 throws when the disk refuses. */
export function diskFault(): never {
  throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
}
