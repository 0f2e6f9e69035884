import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { askToAddUser, askToNotify } from '../../src/server/control/client.ts'
import { dataFolderAt } from '../../src/server/data-folder.ts'

const cli = resolve(import.meta.dirname, '../../src/server/cli.ts')

/** A person with an account on a test's server. */
export interface Person {
  readonly username: string
  readonly password: string
}

/**
 * The companion server as a real process on a data folder of its own. It is administered over the socket through
 * which the command line does it: a process for each person would take longer than many a test.
 */
export interface Companion {
  readonly url: string
  /** Its data folder. */
  readonly data: string
  /** The one-time code that it has printed so far, when it has no users. */
  setupCode(): string | null
  addUser(username: string, options?: { superuser?: boolean; name?: [string, string] }): Promise<Person>
  /** Sends a notification as the operator: to one person, or to everyone. */
  notify(text: string, options?: { to?: Person; title?: string }): Promise<void>
  /** Signs a person in without the app; answers the token. */
  token(person: Person): Promise<string>
  /** Ends it in order, or as a crash does. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>
  /** Starts it again on the same port and data. */
  restart(): Promise<void>
  dispose(): Promise<void>
}

export async function startCompanion(): Promise<Companion> {
  const data = mkdtempSync(join(tmpdir(), 'causerie-server-'))
  const { control } = dataFolderAt(data)
  let running = await start(data, 0)
  const { url } = running
  const stop = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<void> => {
    const { child } = running
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await once(child, 'exit')
  }
  return {
    url,
    data,
    setupCode: () => /\b[A-Z0-9]{4}-[A-Z0-9]{4}\b/.exec(running.told())?.[0] ?? null,
    async addUser(username, { superuser = false, name: [firstName, lastName] = ['', ''] } = {}) {
      const password = `password of ${username}`
      const names = { first_name: firstName, last_name: lastName }
      const user = { username, password, ...names, is_superuser: superuser }
      refuseCode(await askToAddUser(control, user))
      return { username, password }
    },
    async notify(text, { to, title = '' } = {}) {
      refuseCode(await askToNotify(control, { username: to?.username ?? null, title, message: text }))
    },
    async token(person) {
      const body = JSON.stringify(person)
      const headers = { 'content-type': 'application/json' }
      const response = await fetch(`${url}/api/login/`, { method: 'POST', headers, body })
      const answer = (await response.json()) as { token: string }
      return answer.token
    },
    stop,
    async restart() {
      await stop()
      running = await start(data, Number(new URL(url).port))
    },
    async dispose() {
      await stop('SIGKILL')
      rmSync(data, { recursive: true, force: true })
    }
  }
}

interface Running {
  readonly child: ChildProcess
  readonly url: string
  /** What it has said to people. */
  readonly told: () => string
}

async function start(data: string, port: number): Promise<Running> {
  const args = [cli, 'start', '--data', data, '--port', String(port), '--name', 'Labo Tourbe', '--json']
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let told = ''
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()))
  const lines = createInterface({ input: child.stdout })
  const [line] = (await Promise.race([
    once(lines, 'line'),
    once(child, 'exit').then(() => Promise.reject(new Error(`the server did not start: ${told}`)))
  ])) as [string]
  const { url } = JSON.parse(line) as { url: string }
  return { child, url, told: () => told }
}

function refuseCode(answer: object): void {
  if ('code' in answer) throw new Error(`the server refused: ${String(answer.code)}`)
}
