import { Check } from 'lucide-react'
import { memo, type MouseEvent } from 'react'
import { useTranslations } from 'use-intl'
import type { Message } from '../../../shared/model/message.ts'
import { displayName } from '../../../shared/model/user.ts'
import { useDates } from '../../i18n/words.tsx'
import { useUser } from '../../state/app-context.tsx'
import { face } from '../../state/face.ts'
import { usePreferences } from '../../state/use-preferences.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { classes } from '../../ui/classes.ts'
import { Hidden } from '../../ui/hidden.tsx'
import type { ClosingManner } from './closing.ts'
import { DeliveryLine } from './delivery-line.tsx'
import { MessageBody } from './message-body.tsx'
import { MessageEditor } from './message-editor.tsx'
import styles from './message-row.module.css'
import type { RowActions } from './row-actions.ts'
import { RowToolbar } from './row-toolbar.tsx'
import { IsInTabOrder } from './tab-order.ts'
import type { Editor } from './use-editing.ts'
import { useIsWaitingLong } from './use-is-waiting-long.ts'
import type { Removal } from './use-removal.ts'
import { useToolbarPlace } from './use-toolbar-place.ts'

/** What of a time stands in the gutter: which half of the day it is, the head of the group has said. */
const DIGITS = /^[\d:]+/

/** Milliseconds of waiting of which the reader is told; what leaves sooner looks sent. */
const WORTH_SAYING = 1_000

interface MessageRowProps {
  readonly message: Message
  readonly isFirst: boolean
  readonly isOwn: boolean
  readonly isTabStop: boolean
  readonly isUnfolded: boolean
  /** What the field in its place does, while it is being changed. */
  readonly editor: Editor | null
  /** Whether its menu is open. */
  readonly hasMenu: boolean
  /** How it closes, once it is gone. */
  readonly closing: ClosingManner | undefined
  readonly removal: Removal
  readonly actions: RowActions
}

export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { message, isFirst, isOwn, hasMenu, closing, removal, actions } = props
  const { delivery } = message
  const t = useTranslations('list')
  const dates = useDates()
  const author = useUser(message.senderId)
  const isWaitingLong = useIsWaitingLong(message, WORTH_SAYING)
  const toolbar = useToolbarPlace(hasMenu)
  const isCompact = usePreferences().density === 'compact'
  const name = author ? displayName(author) : t('someone')
  const time = dates.time(message.sentAt)
  const isSent = isOwn && delivery.state === 'sent'
  const hasStatus = isWaitingLong || delivery.state === 'failed' || delivery.state === 'unconfirmed'
  const textId = `text-${message.clientId}`
  const statusId = `status-${message.clientId}`
  const onContextMenu = (event: MouseEvent): void => {
    event.preventDefault()
    actions.openMenu(message, new DOMRect(event.clientX, event.clientY, 0, 0))
  }
  return (
    <article
      className={classes(
        styles['row'],
        isFirst && styles['first'],
        isWaitingLong && styles['waiting'],
        closing && styles[closing]
      )}
      data-row={message.clientId}
      data-menu={hasMenu || undefined}
      inert={closing !== undefined}
      tabIndex={props.isTabStop ? 0 : -1}
      aria-label={`${name}, ${time}`}
      aria-describedby={hasStatus ? `${textId} ${statusId}` : textId}
      onContextMenu={onContextMenu}
      {...toolbar.handlers}
    >
      <div className={styles['gutter']}>
        {isFirst ? (
          author && <Avatar {...face(author)} size={isCompact ? 28 : 36} />
        ) : (
          <time className={styles['gutterTime']} dateTime={new Date(message.sentAt).toISOString()}>
            {DIGITS.exec(time)?.[0] ?? time}
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
        <IsInTabOrder value={props.isTabStop}>
          {props.editor ? (
            <MessageEditor editor={props.editor} />
          ) : (
            <MessageBody id={textId} message={message} isUnfolded={props.isUnfolded} actions={actions} />
          )}
          {!isFirst && isSent && <SentTick />}
          <DeliveryLine id={statusId} message={message} isWaitingLong={isWaitingLong} actions={actions} />
        </IsInTabOrder>
      </div>
      {toolbar.top !== null && !closing && !props.editor && (
        <RowToolbar
          top={toolbar.top}
          message={message}
          removal={removal}
          hasMenu={hasMenu}
          actions={actions}
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
