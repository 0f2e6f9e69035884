import { defaultRangeExtractor, useVirtualizer, type Range, type Virtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { afterFrames } from './after-frames.ts'
import type { DrawnRows } from './closing.ts'
import { createGuesses } from './row-height.ts'
import type { Row } from './rows.ts'
import { useFittedScale } from './use-fitted-scale.ts'
import { useHeldPlace } from './use-held-place.ts'
import { useRowScale } from './use-row-scale.ts'

/** Within this of the end, the reader is at the end, and new rows keep them there. */
const AT_END = 48
/** So near the end nobody has chosen to be: it is what following the rows' heights by differences has left over. */
const LEFT_OVER = 20
/** Rows drawn beyond what is in sight, on each side. */
const OVERSCAN = 8
/** Room for the connection's banner over the first row. It is there all the time, so the banner moves nothing. */
const BANNER_HEIGHT = 40
/** Frames that it takes until a room that opens has found its place. */
const SETTLED_AFTER = 5
/** Where the "New messages" line stands when a room opens, as a part of the height. */
const LINE_AT = 0.3

export interface ScrollPlace {
  readonly isAtEnd: boolean
  readonly fromTop: number
  readonly fromEnd: number
}

interface VirtualRowsOptions {
  readonly rows: readonly Row[]
  /** Whether the last row is the last there is. */
  readonly holdsEnd: boolean
  /** Whether the reader is at the end of the room, as last told by `onMove`. */
  readonly isAtEnd: boolean
  /** Rows that stay in the page wherever the reader is: what has the focus, and what is selected. */
  readonly pinned: readonly string[]
  readonly closingByKey: DrawnRows['closingByKey']
  /** The row that grows because the reader asked for it: what they read stays in place, not what follows. */
  readonly growing: string | null
  /** Goes to the end when this changes. */
  readonly toEnd: number
  readonly onMove: (place: ScrollPlace) => void
}

/**
 * Draws only the rows around what is in sight. Rows are known by their key, so the first one in sight stays where
 * it is whatever comes, goes or changes its height above it; who reads the end stays at the end.
 */
export function useVirtualRows(options: VirtualRowsOptions) {
  const { rows, holdsEnd, isAtEnd, pinned, closingByKey, growing, toEnd, onMove } = options
  const view = useRef<HTMLDivElement>(null)
  const [lead, setLead] = useState<number | null>(null)
  const lineAt = rows.findIndex((row) => row.kind === 'line')
  const latest = useRef<Virtualizer<HTMLDivElement, Element>>(null)
  const { scale, isRefitting } = useFittedScale(useRowScale(), latest)
  const guess = useMemo(() => createGuesses(scale), [scale])

  const rangeExtractor = useCallback(
    (range: Range) => withPinned(defaultRangeExtractor(range), pinned, rows),
    [pinned, rows]
  )
  // oxlint-disable-next-line react/incompatible-library -- its functions are called here and now, none is kept
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => view.current,
    // Near enough for the first drawing to have its rows, before the list has been measured.
    initialRect: { width: innerWidth, height: innerHeight },
    getItemKey: useCallback((index: number) => keyAt(rows, index, isRefitting), [rows, isRefitting]),
    estimateSize: (index) => guess(rows[index]),
    initialOffset: () =>
      rows.slice(0, lineAt < 0 ? rows.length : lineAt).reduce((sum, row) => sum + guess(row), 0),
    rangeExtractor,
    overscan: OVERSCAN,
    anchorTo: 'end',
    followOnAppend: isAtEnd,
    scrollEndThreshold: AT_END,
    paddingStart: BANNER_HEIGHT,
    scrollPaddingStart: lead ?? 0,
    directDomUpdates: true
  })
  useLayoutEffect(() => void (latest.current = virtual), [virtual])

  const isSettled = useRef(false)
  const tell = useEffectEvent((): boolean => {
    const list = view.current
    if (!list) return false
    const fromEnd = list.scrollHeight - list.clientHeight - list.scrollTop
    const isThere = fromEnd <= AT_END
    // What is read in above meanwhile would take the place of what the room opens at.
    if (isSettled.current) onMove({ isAtEnd: holdsEnd && isThere, fromTop: list.scrollTop, fromEnd })
    return isThere
  })

  const [itemAt] = useState(() => virtual.getVirtualItemForOffset)
  const { heldAt, movesAlong } = useHeldPlace(virtual, { rows, closingByKey, growing, itemAt })
  useLayoutEffect(() => {
    virtual.getVirtualItemForOffset = heldAt
  }, [virtual, heldAt])
  useLayoutEffect(() => {
    // The default leaves rows alone that change while the reader scrolls up: what they read would jump.
    virtual.shouldAdjustScrollPositionOnItemSizeChange = movesAlong
  }, [virtual, movesAlong])

  useLayoutEffect(() => {
    setLead(Math.round((view.current?.clientHeight ?? 0) * LINE_AT))
  }, [])

  const open = useEffectEvent(() => {
    if (lineAt < 0) virtual.scrollToEnd()
    else virtual.scrollToIndex(lineAt, { align: 'start' })
  })
  useLayoutEffect(() => {
    if (lead === null) return undefined
    open()
    return afterFrames(SETTLED_AFTER, () => {
      isSettled.current = true
      tell()
    })
  }, [lead])

  const isFirstOrder = useRef(true)
  useLayoutEffect(() => {
    if (!isFirstOrder.current) virtual.scrollToEnd()
    isFirstOrder.current = false
  }, [virtual, toEnd])

  // A composer, a window or a zoom that changes the height must not push the end out of sight.
  useLayoutEffect(() => {
    const list = view.current
    if (!list) return undefined
    let wasAtEnd = true
    let height = list.clientHeight
    let content = list.scrollHeight
    const isNearlyAtEnd = () => list.scrollHeight - list.clientHeight - list.scrollTop < LEFT_OVER
    // A zoom scrolls too, before the new height is told: that is nobody's leaving the end.
    const onScroll = () => {
      if (list.clientHeight !== height) return
      if (list.scrollHeight !== content && wasAtEnd && isNearlyAtEnd()) virtual.scrollToEnd()
      content = list.scrollHeight
      wasAtEnd = tell()
    }
    const observer = new ResizeObserver(() => {
      const isResized = list.clientHeight !== height
      height = list.clientHeight
      if (isResized && wasAtEnd) virtual.scrollToEnd()
      tell()
    })
    list.addEventListener('scroll', onScroll, { passive: true })
    observer.observe(list)
    return () => {
      observer.disconnect()
      list.removeEventListener('scroll', onScroll)
    }
  }, [virtual])

  useEffect(() => void tell(), [rows])

  return { view, virtual, itemAt }
}

/** The list holds the reader's place when its first key changes, as it does when older rows come in above. */
function keyAt(rows: readonly Row[], index: number, isRefitting: boolean): string | number {
  const key = rows[index]?.key ?? index
  return isRefitting && index === 0 ? `${key} refitted` : key
}

function withPinned(indexes: number[], pinned: readonly string[], rows: readonly Row[]): number[] {
  const all = new Set(indexes)
  const keys = new Set(pinned)
  for (const [index, { key }] of rows.entries()) if (keys.has(key)) all.add(index)
  return all.size === indexes.length ? indexes : [...all].toSorted((a, b) => a - b)
}
