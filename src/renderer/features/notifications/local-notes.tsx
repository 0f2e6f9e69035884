import { useTranslations } from 'use-intl'
import { useModel, useSession } from '../../state/app-context.tsx'
import styles from './notifications.module.css'

/** At the end of the centre: what it cannot show, and what its server does not remember. */
export function LocalNotes() {
  const t = useTranslations('centre')
  const { server } = useSession()
  const { unlisted } = useModel((model) => model.unreadNotifications)
  const { readMarks } = server.capabilities
  if (readMarks && unlisted === 0) return null
  return (
    <div className={styles['notes']}>
      {unlisted > 0 && <p>{t('unlisted', { count: unlisted })}</p>}
      {!readMarks && <p>{t('localRead')}</p>}
    </div>
  )
}
