import { Check, Trash2 } from 'lucide-react'
import { memo, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Message } from '../../../shared/model/message.ts'
import { displayName } from '../../../shared/model/user.ts'
import { useDates } from '../../i18n/words.tsx'
import { useUser } from '../../state/app-context.tsx'
import { face } from '../../state/face.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { classes } from '../../ui/classes.ts'
import { Hidden } from '../../ui/hidden.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { DeliveryLine } from './delivery-line.tsx'
import styles from './message-row.module.css'
import type { RowActions } from './row-actions.ts'
import { useIsWaitingLong } from './use-is-waiting-long.ts'

const RIDING = -16

interface MessageRowProps {
  readonly message: Message
  readonly isFirst: boolean
  readonly isOwn: boolean
  readonly isTabStop: boolean
  readonly removal: 'never' | 'now' | 'offline'
  readonly actions: RowActions
}

export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { message, isFirst, isOwn, removal, actions } = props
  const t = useTranslations('list')
  const dates = useDates()
  const author = useUser(message.senderId)
  const isWaitingLong = useIsWaitingLong(message)
  const [toolbarTop, setToolbarTop] = useState<number | null>(null)
  const name = author ? displayName(author) : t('someone')
  const time = dates.time(message.sentAt)
  const isSent = isOwn && message.delivery.state === 'sent'
  const statusId = `status-${message.clientId}`
  return (
    <article
      className={classes(styles['row'], isFirst && styles['first'], isWaitingLong && styles['waiting'])}
      data-row={message.clientId}
      tabIndex={props.isTabStop ? 0 : -1}
      aria-label={`${name}, ${time}`}
      aria-describedby={isWaitingLong || message.delivery.state === 'failed' ? statusId : undefined}
      onPointerEnter={(event) => setToolbarTop(topInSight(event.currentTarget))}
      onPointerLeave={(event) => {
        if (!event.currentTarget.matches(':focus-visible, :has(:focus-visible)')) setToolbarTop(null)
      }}
      onFocus={(event) => {
        if (event.target.matches(':focus-visible')) setToolbarTop(topInSight(event.currentTarget))
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setToolbarTop(null)
      }}
    >
      <div className={styles['gutter']}>
        {isFirst ? (
          author && <Avatar {...face(author)} size={36} />
        ) : (
          <time className={styles['gutterTime']} dateTime={new Date(message.sentAt).toISOString()}>
            {time}
          </time>
        )}
      </div>
      <div className={styles['content']}>
        {isFirst && (
          <div className={styles['head']}>
            <span className={styles['author']} dir="auto">
              {name}
            </span>
            {author?.isSuperuser && <span className={styles['role']}>{t('role')}</span>}
            <time className={styles['time']} dateTime={new Date(message.sentAt).toISOString()}>
              {time}
            </time>
            {isSent && <SentTick />}
          </div>
        )}
        <div className={styles['text']} dir="auto" data-body>
          {message.body}
        </div>
        {!isFirst && isSent && <SentTick />}
        <DeliveryLine id={statusId} message={message} isWaitingLong={isWaitingLong} actions={actions} />
      </div>
      {toolbarTop !== null && removal !== 'never' && message.placement && (
        <Toolbar
          top={toolbarTop}
          isOffline={removal === 'offline'}
          onRemove={() => actions.remove(message)}
        />
      )}
    </article>
  )
})

function SentTick() {
  const t = useTranslations('message')
  return (
    <span className={styles['tick']}>
      <Check size={14} strokeWidth={2} aria-hidden="true" />
      <Hidden>{t('sent')}</Hidden>
    </span>
  )
}

/** The toolbar rides on the row's upper edge, lower where that would be out of sight. */
function topInSight(row: HTMLElement): number {
  const list = row.closest('[role="log"]')
  if (!list) return RIDING
  const edge = list.getBoundingClientRect().top + Number.parseFloat(getComputedStyle(list).paddingTop)
  return Math.max(RIDING, edge + 4 - row.getBoundingClientRect().top)
}

interface ToolbarProps {
  readonly top: number
  readonly isOffline: boolean
  readonly onRemove: () => void
}

function Toolbar({ top, isOffline, onRemove }: ToolbarProps) {
  const t = useTranslations()
  return (
    <div className={styles['toolbar']} style={{ top }} role="toolbar" aria-label={t('list.toolbar')}>
      <IconButton
        size={30}
        kind="danger"
        label={t('delete.tooltip')}
        shortcut={t('delete.key')}
        reason={isOffline ? t('delete.offline') : null}
        onClick={onRemove}
      >
        <Trash2 size={18} strokeWidth={1.75} aria-hidden="true" />
      </IconButton>
    </div>
  )
}
