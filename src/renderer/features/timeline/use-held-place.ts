import type { VirtualItem, Virtualizer } from '@tanstack/react-virtual'
import { useCallback, useLayoutEffect, useRef } from 'react'
import { closingAbove, nothingAbove, type DrawnRows } from './closing.ts'
import { heldIndex, type Row } from './rows.ts'

interface HeldItemOptions {
  readonly rows: readonly Row[]
  /** What the list itself has at an offset. */
  readonly itemAt: (offset: number) => VirtualItem | undefined
  readonly offset: number
}

/**
 * What the list holds the place of when rows come and go: the last row for whoever is at the end, else what is read. By
 * itself it takes the row at the upper edge: that may be a gap, which goes when it is filled, and what fills it would
 * push away what is read under it.
 */
export function heldItem(
  virtual: Virtualizer<HTMLDivElement, Element>,
  { rows, itemAt, offset }: HeldItemOptions
): VirtualItem | undefined {
  if (virtual.isAtEnd()) return virtual.measurementsCache.at(-1)
  const edge = itemAt(offset)
  const middle = itemAt(offset + (virtual.scrollRect?.height ?? 0) / 2)
  return edge && middle && virtual.measurementsCache[heldIndex(rows, edge.index, middle.index)]
}

interface HeldPlaceOptions extends DrawnRows {
  /** The row that grows because the reader asked for it: what they read stays in place, not what follows. */
  readonly growing: string | null
  readonly itemAt: HeldItemOptions['itemAt']
}

/** Answers whether the list moves along when a row changes its height: those above what is read, for the reader's place. */
export function useHeldPlace(
  virtual: Virtualizer<HTMLDivElement, Element>,
  { rows, closingByKey, growing, itemAt }: HeldPlaceOptions
): (row: VirtualItem) => boolean {
  const above = useRef(nothingAbove)
  useLayoutEffect(() => {
    const offset = virtual.scrollOffset ?? 0
    const atEdge = itemAt(offset)
    const firstInSight = atEdge ? atEdge.index + Number(atEdge.start < offset) : 0
    above.current = closingAbove({ rows, closingByKey }, firstInSight, above.current)
  }, [virtual, rows, closingByKey, itemAt])
  return useCallback(
    ({ key, index, start }) => {
      const { held, last } = above.current
      const isAbove = index < last || start < (virtual.scrollOffset ?? 0)
      return held.has(String(key)) || (isAbove && key !== growing)
    },
    [virtual, growing]
  )
}
