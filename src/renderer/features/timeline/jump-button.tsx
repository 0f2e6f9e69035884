import { ArrowDown, ChevronDown } from 'lucide-react'
import type { MouseEvent } from 'react'
import { useTranslations } from 'use-intl'
import styles from './timeline.module.css'

/** Back to the end. Not in the tab order, and never with the focus, as it goes away: the End key does the same. */
export function JumpButton({ unseen, onJump }: { unseen: number; onJump: () => void }) {
  const t = useTranslations('list')
  if (unseen > 0) {
    return (
      <button
        type="button"
        tabIndex={-1}
        data-jump
        className={styles['pill']}
        onMouseDown={keepFocus}
        onClick={onJump}
      >
        {t('jump', { count: unseen })}
        <ArrowDown size={16} strokeWidth={2.2} aria-hidden="true" />
      </button>
    )
  }
  return (
    <button
      type="button"
      tabIndex={-1}
      data-jump
      className={styles['jump']}
      aria-label={t('toLatest')}
      onMouseDown={keepFocus}
      onClick={onJump}
    >
      <ChevronDown size={19} strokeWidth={1.75} aria-hidden="true" />
    </button>
  )
}

/** The focus stays where it was: in what is being written, most of the time. */
function keepFocus(event: MouseEvent): void {
  event.preventDefault()
}
