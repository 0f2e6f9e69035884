import type { Virtualizer } from '@tanstack/react-virtual'
import { useEffect, useState } from 'react'
import type { Row } from './rows.ts'

const FADES_AFTER = 800

/** The day of the first row in sight, to be shown while the reader moves through the history. */
export function useDayPill(
  virtual: Virtualizer<HTMLDivElement, Element>,
  rows: readonly Row[],
  isAtEnd: boolean
): { day: number | null; isShown: boolean } {
  const isMoving = virtual.isScrolling && !isAtEnd
  const [isFresh, setIsFresh] = useState(false)
  if (isMoving && !isFresh) setIsFresh(true)
  useEffect(() => {
    if (isMoving || !isFresh) return undefined
    const timer = setTimeout(() => setIsFresh(false), FADES_AFTER)
    return () => clearTimeout(timer)
  }, [isMoving, isFresh])
  const first = rows[virtual.range?.startIndex ?? 0]
  return { day: first && first.kind !== 'start' ? first.day : null, isShown: isFresh }
}
