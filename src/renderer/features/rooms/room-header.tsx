import { Hash } from 'lucide-react'
import type { ReactNode } from 'react'
import { useSession } from '../../state/app-context.tsx'
import styles from './rooms.module.css'

/** The line over the messages; `people` is who is there, `bell` opens the notifications. */
export function RoomHeader({ people, bell }: { people: ReactNode; bell: ReactNode }) {
  const { room } = useSession()
  return (
    <header className={styles['header']}>
      <Hash size={18} strokeWidth={2} aria-hidden="true" />
      <h1 className={styles['title']}>{room.name}</h1>
      <div className={styles['right']}>
        {people}
        {bell}
      </div>
    </header>
  )
}
