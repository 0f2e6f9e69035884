import type { UnopenedAccount } from '../../shared/ipc/contract.ts'
import type { Clock, Unsubscribe } from '../../shared/std/clock.ts'

/** Milliseconds until it is tried again; twice as long after each time that it fails. */
const FIRST_TRY = 2000
const LONGEST_TRY = 15_000

/** The account that was to be shown and could not be opened. */
export interface Unopened {
  /** Null: there is none. */
  readonly now: UnopenedAccount | null
  /** It could not be opened, perhaps once more. */
  set(account: UnopenedAccount, tryAgain: () => void): void
  clear(): void
}

export function createUnopened(clock: Clock): Unopened {
  let now: UnopenedAccount | null = null
  let delay = FIRST_TRY
  let stopTimer: Unsubscribe = () => undefined
  return {
    get now() {
      return now
    },
    set(account, tryAgain) {
      stopTimer()
      delay = now ? Math.min(LONGEST_TRY, delay * 2) : FIRST_TRY
      now = account
      // This program never will.
      if (account.problem !== 'newer') stopTimer = clock.after(delay, tryAgain)
    },
    clear() {
      stopTimer()
      now = null
    }
  }
}
