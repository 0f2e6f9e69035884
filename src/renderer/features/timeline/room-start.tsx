import { Hash } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useSession } from '../../state/app-context.tsx'
import { Button } from '../../ui/button.tsx'
import { Mark } from '../../ui/mark.tsx'
import styles from './room-start.module.css'

/** Where the history of a room begins; in an empty room it offers the first words. */
export function RoomStart({ onGreet }: { onGreet: ((text: string) => void) | null }) {
  const t = useTranslations('empty')
  const { room, server } = useSession()
  return (
    <div className={styles['start']}>
      <div className={styles['tile']}>
        <Hash size={36} strokeWidth={2} aria-hidden="true" />
      </div>
      <h2 className={styles['title']}>{t('title', { room: room.name })}</h2>
      <p className={styles['text']}>
        {server.capabilities.history === 'none' ? t('noHistory') : t('body', { server: server.name })}
      </p>
      {onGreet && (
        <div className={styles['actions']}>
          <Button onClick={() => onGreet(t('greeting'))}>
            <span className={styles['emoji']} aria-hidden="true">
              👋
            </span>
            {t('hello')}
          </Button>
        </div>
      )}
    </div>
  )
}

/** The mark behind an empty room. */
export function EmptyArt() {
  return <Mark className={styles['art']} bubble="var(--bg-hover)" sun="var(--mention-soft)" />
}
