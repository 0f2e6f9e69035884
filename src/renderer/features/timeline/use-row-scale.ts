import { useMemo } from 'react'
import { messageText } from '../../state/message-text.ts'
import { usePreferences } from '../../state/use-preferences.ts'
import type { RowScale } from './row-height.ts'

/** The scale of the rows, as the person has set it; the same object while that stays. */
export function useRowScale(): RowScale {
  const { density, messageSize } = usePreferences()
  return useMemo(
    () => ({ isCompact: density === 'compact', ...messageText({ density, messageSize }) }),
    [density, messageSize]
  )
}
