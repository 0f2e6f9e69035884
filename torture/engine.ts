import { join } from 'node:path'
import { root } from '../scripts/lib/paths.ts'
import { start, type Program } from '../scripts/lib/programs.ts'
import type { Accepted, Typed } from './verdict.ts'

export interface EngineOptions {
  readonly name: string
  /** Holds its copy. */
  readonly folder: string
  /** Of the server, as the client reaches it. */
  readonly origin: string
  readonly token: string
  readonly seed: number
  /** Whether the person may delete, and does. */
  readonly deletes: boolean
}

export type Order = 'type' | 'rest' | 'retry' | 'report' | 'stop'

export interface EngineState {
  readonly phase: string
  readonly unsent: number
  readonly seq: number
  /** Ranges that the copy does not hold. */
  readonly missing: number
}

export type Told =
  | { readonly kind: 'began' | 'typed'; readonly key: string }
  | { readonly kind: 'accepted'; readonly accepted: Accepted }
  | { readonly kind: 'complaint'; readonly text: string }
  | ({ readonly kind: 'state' } & EngineState)

/** A client's process, as who watches over it sees it. */
export interface Engine {
  readonly name: string
  /** Its copy. */
  readonly file: string
  typed(): readonly Typed[]
  readonly accepted: readonly Accepted[]
  /** What it warned of. */
  readonly complaints: readonly string[]
  /** Once: it types, or it was killed and is there again. */
  order(order: Exclude<Order, 'report' | 'stop'>): void
  state(): Promise<EngineState>
  /** Kills it without a warning and starts it again on its copy. */
  crash(): Promise<void>
  stop(): Promise<void>
}

const script = join(import.meta.dirname, 'engine-process.ts')
const hooks = join(root, 'scripts/lib/raw-files.ts')

export function startEngine(options: EngineOptions): Engine {
  const sureByKey = new Map<string, boolean>()
  const accepted: Accepted[] = []
  const complaints: string[] = []
  let waiting: ((state: EngineState) => void)[] = []
  const hear = (told: Told): void => {
    if (told.kind === 'accepted') accepted.push(told.accepted)
    else if (told.kind === 'complaint') complaints.push(`${options.name}: ${told.text}`)
    else if (told.kind === 'state') {
      waiting.forEach((resolve) => resolve(told))
      waiting = []
    } else sureByKey.set(told.key, told.kind === 'typed')
  }
  const launch = (): Program => {
    const args = ['--import', hooks, script, JSON.stringify(options), String(sureByKey.size)]
    const program = start(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    program.child.on('message', hear)
    return program
  }
  let program = launch()
  const order = (one: Order): void => {
    if (program.child.connected) program.child.send(one)
  }
  return {
    name: options.name,
    file: join(options.folder, 'account.sqlite'),
    typed: () => Array.from(sureByKey, ([key, isSure]) => ({ key, isSure })),
    accepted,
    complaints,
    order,
    state: () =>
      new Promise((resolve) => {
        waiting.push(resolve)
        order('report')
      }),
    async crash() {
      program.child.kill('SIGKILL')
      await program.ended
      program = launch()
      order('type')
    },
    async stop() {
      order('stop')
      const code = await program.ended
      if (code !== 0) complaints.push(`${options.name}: ended with ${code}`)
    }
  }
}
