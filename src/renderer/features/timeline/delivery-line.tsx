import { CircleAlert, CircleDashed, Clock } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Message } from '../../../shared/model/message.ts'
import { keyOfCode, type SendCode } from '../../i18n/codes.ts'
import { en } from '../../i18n/en.ts'
import { useDates } from '../../i18n/words.tsx'
import { isCutOff } from '../../state/link.ts'
import { useLinkView } from '../../state/use-link-view.ts'
import styles from './message-row.module.css'
import type { RowActions } from './row-actions.ts'
import { dayOf } from './rows.ts'
import { useInnerTabIndex } from './tab-order.ts'
import { useIsWaitingLong } from './use-is-waiting-long.ts'
import { useToday } from './use-today.ts'

/** The same message again would only be refused again. */
const AS_NEW: ReadonlySet<string> = new Set<SendCode>(['blank', 'too_long', 'conflict'])
/** Milliseconds after which it is worth saying since when a message waits. */
const LATE = 60_000

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
          {!AS_NEW.has(delivery.code) && (
            <button
              type="button"
              tabIndex={tabIndex}
              className={styles['retry']}
              onClick={() => actions.retry(message)}
            >
              {t('action.retry')}
            </button>
          )}
          <button type="button" tabIndex={tabIndex} onClick={() => actions.takeBack(message, 'edit')}>
            {t('action.edit')}
          </button>
          <button type="button" tabIndex={tabIndex} onClick={() => actions.copy(message)}>
            {t('message.copy')}
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
  return isWaitingLong ? <Waiting id={id} message={message} /> : null
}

/** That a message waits or is on its way, and since when once that is long. */
function Waiting({ id, message }: { id: string; message: Message }) {
  const t = useTranslations('message')
  const dates = useDates()
  const isLate = useIsWaitingLong(message, LATE)
  const { sentAt, delivery } = message
  const isOffline = isCutOff(useLinkView().phase)
  const isToday = dayOf(sentAt) === useToday()
  const time = isToday ? dates.time(sentAt) : dates.full(sentAt)
  const state = delivery.state === 'handed-over' && !isOffline ? 'sending' : 'pending'
  return (
    <div id={id} className={styles['pending']}>
      <Clock size={13} strokeWidth={2} aria-hidden="true" />
      {isLate ? t(`${state}Since`, { time }) : t(state)}
    </div>
  )
}
