import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** Slows down whoever guesses. */
export interface Throttle {
  /** Counts a try before it is made, so that many at once gain nothing. Seconds to wait, or null: go ahead. */
  attempt(address: string, account: string): Promise<number | null>
  /** The try was right: it counts for nothing. */
  succeeded(address: string, account: string): Promise<void>
}

const WINDOW_SECONDS = 5 * 60
/** A person mistypes their password a few times. */
const TRIES_PER_ACCOUNT = 10
/** Several people behind one address do. */
const TRIES_PER_ADDRESS = 100

export function createThrottle(): Throttle {
  const byAccount = new RateLimiterMemory({ points: TRIES_PER_ACCOUNT, duration: WINDOW_SECONDS })
  const byAddress = new RateLimiterMemory({ points: TRIES_PER_ADDRESS, duration: WINDOW_SECONDS })
  const key = (address: string, account: string): string => `${placeOf(address)} ${account}`
  return {
    async attempt(address, account) {
      try {
        await byAddress.consume(placeOf(address))
        await byAccount.consume(key(address, account))
        return null
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return Math.ceil(refusal.msBeforeNext / 1000)
        throw refusal
      }
    },
    async succeeded(address, account) {
      await byAddress.reward(placeOf(address))
      await byAccount.delete(key(address, account))
    }
  }
}

/** A program on this computer may come from any of sixteen million addresses: they are one place. */
function placeOf(address: string): string {
  return /^(::ffff:)?127\.|^::1$/.test(address) ? 'this computer' : address
}
