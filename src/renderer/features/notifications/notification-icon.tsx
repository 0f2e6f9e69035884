import { Bell, Megaphone, MessageCircle } from 'lucide-react'
import type { Notification } from '../../../shared/model/notification.ts'
import { useUser } from '../../state/app-context.tsx'
import { face } from '../../state/face.ts'
import { Avatar } from '../../ui/avatar.tsx'
import styles from './notifications.module.css'

/** Whom it is from and for whom, at a glance: the words beside it say the same. */
export function NotificationIcon({ kind, senderId }: Pick<Notification, 'kind' | 'senderId'>) {
  const sender = useUser(senderId)
  if (kind === 'general') {
    return (
      <span className={styles['disc']} data-kind="general" aria-hidden="true">
        <Megaphone size={18} strokeWidth={1.75} />
      </span>
    )
  }
  if (!sender) {
    return (
      <span className={styles['disc']} aria-hidden="true">
        <Bell size={18} strokeWidth={1.75} />
      </span>
    )
  }
  return (
    <span className={styles['sender']} aria-hidden="true">
      <Avatar {...face(sender)} size={36} />
      <span className={styles['kind']}>
        <MessageCircle size={11} strokeWidth={2.25} />
      </span>
    </span>
  )
}
