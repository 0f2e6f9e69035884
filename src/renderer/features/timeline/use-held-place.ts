import type { VirtualItem, Virtualizer } from '@tanstack/react-virtual'
import { useCallback, useLayoutEffect, useRef } from 'react'
import { afterFrames } from './after-frames.ts'
import { closingAbove, nothingAbove, type DrawnRows } from './closing.ts'
import { heldIndex, type Row } from './rows.ts'

interface HeldItemOptions {
  readonly rows: readonly Row[]
  /** What the list itself has at an offset. */
  readonly itemAt: (offset: number) => VirtualItem | undefined
}

/** Frames after which what has filled a gap is measured. */
const MEASURED_AFTER = 5

/** The message under a gap in the upper half of what is in sight, if there is one: whoever sees that reads under it. */
function itemUnderGap(
  virtual: Virtualizer<HTMLDivElement, Element>,
  { rows, itemAt }: HeldItemOptions,
  offset: number
): VirtualItem | undefined {
  const edge = itemAt(offset)
  const middle = itemAt(offset + (virtual.scrollRect?.height ?? 0) / 2)
  const index = edge && middle ? heldIndex(rows, edge.index, middle.index) : -1
  return index === edge?.index ? undefined : virtual.measurementsCache[index]
}

interface HeldPlaceOptions extends DrawnRows, HeldItemOptions {
  /** The row that grows because the reader asked for it: what they read stays in place, not what follows. */
  readonly growing: string | null
}

interface HeldPlace {
  /** The row whose place the list holds when rows come and go, where it would take the one at an offset. */
  heldAt(offset: number): VirtualItem | undefined
  /** Whether the list moves along when a row changes its height: those above what is read, for the reader's place. */
  movesAlong(row: VirtualItem): boolean
}

/**
 * How the reader's place is held: at the end by the last row, else by what is read. By itself the list takes the row at
 * the upper edge: that may be a gap, which goes when it is filled, and what fills it would push away what is read below.
 */
export function useHeldPlace(
  virtual: Virtualizer<HTMLDivElement, Element>,
  { rows, closingByKey, growing, itemAt }: HeldPlaceOptions
): HeldPlace {
  const underGap = useRef<VirtualItem['key'] | null>(null)
  const above = useRef(nothingAbove)
  useLayoutEffect(() => {
    const offset = virtual.scrollOffset ?? 0
    const atEdge = itemAt(offset)
    const firstInSight = atEdge ? atEdge.index + Number(atEdge.start < offset) : 0
    above.current = closingAbove({ rows, closingByKey }, firstInSight, above.current)
  }, [virtual, rows, closingByKey, itemAt])
  useLayoutEffect(() => afterFrames(MEASURED_AFTER, () => (underGap.current = null)), [rows])
  const heldAt = useCallback(
    (offset: number) => {
      if (virtual.isAtEnd()) return virtual.measurementsCache.at(-1)
      const under = itemUnderGap(virtual, { rows, itemAt }, offset)
      underGap.current = under?.key ?? null
      return under ?? itemAt(offset)
    },
    [virtual, rows, itemAt]
  )
  const movesAlong = useCallback(
    ({ key, index, start }: VirtualItem) => {
      const { held, last } = above.current
      const under = underGap.current
      const read = under === null ? undefined : virtual.measurementsCache.find((item) => item.key === under)
      const isAbove = index < last || start < Math.max(virtual.scrollOffset ?? 0, read?.start ?? 0)
      return held.has(String(key)) || (isAbove && key !== growing)
    },
    [virtual, growing]
  )
  return { heldAt, movesAlong }
}
