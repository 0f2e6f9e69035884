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
  let timers: { readonly due: number; readonly callback: () => void }[] = []
  return {
    now: () => time + shifted,
    after(delay, callback) {
      const timer = { due: time + delay, callback }
      timers.push(timer)
      return () => void (timers = timers.filter((other) => other !== timer))
    },
    turn(span) {
      const end = time + span
      for (;;) {
        const next = timers.filter(({ due }) => due <= end).toSorted((a, b) => a.due - b.due)[0]
        if (!next) break
        timers = timers.filter((other) => other !== next)
        time = next.due
        next.callback()
      }
      time = end
    },
    untilNext: () =>
      timers.length === 0 ? null : Math.max(0, Math.min(...timers.map(({ due }) => due)) - time),
    shift: (span) => void (shifted += span)
  }
}
