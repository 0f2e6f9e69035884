import { Copy } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { displayName, type User } from '../../../shared/model/user.ts'
import { useModel, useServices, useUser } from '../../state/app-context.tsx'
import { face } from '../../state/face.ts'
import { useLinkView } from '../../state/use-link-view.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { copyText } from '../../ui/copy-text.ts'
import { Dialog, DialogButtons } from '../../ui/dialog.tsx'
import { focusedOpener } from '../../ui/opener.ts'
import styles from './person-card.module.css'

/** Who somebody is, who may have left long ago. The focus goes back to where it was asked, or home. */
export function PersonCard({ home }: { home: () => HTMLElement | null }) {
  const t = useTranslations('action')
  const { navigation } = useServices()
  const user = useUser(useModel((model) => model.shownPersonId)) ?? null
  const opener = useOpener()
  // While the card closes it still says who it was about.
  const [last, setLast] = useState<User | null>(null)
  if (user && user !== last) setLast(user)
  return (
    <Dialog
      isOpen={user !== null}
      title={last ? displayName(last) : ''}
      closeLabel={t('close')}
      onClose={navigation.hidePerson}
      focusAfter={() => (opener.current?.isConnected ? opener.current : home())}
    >
      {last && <Person user={last} />}
    </Dialog>
  )
}

function Person({ user }: { user: User }) {
  const t = useTranslations('presence')
  const { notices } = useServices()
  const isOnline = useModel(({ people }) => people.online.some(({ id }) => id === user.id))
  const presence = useLinkView().isPresenceKnown && isOnline ? 'online' : 'offline'
  const copy = () => {
    const isCopied = copyText(user.username)
    notices.push(
      isCopied
        ? { tone: 'success', title: (words) => words('presence.usernameCopied') }
        : { tone: 'error', title: (words) => words('presence.usernameNotCopied') }
    )
  }
  return (
    <>
      <div className={styles['person']}>
        <Avatar {...face(user)} size={40} presence={presence} />
        <div className={styles['words']}>
          <div className={styles['username']}>
            {user.username}
            {user.isSuperuser && <span className={styles['role']}>{t('admin')}</span>}
          </div>
          <div className={styles['state']}>{t(presence)}</div>
        </div>
      </div>
      <DialogButtons>
        <Button data-first onClick={copy}>
          <Copy size={16} strokeWidth={2} aria-hidden="true" />
          {t('copyUsername')}
        </Button>
      </DialogButtons>
    </>
  )
}

/** What of the page had the focus when a card was last asked for; what lay over the page makes way for the card. */
function useOpener() {
  const { store } = useServices()
  const opener = useRef<HTMLElement | null>(null)
  useEffect(
    () =>
      store.subscribe((now, before) => {
        if (now.shownPersonId === null || before.shownPersonId !== null) return
        opener.current = focusedOpener()
      }),
    [store]
  )
  return opener
}
