import { useTranslations } from 'use-intl'
import { face } from '../../state/face.ts'
import { Avatar } from '../../ui/avatar.tsx'
import styles from './presence.module.css'
import { usePeople } from './use-people.ts'

const FACES = 3

/** Who is there, in short, at the end of the header. */
export function PeoplePile() {
  const t = useTranslations('nav')
  const { people, isKnown } = usePeople()
  if (!isKnown || people.length === 0) return null
  return (
    <div className={styles['pile']}>
      <span className={styles['faces']}>
        {people.slice(0, FACES).map((user) => (
          <Avatar key={user.id} {...face(user)} size={24} />
        ))}
      </span>
      {t('online', { count: people.length })}
    </div>
  )
}
