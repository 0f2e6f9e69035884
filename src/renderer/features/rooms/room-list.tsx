import { Hash } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { firstLetters } from '../../../shared/model/user.ts'
import { useModel, useSession } from '../../state/app-context.tsx'
import { useSection } from '../../state/layout-memory.ts'
import { shownUnread } from '../../state/selectors.ts'
import { Hidden } from '../../ui/hidden.tsx'
import { Section } from '../../ui/section.tsx'
import { Tip } from '../../ui/tip.tsx'
import styles from './rooms.module.css'

/** The rooms of the server. Choosing the one that is open puts the reader back into it. */
export function RoomList({ onOpen }: { onOpen: () => void }) {
  const t = useTranslations('nav')
  const { room } = useSession()
  const section = useSection('rooms')
  return (
    <Section id="nav-rooms" title={t('rooms')} {...section}>
      <ul aria-labelledby="nav-rooms">
        <li>
          <button type="button" className={styles['room']} aria-current="page" onClick={onOpen}>
            <Hash size={16} strokeWidth={2} aria-hidden="true" />
            <span className={styles['roomName']}>{room.name}</span>
            <Unread roomId={room.id} />
          </button>
        </li>
      </ul>
    </Section>
  )
}

/** The same for the rail. */
export function RoomTiles({ onOpen }: { onOpen: () => void }) {
  const { room } = useSession()
  const t = useTranslations('nav')
  const unread = useModel((model) => shownUnread(model, room.id))
  const name = unread > 0 ? `${room.name}, ${t('unread', { count: unread })}` : room.name
  return (
    <Tip text={name} side="right" delay={300}>
      <button type="button" className={styles['tile']} aria-current="page" aria-label={name} onClick={onOpen}>
        {firstLetters(room.name, 2)}
      </button>
    </Tip>
  )
}

/** How much is unread in a room, for the ear: the open room carries no badge, its end is one key away. */
function Unread({ roomId }: { roomId: number }) {
  const t = useTranslations('nav')
  const unread = useModel((model) => shownUnread(model, roomId))
  return unread > 0 && <Hidden>{t('unread', { count: unread })}</Hidden>
}
