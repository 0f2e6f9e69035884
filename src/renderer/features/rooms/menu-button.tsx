import { Menu } from 'lucide-react'
import type { Ref } from 'react'
import { useTranslations } from 'use-intl'
import { useModel, useSession } from '../../state/app-context.tsx'
import { shownUnread } from '../../state/selectors.ts'
import { Badge } from '../../ui/badge.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import styles from './rooms.module.css'

interface MenuButtonProps {
  readonly isOpen: boolean
  readonly onPress: () => void
  readonly ref: Ref<HTMLButtonElement>
}

/** Opens the sidebar where there is no room for it, and sums up what is unread in it. */
export function MenuButton({ isOpen, onPress, ref }: MenuButtonProps) {
  const t = useTranslations('nav')
  const { room } = useSession()
  const unread = useModel((model) => shownUnread(model, room.id))
  return (
    <IconButton
      ref={ref}
      className={styles['menu']}
      label={unread === 0 ? t('label') : `${t('label')}, ${t('unread', { count: unread })}`}
      aria-expanded={isOpen}
      aria-haspopup="dialog"
      onClick={onPress}
    >
      <Menu size={18} strokeWidth={1.75} aria-hidden="true" />
      <Badge count={unread} isOnIcon />
    </IconButton>
  )
}
