import { useTranslations } from 'use-intl'
import type { Message } from '../../../shared/model/message.ts'
import { displayName } from '../../../shared/model/user.ts'
import { useDates } from '../../i18n/words.tsx'
import { useUser } from '../../state/app-context.tsx'
import { face } from '../../state/face.ts'
import { Avatar } from '../../ui/avatar.tsx'
import styles from './quoted-message.module.css'

/** A message in a well, three lines at most: what a question is about. */
export function QuotedMessage({ message }: { message: Message }) {
  const t = useTranslations('list')
  const dates = useDates()
  const author = useUser(message.senderId)
  return (
    <div className={styles['well']}>
      {author ? <Avatar {...face(author)} size={28} /> : <span />}
      <div className={styles['content']}>
        <div className={styles['head']}>
          <span className={styles['author']} dir="auto">
            {author ? displayName(author) : t('someone')}
          </span>
          <time className={styles['time']} dateTime={new Date(message.sentAt).toISOString()}>
            {dates.time(message.sentAt)}
          </time>
        </div>
        <div className={styles['text']} dir="auto">
          {message.body}
        </div>
      </div>
    </div>
  )
}
