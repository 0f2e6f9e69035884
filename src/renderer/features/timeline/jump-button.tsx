import { ArrowDown, ChevronDown } from 'lucide-react'
import type { MouseEvent } from 'react'
import { useTranslations } from 'use-intl'
import { Badge } from '../../ui/badge.tsx'
import styles from './timeline.module.css'

interface JumpButtonProps {
  /** How many messages came while the reader was further up. */
  readonly unseen: number
  /** How many there were before that the reader has not come to. */
  readonly unread: number
  readonly onJump: () => void
}

/** Back to the end. Not in the tab order, and never with the focus, as it goes away: the End key does the same. */
export function JumpButton({ unseen, unread, onJump }: JumpButtonProps) {
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
      aria-label={unread > 0 ? t('toUnread', { count: unread }) : t('toLatest')}
      onMouseDown={keepFocus}
      onClick={onJump}
    >
      <ChevronDown size={19} strokeWidth={1.75} aria-hidden="true" />
      <span className={styles['unread']}>
        <Badge count={unread} />
      </span>
    </button>
  )
}

/** The focus stays where it was: in what is being written, most of the time. */
function keepFocus(event: MouseEvent): void {
  event.preventDefault()
}
