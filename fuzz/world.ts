import { createHash } from 'node:crypto'
import { createTurnedClock, type TurnedClock } from '../src/shared/testkit/turned-clock.ts'

/** Time and the turns of the event loop, both by hand: the same history runs the same way on every machine. */
export interface World {
  readonly clock: TurnedClock
  /** Calls back when this turn has brought all that it brings. */
  afterTurn(step: () => void): void
  /** Until nothing is left to do at this moment. */
  settle(): Promise<void>
  /** Moves time on, settling at each moment at which something falls due. */
  pass(span: number): Promise<void>
  /** The value of a promise that real files keep waiting, no time passing meanwhile. */
  until<T>(promise: Promise<T>): Promise<T>
  /** Notes what happened: two runs of one history must note the same. */
  note(what: string): void
  /** A digest of all that was noted. */
  digest(): string
  /** The last things that were noted. */
  readonly notes: readonly string[]
  /** Gives the event loop back. */
  end(): void
}

const MOST_NOTES = 400

export function createWorld(): World {
  const clock = createTurnedClock()
  const hash = createHash('sha256')
  const realSetImmediate = globalThis.setImmediate
  const notes: string[] = []
  let steps: (() => void)[] = []

  const afterTurn = (step: () => void): void => void steps.push(step)
  // The server waits for the next turn of the event loop by its own name for it.
  globalThis.setImmediate = ((step: (...values: unknown[]) => void, ...values: unknown[]) =>
    afterTurn(() => step(...values))) as unknown as typeof setImmediate

  /** All that promises bring comes before it ends. */
  const realTurn = (): Promise<void> => new Promise((resolve) => realSetImmediate(resolve))
  const runSteps = (): void => {
    const now = steps
    steps = []
    now.forEach((step) => step())
  }
  const settle = async (): Promise<void> => {
    await realTurn()
    while (steps.length > 0) {
      runSteps()
      await realTurn()
    }
  }
  return {
    clock,
    afterTurn,
    settle,
    async pass(span) {
      const end = clock.now() + span
      for (;;) {
        await settle()
        const wait = clock.untilNext()
        if (wait === null || clock.now() + wait > end) break
        clock.turn(wait)
      }
      clock.turn(end - clock.now())
      await settle()
    },
    async until(promise) {
      let isDone = false
      const end = (): void => void (isDone = true)
      promise.then(end, end)
      while (!isDone) await settle()
      return promise
    },
    note(what) {
      const line = `${clock.now()} ${what}`
      hash.update(`${line}\n`)
      notes.push(line)
      if (notes.length > MOST_NOTES) notes.shift()
    },
    digest: () => hash.copy().digest('hex'),
    notes,
    end() {
      globalThis.setImmediate = realSetImmediate
    }
  }
}
