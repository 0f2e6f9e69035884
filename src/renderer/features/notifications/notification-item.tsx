import { Check } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Notification } from '../../../shared/model/notification.ts'
import { Hidden } from '../../ui/hidden.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { NotificationIcon } from './notification-icon.tsx'
import { NotificationWords } from './notification-words.tsx'
import styles from './notifications.module.css'

interface NotificationItemProps {
  readonly notification: Notification
  readonly isOpen: boolean
  /** Whether the tab key leads here. */
  readonly isTabStop: boolean
  readonly onPress: (notification: Notification) => void
  readonly onRead: (id: number) => void
}

export function NotificationItem(props: NotificationItemProps) {
  const { notification, isOpen, isTabStop, onPress, onRead } = props
  const t = useTranslations('centre')
  const tabIndex = isTabStop ? 0 : -1
  return (
    <li className={styles['item']} data-unread={!notification.isRead || undefined}>
      <button
        type="button"
        className={styles['press']}
        data-notification={notification.id}
        aria-expanded={isOpen}
        tabIndex={tabIndex}
        onClick={() => onPress(notification)}
      >
        <NotificationIcon {...notification} />
        <span className={styles['words']}>
          <NotificationWords notification={notification} isOpen={isOpen} />
          {!notification.isRead && <Hidden>{t('isUnread')}</Hidden>}
        </span>
      </button>
      {!notification.isRead && (
        <span className={styles['mark']}>
          <span className={styles['dot']} />
          <IconButton
            size={28}
            label={t('markOne')}
            className={styles['check']}
            tabIndex={tabIndex}
            onClick={() => onRead(notification.id)}
          >
            <Check size={16} strokeWidth={2} aria-hidden="true" />
          </IconButton>
        </span>
      )}
    </li>
  )
}
