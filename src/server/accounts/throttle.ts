import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { THIS_COMPUTER } from '../http/address.ts'

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
  const key = (address: string, account: string): string => `${address} ${account}`
  return {
    attempt: (address, account) =>
      secondsToWait(async () => {
        await byAddress.consume(address)
        await byAccount.consume(key(address, account))
      }),
    async succeeded(address, account) {
      await byAddress.reward(address)
      await byAccount.delete(key(address, account))
    }
  }
}

/** Slows down whoever opens sockets over and over. Seconds to wait, or null: go ahead. */
export type HandshakeThrottle = (address: string) => Promise<number | null>

export function createHandshakeThrottle(perMinute: number): HandshakeThrottle {
  const byAddress = new RateLimiterMemory({ points: perMinute, duration: 60 })
  return async (address) =>
    // Programs on this computer, and a proxy that is not said to be one: everybody would wait for everybody.
    address === THIS_COMPUTER ? null : secondsToWait(() => byAddress.consume(address))
}

async function secondsToWait(consume: () => Promise<unknown>): Promise<number | null> {
  try {
    await consume()
    return null
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.ceil(refusal.msBeforeNext / 1000)
    throw refusal
  }
}
