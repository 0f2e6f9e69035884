import { useModel } from '../../state/app-context.tsx'
import { percentOf } from './percent-of.ts'

/** How much has come of what was missed; `percent` null: nobody knows. Null: nothing is missed. */
export function useCatchUp(): { readonly percent: number | null } | null {
  const isGoing = useModel(({ copy }) => copy.catchingUp !== null)
  // In whole per cent, as more may come many times a second.
  const percent = useModel(({ copy }) => copy.catchingUp && percentOf(copy.catchingUp))
  return isGoing ? { percent } : null
}
