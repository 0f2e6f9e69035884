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

export function createTokenBucket({ perSecond, burst, clock }: TokenBucketOptions): TokenBucket {
  let tokens = burst
  let filledAt = clock.now()
  return {
    take() {
      const now = clock.now()
      // A clock that was set back must not take tokens away.
      const elapsed = Math.max(0, now - filledAt)
      tokens = Math.min(burst, tokens + (elapsed / 1000) * perSecond)
      filledAt = now
      if (tokens < 1) return false
      tokens--
      return true
    }
  }
}
