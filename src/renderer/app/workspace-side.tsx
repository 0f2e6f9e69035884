import { useTranslations } from 'use-intl'
import { SIDEBAR_WIDTHS } from '../state/layout-memory.ts'
import { Drawer } from '../ui/drawer.tsx'
import { Resizer } from '../ui/resizer.tsx'
import { useFocusHome } from '../ui/use-focus-home.ts'
import type { useSide } from './use-side.ts'
import { Rail, Sidebar } from './workspace-sidebar.tsx'
import styles from './workspace.module.css'

/** Pixels. */
const RAIL_WIDTH = 64

interface SideProps {
  readonly side: ReturnType<typeof useSide>
  /** Goes to the room; the focus of what goes away goes there too. */
  readonly onOpenRoom: () => void
  readonly onSignOut: () => void
}

/** Beside the room: the sidebar, or less of it, or only the drawer. */
export function Side({ side, onOpenRoom, onSignOut }: SideProps) {
  const t = useTranslations('nav')
  const { drawer } = side
  const ways = { onOpenRoom, onSignOut }
  const focusHome = useFocusHome(onOpenRoom)
  return (
    <div className={styles['beside']} {...focusHome}>
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
      <Drawer
        isOpen={drawer.isOpen}
        label={t('label')}
        onClose={() => drawer.dismiss(true)}
        focusAfter={drawer.focusAfter}
      >
        <Sidebar
          onOpenRoom={() => drawer.dismiss(false)}
          onSignOut={() => {
            drawer.leave()
            onSignOut()
          }}
        />
      </Drawer>
    </div>
  )
}
