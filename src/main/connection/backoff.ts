import type { Random } from '../../shared/std/random.ts'

const SHORTEST = 500
const LONGEST = 30_000

/**
 * Milliseconds to wait before the next try: full jitter over a span that doubles with each failure in a row. The first
 * try has some too, or everybody whom a server's crash has cut off would be back in the same moment.
 */
export function backoffDelay(failures: number, random: Random): number {
  const span = Math.min(LONGEST, SHORTEST * 2 ** Math.min(failures + 1, 10))
  return Math.round(SHORTEST + random() * (span - SHORTEST))
}
