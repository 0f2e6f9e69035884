import { Menu } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useModel, useSession } from '../../state/app-context.tsx'
import { shownUnread } from '../../state/selectors.ts'
import { Badge } from '../../ui/badge.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import styles from './rooms.module.css'

interface MenuButtonProps {
  readonly isOpen: boolean
  readonly onPress: () => void
}

/** Opens the sidebar where there is no room for it, and sums up what is unread in it. */
export function MenuButton({ isOpen, onPress }: MenuButtonProps) {
  const t = useTranslations('nav')
  const { room } = useSession()
  const unread = useModel((model) => shownUnread(model, room.id))
  return (
    <IconButton
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
