import { ChevronsUpDown } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { displayName } from '../../../shared/model/user.ts'
import { useSession } from '../../state/app-context.tsx'
import { face } from '../../state/face.ts'
import { isLinked } from '../../state/link.ts'
import { useLinkView } from '../../state/use-link-view.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Hidden } from '../../ui/hidden.tsx'
import { AccountMenu } from './account-menu.tsx'
import styles from './own-row.module.css'

/** The reader, at the foot of the sidebar. */
export function OwnRow() {
  const t = useTranslations()
  const { user } = useSession()
  const presence = isLinked(useLinkView().phase) ? 'online' : 'offline'
  return (
    <AccountMenu
      trigger={
        <button type="button" className={styles['row']}>
          <Avatar {...face(user)} size={30} presence={presence} />
          <span className={styles['text']}>
            <span className={styles['name']}>{displayName(user)}</span>
            <span className={styles['state']}>{t(`presence.${presence}`)}</span>
            <Hidden>{t('account.menu')}</Hidden>
          </span>
          <ChevronsUpDown size={16} strokeWidth={1.75} aria-hidden="true" />
        </button>
      }
    />
  )
}

export function OwnTile() {
  const t = useTranslations()
  const { user } = useSession()
  const presence = isLinked(useLinkView().phase) ? 'online' : 'offline'
  return (
    <AccountMenu
      side="right"
      trigger={
        <button
          type="button"
          className={styles['tile']}
          aria-label={`${displayName(user)}, ${t(`presence.${presence}`)}, ${t('account.menu')}`}
        >
          <Avatar {...face(user)} size={32} presence={presence} />
        </button>
      }
    />
  )
}
