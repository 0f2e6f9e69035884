import { defaultRangeExtractor, useVirtualizer, type VirtualItem } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { useLayout } from '../../state/layout-memory.ts'

const BEYOND = 8

/** A `ul` or a `div`. */
type ListElement = HTMLUListElement & HTMLDivElement

interface RowsInSight {
  readonly list: RefObject<ListElement | null>
  readonly rows: readonly VirtualItem[]
  readonly height: number
  readonly top: number
  readonly scrollTo: (index: number) => void
}

/**
 * Of a list in a part of the page that scrolls, the rows that can be seen: there may be thousands. The row `kept` is
 * always drawn, for the focus to be in it.
 */
export function useRowsInSight(count: number, rowHeight: number, kept: number): RowsInSight {
  const list = useRef<ListElement>(null)
  const [top, setTop] = useState(0)
  const { collapsed } = useLayout()
  // oxlint-disable-next-line react/incompatible-library -- its functions are called here and now, none is kept
  const virtualizer = useVirtualizer({
    count,
    estimateSize: () => rowHeight,
    getScrollElement: () => scrollerOf(list.current),
    overscan: BEYOND,
    scrollMargin: top,
    rangeExtractor(range) {
      const rows = defaultRangeExtractor(range)
      if (kept >= count || rows.includes(kept)) return rows
      return kept < range.startIndex ? [kept, ...rows] : [...rows, kept]
    }
  })
  // What stands above it in the same part may change.
  useLayoutEffect(() => {
    const scroller = scrollerOf(list.current)
    if (!list.current || !scroller) return
    const distance = list.current.getBoundingClientRect().top - scroller.getBoundingClientRect().top
    setTop(Math.round(distance + scroller.scrollTop))
  }, [count, collapsed])
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight])
  return {
    list,
    rows: virtualizer.getVirtualItems(),
    height: virtualizer.getTotalSize(),
    top,
    scrollTo: (index) => virtualizer.scrollToIndex(index)
  }
}

function scrollerOf(list: HTMLElement | null): HTMLElement | null {
  return list?.closest<HTMLElement>('[data-scroller]') ?? null
}
