import type { Virtualizer } from '@tanstack/react-virtual'
import { useEffect, useState } from 'react'
import type { Row } from './rows.ts'

const FADES_AFTER = 800
/** How long the list still moves after a hand has. */
const GLIDES = 400

/** The day of the first row in sight, to be shown while the reader moves through the history. */
export function useDayPill(
  virtual: Virtualizer<HTMLDivElement, Element>,
  rows: readonly Row[],
  isAtEnd: boolean
): { day: number | null; isShown: boolean } {
  const isByHand = useIsByHand(virtual)
  const isMoving = virtual.isScrolling && isByHand && !isAtEnd
  const [isFresh, setIsFresh] = useState(false)
  if (isMoving && !isFresh) setIsFresh(true)
  useEffect(() => {
    if (isMoving || !isFresh) return undefined
    const timer = setTimeout(() => setIsFresh(false), FADES_AFTER)
    return () => clearTimeout(timer)
  }, [isMoving, isFresh])
  const first = rows[virtual.range?.startIndex ?? 0]
  return { day: first && 'day' in first ? first.day : null, isShown: isFresh }
}

/** Whether it is the reader who moves the list: it also moves for a jump, and for a window of another size. */
function useIsByHand(virtual: Virtualizer<HTMLDivElement, Element>): boolean {
  const [isByHand, setIsByHand] = useState(false)
  useEffect(() => {
    const list = virtual.scrollElement
    if (!list) return undefined
    const listening = new AbortController()
    const { signal } = listening
    let ends: ReturnType<typeof setTimeout>
    const hold = (): void => {
      clearTimeout(ends)
      setIsByHand(true)
    }
    const release = (after: number): void => {
      clearTimeout(ends)
      ends = setTimeout(() => setIsByHand(false), after)
    }
    for (const type of ['wheel', 'touchmove', 'keydown']) {
      const move = (): void => {
        hold()
        release(GLIDES)
      }
      list.addEventListener(type, move, { passive: true, signal })
    }
    // The list itself is pressed where its scroll bar is, which may be held for long.
    list.addEventListener('pointerdown', ({ target }) => target === list && hold(), { signal })
    addEventListener('pointerup', () => release(GLIDES), { signal })
    addEventListener('resize', () => release(0), { signal })
    return () => {
      clearTimeout(ends)
      listening.abort()
    }
  }, [virtual])
  return isByHand
}
