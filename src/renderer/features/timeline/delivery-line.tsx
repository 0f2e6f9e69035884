import { CircleAlert, CircleDashed, Clock } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Message } from '../../../shared/model/message.ts'
import { keyOfCode } from '../../i18n/codes.ts'
import { en } from '../../i18n/en.ts'
import styles from './message-row.module.css'
import type { RowActions } from './row-actions.ts'
import { useInnerTabIndex } from './tab-order.ts'

interface DeliveryLineProps {
  readonly id: string
  readonly message: Message
  readonly isWaitingLong: boolean
  readonly actions: RowActions
}

/** How far an own message has come, when that is not simply sent. */
export function DeliveryLine({ id, message, isWaitingLong, actions }: DeliveryLineProps) {
  const t = useTranslations()
  const tabIndex = useInnerTabIndex()
  const { delivery } = message
  if (delivery.state === 'failed') {
    const key = keyOfCode(en.sendProblems, delivery.code)
    return (
      <div className={styles['failed']}>
        <CircleAlert size={14} strokeWidth={2} aria-hidden="true" />
        <span id={id} className={styles['reason']}>
          {t(`sendProblems.${key}`)}
        </span>
        <span className={styles['remedies']}>
          <button
            type="button"
            tabIndex={tabIndex}
            className={styles['retry']}
            onClick={() => actions.retry(message)}
          >
            {t('action.retry')}
          </button>
          <button type="button" tabIndex={tabIndex} onClick={() => actions.takeBack(message, 'edit')}>
            {t('action.edit')}
          </button>
          <button type="button" tabIndex={tabIndex} onClick={() => actions.takeBack(message, 'discard')}>
            {t('action.remove')}
          </button>
        </span>
      </div>
    )
  }
  if (delivery.state === 'unconfirmed') {
    return (
      <div className={styles['pending']}>
        <CircleDashed size={13} strokeWidth={2} aria-hidden="true" />
        <span id={id} className={styles['reason']}>
          {t('message.unconfirmed')}
        </span>
        <span className={styles['remedies']}>
          <button
            type="button"
            tabIndex={tabIndex}
            className={styles['retry']}
            onClick={() => actions.retry(message)}
          >
            {t('message.sendAgain')}
          </button>
        </span>
      </div>
    )
  }
  if (!isWaitingLong) return null
  return (
    <div id={id} className={styles['pending']}>
      <Clock size={13} strokeWidth={2} aria-hidden="true" />
      {t('message.pending')}
    </div>
  )
}
