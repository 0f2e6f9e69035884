import { Hash } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { firstLetters } from '../../../shared/model/user.ts'
import { useSession } from '../../state/app-context.tsx'
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
          </button>
        </li>
      </ul>
    </section>
  )
}

export function RoomTiles({ onOpen }: { onOpen: () => void }) {
  const { room } = useSession()
  return (
    <Tip text={room.name} side="right" delay={300}>
      <button
        type="button"
        className={styles['tile']}
        aria-current="page"
        aria-label={room.name}
        onClick={onOpen}
      >
        {firstLetters(room.name, 2)}
      </button>
    </Tip>
  )
}
