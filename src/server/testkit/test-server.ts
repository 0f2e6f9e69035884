import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createSystemClock } from '../../shared/std/clock.ts'
import type { Log, LogFields } from '../../shared/std/log.ts'
import { askToAddUser, askToNotify } from '../control/client.ts'
import { dataFolderAt } from '../data-folder.ts'
import { createServer, type RunningServer, type ServerOptions } from '../index.ts'
import { nextTurn } from '../next-turn.ts'
import { rules } from '../rooms/rules.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import type { Store } from '../store/store.ts'
import type { World } from '../world.ts'
import { addRooms } from './add-rooms.ts'
import { freePort } from './free-port.ts'
import { connect, type ConnectOptions, type TestClient } from './test-client.ts'

/** A folder under the system's temporary one, and how to remove it. */
export function createTestFolder(): { path: string; remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'causerie-'))
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export interface LogEntry {
  readonly level: 'info' | 'warn' | 'error'
  readonly event: string
  readonly fields: LogFields
}

export function createTestLog(): Log & { readonly entries: LogEntry[] } {
  const entries: LogEntry[] = []
  const at =
    (level: LogEntry['level']) =>
    (event: string, fields: LogFields = {}) => {
      entries.push({ level, event, fields })
    }
  return { entries, info: at('info'), warn: at('warn'), error: at('error') }
}

/** A real server in this process, on a real folder. */
export interface TestServer {
  readonly url: string
  readonly port: number
  readonly folder: string
  readonly setupCode: string | null
  readonly log: ReturnType<typeof createTestLog>
  /** Adds a user, signs them in, and resolves to their token. */
  addUser(username: string, isSuperuser?: boolean): Promise<string>
  /** A notification from the operator: for everyone, or for one user. Answers its number. */
  notify(username: string | null, message: string): Promise<number>
  signIn(username: string, password?: string): Promise<string>
  connect(token: string, options?: Partial<ConnectOptions>): Promise<TestClient>
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>
  /** Stops the server, has something done to its files, and starts it again on the same folder and port. */
  restart(whileStopped?: (store: Store) => Promise<void>): Promise<void>
  /** Stops everything and removes the folder. */
  dispose(): Promise<void>
}

export const PASSWORD = 'correct horse'

export interface TestServerOptions extends Partial<ServerOptions> {
  /** The names of rooms beside the first, whose numbers are 2, 3 and so on. */
  readonly rooms?: readonly string[]
}

export async function startTestServer(
  world: Partial<World> = {},
  { rooms = [], ...options }: TestServerOptions = {}
): Promise<TestServer> {
  const folder = createTestFolder()
  if (rooms.length > 0) await addRooms(folder.path, rooms)
  const log = createTestLog()
  const clients: TestClient[] = []
  const parts: World = {
    clock: createSystemClock(globalThis),
    randomBytes,
    openStore: openSqliteStore,
    log,
    ...world
  }
  let running: RunningServer | null = null

  async function start(port: number): Promise<RunningServer> {
    running = await createServer({ dataFolder: folder.path, port, name: 'Essai', ...options }, parts)
    return running
  }

  async function stop(): Promise<void> {
    await running?.close()
    running = null
  }

  const port = await freePort()
  const { url, setupCode } = await start(port).catch((error: unknown) => {
    folder.remove()
    throw error
  })

  const post = (to: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(url + to, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body)
    })

  async function signIn(username: string, password = PASSWORD): Promise<string> {
    const answer = await post('/api/login/', { username, password })
    if (answer.status !== 200) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`)
    const body = (await answer.json()) as { token: string }
    return body.token
  }

  return {
    url,
    port,
    folder: folder.path,
    setupCode,
    log,
    async addUser(username, isSuperuser = false) {
      await askToAddUser(dataFolderAt(folder.path).control, {
        username,
        password: PASSWORD,
        first_name: '',
        last_name: '',
        is_superuser: isSuperuser
      })
      return signIn(username)
    },
    async notify(username, message) {
      const notice = { username, title: '', message }
      const answer = await askToNotify(dataFolderAt(folder.path).control, notice)
      if ('code' in answer) throw new Error(answer.code)
      return answer.notification_id
    },
    signIn,
    async connect(token, options = {}) {
      const client = await connect({ url, token, level: 1, ...options })
      clients.push(client)
      return client
    },
    post,
    async restart(whileStopped) {
      await stop()
      if (whileStopped) {
        const store = openSqliteStore(dataFolderAt(folder.path).database, { ...parts, rules })
        await whileStopped(store)
        await store.close()
      }
      await start(port)
      // A connection that `fetch` keeps for its next request has ended: that is heard before anybody asks.
      await nextTurn()
      await nextTurn()
    },
    async dispose() {
      for (const client of clients) client.ws.terminate()
      await stop()
      folder.remove()
    }
  }
}
