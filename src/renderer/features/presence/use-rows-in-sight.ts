import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState, type RefObject } from 'react'

const BEYOND = 8

/** Of a list in a part of the sidebar that scrolls, the rows that can be seen: there may be thousands. */
export function useRowsInSight(
  count: number,
  rowHeight: number
): { list: RefObject<HTMLUListElement | null>; rows: readonly VirtualItem[]; height: number; top: number } {
  const list = useRef<HTMLUListElement>(null)
  const [top, setTop] = useState(0)
  // oxlint-disable-next-line react/incompatible-library -- its functions are called here and now, none is kept
  const virtualizer = useVirtualizer({
    count,
    estimateSize: () => rowHeight,
    getScrollElement: () => scrollerOf(list.current),
    overscan: BEYOND,
    scrollMargin: top
  })
  // What stands above it in the same part may change.
  useLayoutEffect(() => {
    const scroller = scrollerOf(list.current)
    if (!list.current || !scroller) return
    const distance = list.current.getBoundingClientRect().top - scroller.getBoundingClientRect().top
    setTop(Math.round(distance + scroller.scrollTop))
  }, [count])
  return { list, rows: virtualizer.getVirtualItems(), height: virtualizer.getTotalSize(), top }
}

function scrollerOf(list: HTMLElement | null): HTMLElement | null {
  return list?.closest<HTMLElement>('[data-scroller]') ?? null
}
