import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from './paths.ts'
import { Failure } from './progress.ts'

const hasGroups = process.platform !== 'win32'
const running: Program[] = []

// The last net: whatever ends this process, nothing of what it started goes on.
process.on('exit', () => running.forEach(({ child }) => killGroup(child)))

interface StartOptions {
  env?: Record<string, string | undefined>
  stdio?: StdioOptions
  /** How `stop` asks first, and for how many milliseconds it then waits before it kills. */
  stopSignal?: NodeJS.Signals
  patience?: number
}

/** A program that was started here, and so is ended here. */
export interface Program {
  readonly child: ChildProcess
  /** Settles when the program has ended: its exit code, or the name of the signal that ended it. */
  readonly ended: Promise<number | string>
  /** Asks the program to end, waits, kills it if need be, and with it whatever it started. */
  stop: () => Promise<void>
}

/**
 * Starts a program in a process group of its own: a Ctrl-C in the terminal then reaches this process alone,
 * which ends everything in order, and no child of the program outlives it.
 */
export function start(command: string, args: string[], options: StartOptions = {}): Program {
  const { env = {}, stdio = 'inherit', stopSignal = 'SIGTERM', patience = 5000 } = options
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio,
    detached: hasGroups
  })
  const ended = new Promise<number | string>((resolve, reject) => {
    child.on('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'ENOENT' ? new Failure(`The program "${command}" is not installed.`) : error)
    })
    child.on('exit', (code, signal) => resolve(code ?? signal ?? 1))
  })
  const program: Program = { child, ended, stop }
  const forget = (): void => {
    const place = running.indexOf(program)
    if (place >= 0) running.splice(place, 1)
    killGroup(child)
  }
  async function stop(): Promise<void> {
    child.kill(stopSignal)
    await Promise.race([ended, sleep(patience, undefined, { ref: false })])
    killGroup(child)
    await ended
  }
  running.push(program)
  ended.then(forget, forget)
  return program
}

/** Ends every program that is still running, the last one started first. */
export async function stopAll(): Promise<void> {
  for (let last = running.at(-1); last; last = running.at(-1)) {
    await last.stop().catch(() => running.splice(running.indexOf(last), 1))
  }
}

/** Runs a program to its end and returns what it printed: standard output, then standard error. */
export async function run(
  command: string,
  args: string[],
  options: Omit<StartOptions, 'stdio'> & { limit?: number } = {}
): Promise<{ code: number | string; output: string }> {
  const program = start(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  const limit = options.limit ? setTimeout(() => void program.stop(), options.limit) : undefined
  try {
    const { stdout, stderr } = program.child
    const [code, out, err] = await Promise.all([program.ended, textOf(stdout), textOf(stderr)])
    return { code, output: out + err }
  } finally {
    clearTimeout(limit)
  }
}

async function textOf(stream: Readable | null): Promise<string> {
  return stream ? text(stream) : ''
}

/** The first line a program prints on standard output, which must be a pipe. Fails when it ends before. */
export async function firstLine(program: Program): Promise<string> {
  const { stdout } = program.child
  if (!stdout) throw new Error('firstLine needs a program whose standard output is a pipe')
  let printed = ''
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      printed += chunk.toString()
      const end = printed.indexOf('\n')
      if (end < 0) return
      stdout.off('data', read).resume()
      resolve(printed.slice(0, end))
    }
    stdout.on('data', read)
    program.ended.then((code) => reject(new Failure(`"${program.child.spawnfile}" ended (${code}).`)), reject)
  })
}

/** Kills what is left of a program's process group, if anything is. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    if (hasGroups) process.kill(-child.pid, 'SIGKILL')
    else child.kill('SIGKILL')
  } catch {
    // Nothing of it is left.
  }
}
