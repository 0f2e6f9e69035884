import { Hash } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { firstLetters } from '../../../shared/model/user.ts'
import { useModel, useSession } from '../../state/app-context.tsx'
import { shownUnread } from '../../state/selectors.ts'
import { Badge } from '../../ui/badge.tsx'
import { Hidden } from '../../ui/hidden.tsx'
import { Tip } from '../../ui/tip.tsx'
import styles from './rooms.module.css'

/** The rooms of the server. Choosing the one that is open puts the reader back into it. */
export function RoomList({ onOpen }: { onOpen: () => void }) {
  const t = useTranslations('nav')
  const { room } = useSession()
  return (
    <section>
      <h2 className={styles['heading']} id="nav-rooms">
        {t('rooms')}
      </h2>
      <ul aria-labelledby="nav-rooms">
        <li>
          <button type="button" className={styles['room']} aria-current="page" onClick={onOpen}>
            <Hash size={16} strokeWidth={2} aria-hidden="true" />
            <span className={styles['roomName']}>{room.name}</span>
            <UnreadBadge roomId={room.id} />
          </button>
        </li>
      </ul>
    </section>
  )
}

export function RoomTiles({ onOpen }: { onOpen: () => void }) {
  const { room } = useSession()
  const t = useTranslations('nav')
  const unread = useModel((model) => shownUnread(model, room.id))
  const name = unread > 0 ? `${room.name}, ${t('unread', { count: unread })}` : room.name
  return (
    <Tip text={name} side="right" delay={300}>
      <button type="button" className={styles['tile']} aria-current="page" aria-label={name} onClick={onOpen}>
        {firstLetters(room.name, 2)}
        <UnreadBadge roomId={room.id} />
      </button>
    </Tip>
  )
}

/** How much is unread in a room; nothing for the room whose end somebody is looking at. */
function UnreadBadge({ roomId }: { roomId: number }) {
  const t = useTranslations('nav')
  const unread = useModel((model) => shownUnread(model, roomId))
  if (unread === 0) return null
  return (
    <span className={styles['unread']}>
      <Badge count={unread} />
      <Hidden>{t('unread', { count: unread })}</Hidden>
    </span>
  )
}
