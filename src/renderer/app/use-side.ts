import { useRef, useState } from 'react'
import { useModel } from '../state/app-context.tsx'
import { SIDEBAR_WIDTHS, sidebarWidth, useLayout } from '../state/layout-memory.ts'
import { focusedOpener } from '../ui/opener.ts'
import { useMedia } from '../ui/use-media.ts'

/** The usual width, in pixels, where the window is small. */
const SMALL_WIDTH = 240

/** What stands beside the room: the sidebar, or less of it, or only the drawer. */
export function useSide(composer: () => HTMLElement | null) {
  const { sidebarWidth: chosen, isRail, change } = useLayout()
  const isTiny = useMedia('(width < 520px)')
  const isNarrow = useMedia('(width < 760px)')
  const isSmall = useMedia('(width < 900px)')
  const drawer = useDrawer(isNarrow, composer)
  return {
    isNarrow,
    kind: isTiny ? 'none' : isNarrow || isRail ? 'rail' : 'sidebar',
    width: chosen ?? (isSmall ? SMALL_WIDTH : SIDEBAR_WIDTHS.usual),
    resize: (width: number) => change({ sidebarWidth: sidebarWidth(width) }),
    resetWidth: () => change({ sidebarWidth: null }),
    drawer,
    /** More where there is less, and less where there is more. */
    toggle: isNarrow ? drawer.toggle : () => change({ isRail: !isRail })
  } as const
}

/** The sidebar over the room, where there is no place beside it. */
function useDrawer(isNarrow: boolean, composer: () => HTMLElement | null) {
  const isLeft = useModel(
    ({ settingsPage, isSwitcherOpen, shownPersonId }) =>
      settingsPage !== null || isSwitcherOpen || shownPersonId !== null
  )
  const [isOpen, setIsOpen] = useState(false)
  const opener = useRef<HTMLElement | null>(null)
  /** Whether the focus goes back; else what is opened from the drawer takes it. */
  const isDismissed = useRef(false)
  if (isOpen && (isLeft || !isNarrow)) setIsOpen(false)
  return {
    isOpen: isOpen && isNarrow,
    toggle() {
      opener.current = focusedOpener()
      isDismissed.current = false
      setIsOpen(!isOpen)
    },
    /** Closed by whoever did not want anything from it, or only the room. */
    dismiss(goesBack: boolean) {
      isDismissed.current = true
      if (!goesBack) opener.current = null
      setIsOpen(false)
    },
    /** Out of the way of what is shown instead. */
    leave: () => setIsOpen(false),
    focusAfter(): HTMLElement | null {
      if (!isDismissed.current) return null
      return opener.current?.isConnected ? opener.current : composer()
    }
  }
}
