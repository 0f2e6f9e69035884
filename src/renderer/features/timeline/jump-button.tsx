import { ArrowDown, ChevronDown } from 'lucide-react'
import { useTranslations } from 'use-intl'
import styles from './timeline.module.css'

/** Back to the end. Not in the tab order: the End key does the same. */
export function JumpButton({ unseen, onJump }: { unseen: number; onJump: () => void }) {
  const t = useTranslations('list')
  if (unseen > 0) {
    return (
      <button type="button" tabIndex={-1} className={styles['pill']} onClick={onJump}>
        {t('jump', { count: unseen })}
        <ArrowDown size={16} strokeWidth={2.2} aria-hidden="true" />
      </button>
    )
  }
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles['jump']}
      aria-label={t('toLatest')}
      onClick={onJump}
    >
      <ChevronDown size={19} strokeWidth={1.75} aria-hidden="true" />
    </button>
  )
}
