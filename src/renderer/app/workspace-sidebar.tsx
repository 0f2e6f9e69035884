import { useTranslations } from 'use-intl'
import { OwnRow, OwnTile } from '../features/account/own-row.tsx'
import { ServerMenu } from '../features/account/server-menu.tsx'
import { StatusDot, StatusLine } from '../features/connection/status-line.tsx'
import { PeopleList, PeopleTiles } from '../features/presence/people-list.tsx'
import { ExpandButton } from '../features/rooms/expand-button.tsx'
import { JumpField, JumpTile } from '../features/rooms/jump-field.tsx'
import { RoomList, RoomTiles } from '../features/rooms/room-list.tsx'
import { ServerHeader, ServerTile } from '../features/rooms/server-header.tsx'
import styles from './workspace-sidebar.module.css'

interface SidebarProps {
  /** Goes to the open room. */
  readonly onOpenRoom: () => void
  readonly onSignOut: () => void
}

/** Where one can go, and who is there. */
export function Sidebar({ onOpenRoom, onSignOut }: SidebarProps) {
  const t = useTranslations('nav')
  return (
    <nav className={styles['sidebar']} aria-label={t('label')}>
      <ServerMenu trigger={<ServerHeader status={<StatusLine />} />} onSignOut={onSignOut} />
      <JumpField />
      <div className={styles['sections']} data-scroller>
        <RoomList onOpen={onOpenRoom} />
        <PeopleList />
      </div>
      <OwnRow onSignOut={onSignOut} />
    </nav>
  )
}

/** The same in 64 px. */
export function Rail({ onOpenRoom, onSignOut, onExpand }: SidebarProps & { onExpand: () => void }) {
  const t = useTranslations('nav')
  return (
    <nav className={styles['rail']} aria-label={t('label')}>
      <ServerMenu side="right" trigger={<ServerTile dot={<StatusDot />} />} onSignOut={onSignOut} />
      <JumpTile />
      <div className={styles['tiles']} data-scroller>
        <RoomTiles onOpen={onOpenRoom} />
        <span className={styles['rule']} />
        <PeopleTiles />
      </div>
      <ExpandButton onPress={onExpand} />
      <OwnTile onSignOut={onSignOut} />
    </nav>
  )
}
