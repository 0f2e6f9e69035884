import type { Clock, Unsubscribe } from '../../shared/std/clock.ts'

/** Milliseconds between two tries. */
const EVERY = 2000

/** What the person wants to be done about a start that fails. */
export type Wish = 'try-again' | 'quit'

export interface PatientStart<T> {
  readonly open: () => T
  /** Tells the person why it fails, and asks what they want, until they have said so or the signal ends it. */
  readonly ask: (error: unknown, signal: AbortSignal) => Promise<Wish>
  readonly clock: Clock
}

export interface Opened<T> {
  readonly opened: T
}

/** Opens what the program cannot start without, once it can be opened. Null: the person would rather quit. */
export async function openPatiently<T>(start: PatientStart<T>): Promise<Opened<T> | null> {
  for (;;) {
    try {
      return { opened: start.open() }
    } catch (error) {
      const outcome = await askAndTry(start, error)
      if (outcome !== 'try-again') return outcome === 'quit' ? null : outcome
    }
  }
}

/** It is tried on while the person reads: who makes room is not asked to say so. */
async function askAndTry<T>(
  { open, ask, clock }: PatientStart<T>,
  error: unknown
): Promise<Opened<T> | Wish> {
  const question = new AbortController()
  let stopTimer: Unsubscribe = () => undefined
  const tried = new Promise<Opened<T>>((resolve) => {
    const tryLater = (): void => {
      stopTimer = clock.after(EVERY, () => {
        try {
          resolve({ opened: open() })
        } catch {
          tryLater()
        }
      })
    }
    tryLater()
  })
  const outcome = await Promise.race([tried, ask(error, question.signal)])
  stopTimer()
  question.abort()
  return outcome
}
