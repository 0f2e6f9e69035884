/** Undoes a subscription or a timer; calling it twice does nothing. */
export type Unsubscribe = () => void

/** Time as an argument, so that tests can turn it. Times are milliseconds since 1970, delays milliseconds. */
export interface Clock {
  now(): number
  /** Calls `callback` once after `delay`, unless the returned function is called before. */
  after(delay: number, callback: () => void): Unsubscribe
}

interface Timers {
  setTimeout(callback: () => void, delay: number): unknown
  clearTimeout(timer: never): void
}

/** The real clock of a process; `timers` is its `globalThis`. */
export function createSystemClock(timers: Timers): Clock {
  return {
    now: () => Date.now(),
    after(delay, callback) {
      const timer = timers.setTimeout(callback, delay)
      return () => timers.clearTimeout(timer as never)
    }
  }
}
