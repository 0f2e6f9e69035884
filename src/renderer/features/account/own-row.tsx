import { Moon, Settings } from 'lucide-react'
import type { ComponentProps } from 'react'
import { useTranslations } from 'use-intl'
import { displayName } from '../../../shared/model/user.ts'
import { useServices, useSession } from '../../state/app-context.tsx'
import { face } from '../../state/face.ts'
import { isLinked } from '../../state/link.ts'
import { useKeymap } from '../../state/use-keymap.ts'
import { useLinkView } from '../../state/use-link-view.ts'
import { useQuiet } from '../../state/use-quiet.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Hidden } from '../../ui/hidden.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Tip } from '../../ui/tip.tsx'
import { AccountMenu } from './account-menu.tsx'
import styles from './own-row.module.css'

/** The reader, at the foot of the sidebar. */
export function OwnRow({ onSignOut }: { onSignOut: () => void }) {
  const t = useTranslations()
  const { navigation } = useServices()
  const { user } = useSession()
  const { presence, state } = useOwnState()
  const quiet = useQuiet()
  const keymap = useKeymap()
  return (
    <div className={styles['row']}>
      <AccountMenu
        onSignOut={onSignOut}
        trigger={
          <button type="button" className={styles['own']}>
            <Avatar {...face(user)} size={30} presence={presence} />
            <span className={styles['text']}>
              <span className={styles['name']}>{displayName(user)}</span>
              <span className={styles['state']} data-quiet={quiet.isOn || undefined}>
                <span className={styles['full']}>{state}</span>
                <span className={styles['short']}>{quiet.isOn ? quiet.shortWords : state}</span>
              </span>
              <Hidden>{t('account.menu')}</Hidden>
            </span>
          </button>
        }
      />
      <IconButton
        label={t('quiet.title')}
        shortcut={keymap.text('quiet')}
        aria-pressed={quiet.isOn}
        className={styles['moon']}
        onClick={quiet.toggle}
      >
        <Moon size={18} strokeWidth={1.75} aria-hidden="true" />
      </IconButton>
      <IconButton
        label={t('account.settings')}
        shortcut={keymap.text('settings')}
        onClick={() => navigation.openSettings()}
      >
        <Settings size={18} strokeWidth={1.75} aria-hidden="true" />
      </IconButton>
    </div>
  )
}

/** The same for the rail: the face only. */
export function OwnTile({ onSignOut }: { onSignOut: () => void }) {
  return <AccountMenu side="right" onSignOut={onSignOut} trigger={<OwnFace />} />
}

function OwnFace(button: ComponentProps<'button'>) {
  const t = useTranslations('account')
  const { user } = useSession()
  const { presence, state } = useOwnState()
  const name = `${displayName(user)}, ${state}`
  return (
    <Tip text={name} side="right" delay={300}>
      <button type="button" {...button} className={styles['tile']} aria-label={`${name}, ${t('menu')}`}>
        <Avatar {...face(user)} size={32} presence={presence} />
      </button>
    </Tip>
  )
}

/** How others and this computer have the reader: there or not, and whether to be left alone. */
function useOwnState(): { presence: 'online' | 'quiet' | 'offline'; state: string } {
  const t = useTranslations('presence')
  const quiet = useQuiet()
  const { phase, isPresenceKnown } = useLinkView()
  const isOnline = isLinked(phase) || (phase === 'reconnecting' && isPresenceKnown)
  if (quiet.isOn) return { presence: isOnline ? 'quiet' : 'offline', state: quiet.words }
  const presence = isOnline ? 'online' : 'offline'
  return { presence, state: t(presence) }
}
