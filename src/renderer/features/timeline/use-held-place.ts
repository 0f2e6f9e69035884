import type { VirtualItem, Virtualizer } from '@tanstack/react-virtual'
import { useCallback, useLayoutEffect, useRef } from 'react'
import { closingAbove, nothingAbove, type DrawnRows } from './closing.ts'

interface HeldPlaceOptions extends DrawnRows {
  /** The row that grows because the reader asked for it: what they read stays in place, not what follows. */
  readonly growing: string | null
}

/** Answers whether the list moves along when a row changes its height: those above what is read, for the reader's place. */
export function useHeldPlace(
  virtual: Virtualizer<HTMLDivElement, Element>,
  { rows, closingByKey, growing }: HeldPlaceOptions
): (row: VirtualItem) => boolean {
  const above = useRef(nothingAbove)
  useLayoutEffect(() => {
    const offset = virtual.scrollOffset ?? 0
    const atEdge = virtual.getVirtualItemForOffset(offset)
    const firstInSight = atEdge ? atEdge.index + Number(atEdge.start < offset) : 0
    above.current = closingAbove({ rows, closingByKey }, firstInSight, above.current)
  }, [virtual, rows, closingByKey])
  return useCallback(
    ({ key, index, start }) => {
      const { held, last } = above.current
      const isAbove = index < last || start < (virtual.scrollOffset ?? 0)
      return held.has(String(key)) || (isAbove && key !== growing)
    },
    [virtual, growing]
  )
}
