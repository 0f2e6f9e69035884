import type { Clock } from '../std/clock.ts'

/** A clock that stands still until a test turns it. */
export interface TurnedClock extends Clock {
  /** Moves time on by `span` milliseconds, calling what falls due, in its order. */
  turn(span: number): void
  /** Milliseconds until the next timer falls due; null: none runs. */
  untilNext(): number | null
  /** Sets the clock on the wall by `span` milliseconds; timers run on as if nothing had happened. */
  shift(span: number): void
}

export function createTurnedClock(start = Date.UTC(2026, 3, 13, 9)): TurnedClock {
  let time = start
  let shifted = 0
  /** In the order in which they fall due; those of one moment in the order in which they were set. */
  const timers: { readonly due: number; readonly callback: () => void }[] = []
  return {
    now: () => time + shifted,
    after(delay, callback) {
      const timer = { due: time + delay, callback }
      timers.splice(timers.findLastIndex(({ due }) => due <= timer.due) + 1, 0, timer)
      return () => {
        const index = timers.indexOf(timer)
        if (index >= 0) timers.splice(index, 1)
      }
    },
    turn(span) {
      const end = time + span
      for (let next = timers[0]; next && next.due <= end; next = timers[0]) {
        timers.shift()
        time = next.due
        next.callback()
      }
      time = end
    },
    untilNext: () => (timers[0] ? Math.max(0, timers[0].due - time) : null),
    shift: (span) => void (shifted += span)
  }
}
