import { useTranslations } from 'use-intl'
import { SIDEBAR_WIDTHS } from '../state/layout-memory.ts'
import { Drawer } from '../ui/drawer.tsx'
import { Resizer } from '../ui/resizer.tsx'
import type { useSide } from './use-side.ts'
import { Rail, Sidebar } from './workspace-sidebar.tsx'
import styles from './workspace.module.css'

const RAIL_WIDTH = 64

interface SideProps {
  readonly side: ReturnType<typeof useSide>
  readonly onOpenRoom: () => void
  readonly onSignOut: () => void
  /** Where the focus goes when the drawer closes. */
  readonly focusAfter: () => HTMLElement | null
}

/** Beside the room: the sidebar, or less of it, or only the drawer. */
export function Side({ side, focusAfter, ...ways }: SideProps) {
  const t = useTranslations('nav')
  return (
    <>
      {side.kind === 'sidebar' && (
        <div id="side" className={styles['side']} style={{ width: side.width }}>
          <Sidebar {...ways} />
          <Resizer
            label={t('resize')}
            controls="side"
            value={side.width}
            least={SIDEBAR_WIDTHS.least}
            most={SIDEBAR_WIDTHS.most}
            onChange={side.resize}
            onReset={side.resetWidth}
          />
        </div>
      )}
      {side.kind === 'rail' && (
        <div className={styles['side']} style={{ width: RAIL_WIDTH }}>
          <Rail {...ways} onExpand={side.toggle} />
        </div>
      )}
      <Drawer isOpen={side.isDrawn} label={t('label')} onClose={side.closeDrawer} focusAfter={focusAfter}>
        <Sidebar {...ways} />
      </Drawer>
    </>
  )
}
