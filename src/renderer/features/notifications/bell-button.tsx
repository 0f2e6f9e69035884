import { Bell } from 'lucide-react'
import type { Ref } from 'react'
import { useTranslations } from 'use-intl'
import { useModel } from '../../state/app-context.tsx'
import { useKeymap } from '../../state/use-keymap.ts'
import { Badge } from '../../ui/badge.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import styles from './notifications.module.css'

interface BellButtonProps {
  readonly isOpen: boolean
  readonly onPress: () => void
  readonly ref: Ref<HTMLButtonElement>
}

/** Opens and closes the centre, and counts what is unread in it. */
export function BellButton({ isOpen, onPress, ref }: BellButtonProps) {
  const t = useTranslations('centre')
  const { general, personal } = useModel((model) => model.unreadNotifications)
  const keymap = useKeymap()
  const count = general + personal
  return (
    <IconButton
      ref={ref}
      label={count === 0 ? t('title') : `${t('title')}, ${t('unread', { count })}`}
      shortcut={keymap.text('centre')}
      aria-expanded={isOpen}
      aria-haspopup="dialog"
      className={isOpen ? styles['bellOn'] : undefined}
      onClick={onPress}
    >
      <Bell size={18} strokeWidth={1.75} aria-hidden="true" />
      <Badge count={count} tone={personal > 0 ? 'mention' : 'accent'} isOnIcon />
    </IconButton>
  )
}
