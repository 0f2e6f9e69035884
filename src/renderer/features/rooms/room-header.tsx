import { Hash } from 'lucide-react'
import type { ReactNode } from 'react'
import { useSession } from '../../state/app-context.tsx'
import styles from './rooms.module.css'

interface RoomHeaderProps {
  /** What opens the sidebar where it is hidden. */
  readonly menu: ReactNode
  /** Who is there. */
  readonly people: ReactNode
  /** What opens the notifications. */
  readonly bell: ReactNode
}

/** The line over the messages. */
export function RoomHeader({ menu, people, bell }: RoomHeaderProps) {
  const { room } = useSession()
  return (
    <header className={styles['header']}>
      {menu}
      <Hash size={18} strokeWidth={2} aria-hidden="true" />
      <h1 className={styles['title']}>{room.name}</h1>
      <div className={styles['right']}>
        {people}
        {bell}
      </div>
    </header>
  )
}
