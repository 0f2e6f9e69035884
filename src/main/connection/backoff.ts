import type { Random } from '../../shared/std/random.ts'

const SHORTEST = 500
const LONGEST = 30_000

/** Milliseconds to wait before the next try: full jitter over a span that doubles with each failure in a row. */
export function backoffDelay(failures: number, random: Random): number {
  const span = Math.min(LONGEST, SHORTEST * 2 ** Math.min(failures, 10))
  return Math.round(SHORTEST + random() * (span - SHORTEST))
}
