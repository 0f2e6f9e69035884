import { useTranslations } from 'use-intl'
import { useDates } from '../../i18n/words.tsx'
import { dayOf } from './rows.ts'
import styles from './timeline.module.css'

const NOON = 12 * 3_600_000

export function DayDivider({ at, today }: { at: number; today: number }) {
  const t = useTranslations('list')
  const dates = useDates()
  const isYesterday = at === dayOf(today - NOON)
  const name = at === today ? t('today') : isYesterday ? t('yesterday') : dates.day(at, today)
  return (
    <div className={styles['day']} role="separator" aria-label={name} data-row={`day-${at}`}>
      <span>{name}</span>
    </div>
  )
}
