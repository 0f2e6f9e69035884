import type { Clock, Unsubscribe } from '../../shared/std/clock.ts'

/** A timer that can be asked when it ends. */
export interface Timer {
  stop(): void
  /** Whether it is running and ends before a time. */
  isBefore(time: number): boolean
}

export function noTimer(): Timer {
  return { stop: () => undefined, isBefore: () => false }
}

export function timer(clock: Clock, milliseconds: number, work: () => void): Timer {
  const due = clock.now() + milliseconds
  let isRunning = true
  const stop: Unsubscribe = clock.after(milliseconds, () => {
    isRunning = false
    work()
  })
  return {
    stop() {
      isRunning = false
      stop()
    },
    isBefore: (time) => isRunning && due <= time
  }
}
