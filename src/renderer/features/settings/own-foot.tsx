import { useTranslations } from 'use-intl'
import { displayName } from '../../../shared/model/user.ts'
import { useSession } from '../../state/app-context.tsx'
import { face } from '../../state/face.ts'
import { isLinked } from '../../state/link.ts'
import { useLinkView } from '../../state/use-link-view.ts'
import { useQuiet } from '../../state/use-quiet.ts'
import { Avatar } from '../../ui/avatar.tsx'
import styles from './own-foot.module.css'

/** Whose settings these are. */
export function OwnFoot() {
  const t = useTranslations('settings.roles')
  const { user } = useSession()
  const isOnline = isLinked(useLinkView().phase)
  const { isOn: isQuiet } = useQuiet()
  const presence = !isOnline ? 'offline' : isQuiet ? 'quiet' : 'online'
  return (
    <div className={styles['foot']}>
      <Avatar {...face(user)} size={30} presence={presence} />
      <div className={styles['text']}>
        <div className={styles['name']} dir="auto">
          {displayName(user)}
        </div>
        <div className={styles['role']}>{t(user.isSuperuser ? 'admin' : 'member')}</div>
      </div>
    </div>
  )
}
