import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { createTestFolder } from './test-server.ts'

const CLI = path.join(import.meta.dirname, '../cli.ts')

/** The command line as people use it: real processes on a real folder. */
export interface TestCli {
  readonly folder: string
  launch(args: readonly string[], stdin?: string): ChildProcessWithoutNullStreams
  /** Runs a command on the folder to its end. */
  run(args: readonly string[], stdin?: string): Promise<Ran>
  /** Starts a server on the folder and waits for its line. */
  start(...args: string[]): Promise<Started>
  stop(started: Started, signal: NodeJS.Signals): Promise<number | null>
  /** Ends what still runs and removes the folder. */
  dispose(): Promise<void>
}

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

export interface Started {
  readonly child: ChildProcessWithoutNullStreams
  readonly url: string
  readonly out: () => string
  readonly err: () => string
}

export function createTestCli(): TestCli {
  const folder = createTestFolder()
  const children: ChildProcessWithoutNullStreams[] = []

  function launch(args: readonly string[], stdin = ''): ChildProcessWithoutNullStreams {
    const env = { ...process.env, NODE_COMPILE_CACHE: path.join(tmpdir(), 'causerie-compile-cache') }
    const child = spawn(process.execPath, [CLI, ...args], { env })
    children.push(child)
    child.stdin.end(stdin)
    return child
  }

  return {
    folder: folder.path,
    launch,
    async run(args, stdin) {
      const child = launch([...args, '--data', folder.path], stdin)
      const ended = once(child, 'exit')
      const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), ended])
      return { code: code as number, out, err }
    },
    async start(...args) {
      const child = launch(['start', '--data', folder.path, '--port', '0', '--json', ...args])
      let out = ''
      let err = ''
      child.stderr.on('data', (chunk) => (err += String(chunk)))
      await new Promise<void>((resolve, reject) => {
        child.stdout.on('data', (chunk) => {
          out += String(chunk)
          if (out.includes('\n')) resolve()
        })
        child.once('exit', (code) => reject(new Error(`exit ${code}: ${err}`)))
      })
      const { url } = JSON.parse(out) as { url: string }
      return { child, url, out: () => out, err: () => err }
    },
    async stop({ child }, signal) {
      child.kill(signal)
      // It may have ended before, and then nothing is said again.
      if (!hasEnded(child)) await once(child, 'exit')
      return child.exitCode
    },
    async dispose() {
      for (const child of children) {
        if (hasEnded(child)) continue
        child.kill('SIGKILL')
        await once(child, 'exit')
      }
      folder.remove()
    }
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcessWithoutNullStreams): boolean {
  return exitCode !== null || signalCode !== null
}

/** Null: not let in. */
export async function signIn(url: string, username: string, password: string): Promise<string | null> {
  const answer = await fetch(`${url}/api/login/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password })
  })
  return answer.ok ? ((await answer.json()) as { token: string }).token : null
}
