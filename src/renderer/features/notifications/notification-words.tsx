import { useTranslations } from 'use-intl'
import type { Notification } from '../../../shared/model/notification.ts'
import { displayName } from '../../../shared/model/user.ts'
import { useDates } from '../../i18n/words.tsx'
import { useSession, useUser } from '../../state/app-context.tsx'
import styles from './notifications.module.css'

interface NotificationWordsProps {
  readonly notification: Pick<Notification, 'kind' | 'title' | 'body' | 'senderId' | 'sentAt'>
  /** Whether all of the text is shown. */
  readonly isOpen: boolean
}

/** Title, text, and from whom it came when. All of it is plain text. */
export function NotificationWords({ notification, isOpen }: NotificationWordsProps) {
  const t = useTranslations('centre')
  const dates = useDates()
  const { server } = useSession()
  const { kind, title, body, senderId, sentAt } = notification
  const sender = useUser(senderId)
  const from = sender ? displayName(sender) : senderId === null ? server.name : t('someone')
  const time = dates.time(sentAt)
  const isGeneral = kind === 'general'
  const untitled = isGeneral ? t('announcement') : from
  const values = { name: from, time }
  const titled = isGeneral ? t('announcedBy', values) : t('from', values)
  // Without a title the first line says one half of it already.
  const meta = title ? titled : isGeneral ? t('from', values) : time
  return (
    <>
      <span className={styles['title']} dir="auto">
        {title || untitled}
      </span>
      <span className={styles['text']} data-open={isOpen || undefined} dir="auto">
        {body}
      </span>
      <span className={styles['meta']}>{meta}</span>
    </>
  )
}
