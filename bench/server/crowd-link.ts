import { join } from 'node:path'
import { start } from '../../scripts/lib/programs.ts'

/** What a crowd can be asked to do. */
export type Ask =
  | ({ readonly verb: 'come' } & Coming)
  | ({ readonly verb: 'burst' } & Burst)
  | ({ readonly verb: 'pace' } & Pace)
  | ({ readonly verb: 'acknowledge' } & Acknowledge)
  | { readonly verb: 'lose' }
  | { readonly verb: 'leave' }

/** All connect at once. */
export interface Coming {
  readonly port: number
  readonly tokens: readonly string[]
  /** The last message that all of them have. */
  readonly cursor: { readonly seq: number; readonly event: string }
  /** What they miss since then: each is there once it has it. */
  readonly missed: number
  /** Whether they say `resume`, and wait for the answer's end. */
  readonly resumes: boolean
}

/** The first of them sends for a while, never more than `inFlight` that have not come back to it. */
export interface Burst {
  readonly inFlight: number
  readonly ms: number
}

/** The first of them sends every so many milliseconds. */
export interface Pace {
  readonly every: number
  readonly messages: number
}

/** The first of them sends one after the other, each once the one before is acknowledged. */
export interface Acknowledge {
  readonly messages: number
}

export interface Came {
  readonly ms: number
  /** How many are there, with everything that they missed, in order. */
  readonly caughtUp: number
  /** How many had to fetch what they missed in another way, because the server left it out. */
  readonly refetching: number
}

/** What came of messages: `expected` deliveries, `good` of which came, once and in their order. */
export interface Delivered {
  readonly messages: number
  readonly expected: number
  readonly good: number
  /** From the first that was sent until the last had come. */
  readonly ms: number
  readonly bytes: number
}

export interface Paced extends Delivered {
  /** Milliseconds from sending to coming, over all deliveries. */
  readonly p50: number
  readonly p99: number
}

export interface Question {
  readonly id: number
  readonly ask: Ask
}
export type Answer = { readonly id: number } & ({ readonly result: unknown } | { readonly error: string })

/** The clients of one server, in a process of their own. */
export interface CrowdLink {
  come(coming: Coming): Promise<Came>
  burst(burst: Burst): Promise<Delivered>
  pace(pace: Pace): Promise<Paced>
  /** Answers the median, in milliseconds. */
  acknowledge(asked: Acknowledge): Promise<number>
  /** Resolves when the server has gone for all of them; answers the last message that all of them have. */
  lose(): Promise<number>
  /** All go. */
  leave(): Promise<void>
  stop(): Promise<void>
}

export async function startCrowd(): Promise<CrowdLink> {
  const program = start(process.execPath, [join(import.meta.dirname, 'crowd-process.ts')], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc']
  })
  const waiting = new Map<number, (answer: Answer) => void>()
  let asked = 0
  const ready = new Promise<Answer>((resolve) => waiting.set(0, resolve))
  program.child.on('message', (answer: Answer) => {
    waiting.get(answer.id)?.(answer)
    waiting.delete(answer.id)
  })
  program.ended.then(
    (code) => waiting.forEach((settle, id) => settle({ id, error: `the clients’ process ended (${code})` })),
    () => undefined
  )

  async function ask<T>(question: Ask): Promise<T> {
    const id = ++asked
    const answer = await new Promise<Answer>((resolve) => {
      waiting.set(id, resolve)
      program.child.send({ id, ask: question } satisfies Question)
    })
    if ('error' in answer) throw new Error(answer.error)
    return answer.result as T
  }

  await ready
  return {
    come: (coming) => ask({ verb: 'come', ...coming }),
    burst: (burst) => ask({ verb: 'burst', ...burst }),
    pace: (pace) => ask({ verb: 'pace', ...pace }),
    acknowledge: (asked) => ask({ verb: 'acknowledge', ...asked }),
    lose: () => ask({ verb: 'lose' }),
    leave: () => ask({ verb: 'leave' }),
    stop: program.stop
  }
}
