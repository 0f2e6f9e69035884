import { useState } from 'react'
import { useModel } from '../state/app-context.tsx'
import { SIDEBAR_WIDTHS, sidebarWidth, useLayout } from '../state/layout-memory.ts'
import { useMedia } from '../ui/use-media.ts'

/** The usual width where the window is small. */
const SMALL_WIDTH = 240

/** What stands beside the room, and the drawer that stands in for it where there is no room. */
export function useSide() {
  const { sidebarWidth: chosen, isRail, change } = useLayout()
  const isTiny = useMedia('(width < 520px)')
  const isNarrow = useMedia('(width < 760px)')
  const isSmall = useMedia('(width < 900px)')
  const isLeft = useModel(
    (model) => model.settingsPage !== null || model.isSwitcherOpen || model.shownPersonId !== null
  )
  const [isDrawn, setIsDrawn] = useState(false)
  // What opens from the drawer, or a wider window, takes its place for good.
  if (isDrawn && (isLeft || !isNarrow)) setIsDrawn(false)
  return {
    kind: isTiny ? 'none' : isNarrow || isRail ? 'rail' : 'sidebar',
    width: chosen ?? (isSmall ? SMALL_WIDTH : SIDEBAR_WIDTHS.usual),
    resize: (width: number) => change({ sidebarWidth: sidebarWidth(width) }),
    resetWidth: () => change({ sidebarWidth: null }),
    isDrawn: isDrawn && isNarrow,
    closeDrawer: () => setIsDrawn(false),
    /** More where there is less, and less where there is more. */
    toggle() {
      if (isNarrow) setIsDrawn(!isDrawn)
      else change({ isRail: !isRail })
    }
  } as const
}
