import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useServices, useSession } from '../../state/app-context.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogButtons } from '../../ui/dialog.tsx'
import { limitsOf } from './limits.ts'
import styles from './server-limits.module.css'

interface ServerLimitsProps {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly focusAfter?: () => HTMLElement | null
}

/** What the server of this account can and cannot do, in plain words. */
export function ServerLimits({ isOpen, onClose, focusAfter }: ServerLimitsProps) {
  const t = useTranslations('limits')
  const actions = useTranslations('action')
  const { server } = useSession()
  return (
    <Dialog
      isOpen={isOpen}
      title={t('title')}
      closeLabel={actions('close')}
      onClose={onClose}
      {...(focusAfter ? { focusAfter } : {})}
    >
      <p className={styles['sub']}>{t('sub', { server: server.name })}</p>
      <ul className={styles['points']}>
        {limitsOf(server.capabilities).map((limit) => (
          <li key={limit}>{t(`points.${limit}`)}</li>
        ))}
      </ul>
      <DialogButtons>
        <Button data-first kind="primary" onClick={onClose}>
          {t('understood')}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}

/** The same, shown by itself to whoever has just joined such a server, until they close it. */
export function NewServerLimits({ focusAfter }: { focusAfter: () => HTMLElement | null }) {
  const { client } = useServices()
  const { server } = useSession()
  const [isSeen, setIsSeen] = useState(false)
  const close = () => {
    setIsSeen(true)
    void client.call('accounts.seeLimits', {})
  }
  return <ServerLimits isOpen={server.isToBeExplained && !isSeen} onClose={close} focusAfter={focusAfter} />
}
