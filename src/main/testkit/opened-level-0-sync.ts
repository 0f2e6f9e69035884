import { setImmediate } from 'node:timers/promises'
import { onTestFinished, vi } from 'vitest'
import type { WebSocket } from 'ws'
import { completeProfile, type ProfileDocument } from '../../shared/protocol/profile.ts'
import { ok } from '../../shared/std/result.ts'
import { silentLog } from '../../shared/testkit/make.ts'
import { createLevel0Dialect } from '../connection/level-0/level-0-dialect.ts'
import { createProfileClient } from '../connection/level-0/profile-client.ts'
import { openSocket } from '../connection/socket.ts'
import { startLevel0Server, type Level0Options, type Level0Server } from './level-0/server.ts'
import { openEngine, type OpenedSync } from './opened-sync.ts'
import { temporaryFolder } from './temporary.ts'

export interface OpenedLevel0Sync extends Omit<OpenedSync, 'token'> {
  /** Waits until the engine is online and has compared its copy, where there is something to compare it with. */
  online(): Promise<void>
  /** Waits until the room shows these texts. */
  shows(bodies: readonly string[]): Promise<void>
  /** Waits until what is on its way over the links, both ways, has arrived. */
  carried(): Promise<void>
  /** And until everything that was asked over HTTP is answered. */
  settled(): Promise<void>
}

export interface Level0Guest {
  readonly server: Level0Server
  readonly profile?: Omit<ProfileDocument, 'profile'>
  /** Who signs in; Ada, a superuser, unless it is said. */
  readonly username?: 'ada' | 'bob' | 'cleo'
  /** Null: the sign-in did not say who they are. */
  readonly user?: null
  /** What they typed as their name; their user name unless it is said. */
  readonly typedName?: string
  readonly folder?: string
}

/** The tests' level 0 server with Ada, who may delete, and Bob and Cleo, who may not. */
export async function startRoom(options: Level0Options = {}): Promise<Level0Server> {
  const server = await startLevel0Server(options)
  onTestFinished(() => server.stop())
  server.addUser({ username: 'ada', password: 'ada', superuser: true, firstName: 'Ada' })
  server.addUser({ username: 'bob', password: 'bob' })
  server.addUser({ username: 'cleo', password: 'cleo' })
  return server
}

/** A real engine signed in at a level 0 server; only time and chance are the test's. */
export function openLevel0Sync(guest: Level0Guest): OpenedLevel0Sync {
  const { server, username = 'ada', folder = temporaryFolder() } = guest
  const profile = completeProfile({ profile: 1, ...guest.profile })
  const id = ['ada', 'bob', 'cleo'].indexOf(username) + 1
  const person = { id, username, firstName: '', lastName: '', isSuperuser: username === 'ada' }
  const user = guest.user === null ? null : person
  const session = {
    token: server.tokenOf(username),
    refreshToken: null,
    cookies: {},
    user,
    username: guest.typedName ?? username
  }
  const { countedFetch, answered } = countFetches()
  const opened = openEngine(
    (clock) =>
      createLevel0Dialect({
        server: { origin: server.url, profile },
        client: createProfileClient({ fetch: countedFetch, openSocket, clock }),
        askSession: async () => ok(session),
        keepSession: () => undefined,
        log: silentLog
      }),
    folder
  )
  async function carried(): Promise<void> {
    // What arrives may make the other side say one thing more.
    for (let round = 0; round < 2; round++) {
      await Promise.all(server.connections().map(({ socket }) => carriesAll(socket)))
      await setImmediate()
    }
  }
  const isCompared = (): boolean =>
    profile.history === null || opened.store.cursors.get('room:1') !== null || server.messages().length === 0
  return {
    ...opened,
    online: () =>
      vi.waitFor(() => {
        if (opened.sync.connection.phase !== 'online' || !isCompared()) throw new Error('not online yet')
      }),
    shows: (bodies) =>
      vi.waitFor(async () => {
        const shown = await opened.bodies()
        if (shown.join('\n') !== bodies.join('\n')) throw new Error(`the room shows ${shown.join(', ')}`)
      }),
    carried,
    async settled() {
      await answered()
      await carried()
      await answered()
    }
  }
}

/** The real `fetch`, and a promise of the moment in which no answer is waited for. */
function countFetches() {
  const waiting = new Set<Promise<unknown>>()
  const countedFetch: typeof fetch = (...request) => {
    const answer = fetch(...request)
    const isHeard = answer.then((response) => response.clone().arrayBuffer())
    const done = isHeard.catch(() => undefined).finally(() => waiting.delete(done))
    waiting.add(done)
    return answer
  }
  async function answered(): Promise<void> {
    while (waiting.size > 0) {
      await Promise.all(waiting)
      await setImmediate()
    }
  }
  return { countedFetch, answered }
}

/** Resolves when the other side has heard everything and what it had said by then has come, or the link has ended. */
function carriesAll(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      socket.off('pong', done).off('close', done)
      resolve()
    }
    if (socket.readyState !== socket.OPEN) return done()
    socket.on('pong', done).on('close', done)
    socket.ping()
  })
}
