import type { Clock } from '../../shared/std/clock.ts'
import type { AccountStore } from '../store/account-store.ts'

/** A greeting that says less than this of an earlier time than was thought may only have been slow. */
const SLOW_GREETING = 2000

/** What the server's clock shows, as far as this computer knows: its own is somebody's to set. */
export interface ServerTime {
  now(): number
  /** Inside the transaction: what the server's clock showed as it greeted; null: it does not say. */
  greet(time: number | null): void
}

/**
 * Kept on disk, for what is typed before the next greeting. The way of the greeting makes what is measured a little too
 * small, by nobody knows how much: the answer to a question would tell, and a greeting answers none. No greeting makes
 * it too great, so of two that differ by no more than such a way the greater one is nearer.
 */
export function createServerTime({ store, clock }: { store: AccountStore; clock: Clock }): ServerTime {
  return {
    now: () => clock.now() + store.identity.clockOffset(),
    greet(time) {
      if (time === null) return
      const measured = time - clock.now()
      store.identity.setClockOffset(nearerOffset(store.identity.clockOffset(), measured))
    }
  }
}

/** Milliseconds between the two clocks: what was known or what was measured now, whichever is nearer to the truth. */
export function nearerOffset(known: number, measured: number): number {
  return measured < known && known - measured < SLOW_GREETING ? known : measured
}
