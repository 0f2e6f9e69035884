import { useEffect, useRef, useState, type FocusEvent, type PointerEvent } from 'react'

const RIDING = -16
const LINGERS = 80

/** Where the toolbar of a row is, from its top; null while nobody is at the row. */
export function useToolbarPlace(isHeld: boolean) {
  const [top, setTop] = useState<number | null>(null)
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(leaving.current), [])

  function show(row: HTMLElement): void {
    clearTimeout(leaving.current)
    setTop(topInSight(row))
  }
  function leave(row: HTMLElement): void {
    clearTimeout(leaving.current)
    if (row.matches(':focus-visible, :has(:focus-visible)')) return
    leaving.current = setTimeout(() => setTop(null), LINGERS)
  }

  return {
    top: top ?? (isHeld ? RIDING : null),
    handlers: {
      onPointerEnter: (event: PointerEvent<HTMLElement>) => show(event.currentTarget),
      // The row may have moved under a pointer that rests.
      onPointerMove: (event: PointerEvent<HTMLElement>) => show(event.currentTarget),
      onPointerLeave: (event: PointerEvent<HTMLElement>) => leave(event.currentTarget),
      onFocus(event: FocusEvent<HTMLElement>) {
        if (event.target.matches(':focus-visible')) show(event.currentTarget)
      },
      onBlur(event: FocusEvent<HTMLElement>) {
        if (!event.currentTarget.contains(event.relatedTarget)) setTop(null)
      }
    }
  }
}

/** The toolbar rides on the row's upper edge, lower where that would be out of sight. */
function topInSight(row: HTMLElement): number {
  const frame = row.closest<HTMLElement>('[data-frame]')
  if (!frame) return RIDING
  const edge = frame.getBoundingClientRect().top + (frame.dataset['banner'] ? 40 : 0)
  return Math.max(RIDING, edge + 4 - row.getBoundingClientRect().top)
}
