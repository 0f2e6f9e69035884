import { useTranslations } from 'use-intl'
import { useDates } from '../../i18n/words.tsx'
import { dayOf } from './rows.ts'
import styles from './dividers.module.css'

const NOON = 12 * 3_600_000

export function DayDivider({ day, today }: { day: number; today: number }) {
  const name = useDayName(day, today)
  return (
    <div className={styles['day']} role="separator" aria-label={name}>
      <span>{name}</span>
    </div>
  )
}

/** The day that is read, over the list while it moves. The dividers say it to those who do not see it. */
export function DayPill({ day, today, isShown }: { day: number; today: number; isShown: boolean }) {
  const name = useDayName(day, today)
  return (
    <div className={styles['pill']} data-shown={isShown || undefined} aria-hidden="true">
      {name}
    </div>
  )
}

/** Between what the reader knows and what came while they were away. */
export function UnreadDivider() {
  const t = useTranslations('list')
  return (
    <div className={styles['line']} role="separator" aria-label={t('unreadLine')}>
      <span>{t('unreadLine')}</span>
    </div>
  )
}

function useDayName(day: number, today: number): string {
  const t = useTranslations('list')
  const dates = useDates()
  if (day === today) return t('today')
  return day === dayOf(today - NOON) ? t('yesterday') : dates.day(day, today)
}
