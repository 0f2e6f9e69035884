import type { CopyState } from '../../../shared/model/copy.ts'

type CatchingUp = NonNullable<CopyState['catchingUp']>

/** What has come of what was missed, in whole per cent, and never all of it: then it would be over. */
export function percentOf({ received, total }: CatchingUp): number | null {
  if (total === null || total <= 0) return null
  return Math.min(99, Math.floor((received / total) * 100))
}
