import type { Clock } from '../../shared/std/clock.ts'

/** A rate limit that allows bursts. */
export interface TokenBucket {
  /** Whether one more is allowed now. */
  take(): boolean
}

export interface TokenBucketOptions {
  readonly perSecond: number
  readonly burst: number
  readonly clock: Pick<Clock, 'now'>
}

/** The options are kept: buckets that work alike had better share them. */
export const createTokenBucket = (options: TokenBucketOptions): TokenBucket => new Bucket(options)

class Bucket implements TokenBucket {
  readonly #options: TokenBucketOptions
  #tokens: number
  #filledAt: number

  constructor(options: TokenBucketOptions) {
    this.#options = options
    this.#tokens = options.burst
    this.#filledAt = options.clock.now()
  }

  take(): boolean {
    const { perSecond, burst, clock } = this.#options
    const now = clock.now()
    // A clock that was set back must not take tokens away.
    const elapsed = Math.max(0, now - this.#filledAt)
    this.#tokens = Math.min(burst, this.#tokens + (elapsed / 1000) * perSecond)
    this.#filledAt = now
    if (this.#tokens < 1) return false
    this.#tokens--
    return true
  }
}
