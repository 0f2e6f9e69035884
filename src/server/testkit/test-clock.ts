import type { Clock } from '../../shared/std/clock.ts'

/** A clock that stands still until it is turned. */
export function createTestClock(): Clock & { turn(milliseconds: number): void } {
  let now = 1_700_000_000_000
  const timers = new Set<{ at: number; callback: () => void }>()
  return {
    now: () => now,
    after(delay, callback) {
      const timer = { at: now + delay, callback }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    turn(milliseconds) {
      const end = now + milliseconds
      for (;;) {
        const due = [...timers].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0]
        if (!due) break
        timers.delete(due)
        now = due.at
        due.callback()
      }
      now = end
    }
  }
}
