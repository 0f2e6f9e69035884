import { useTranslations } from 'use-intl'
import type { LinkPhase } from '../../state/link.ts'
import { useLinkView } from '../../state/use-link-view.ts'
import { Hidden } from '../../ui/hidden.tsx'
import styles from './connection.module.css'

type Status = 'connected' | 'connecting' | 'reconnecting' | 'offline' | 'signedOut' | 'locked' | 'outdated'

const statusOfPhase: Readonly<Record<LinkPhase, Status>> = {
  connected: 'connected',
  blip: 'connected',
  back: 'connected',
  connecting: 'connecting',
  reconnecting: 'reconnecting',
  offline: 'offline',
  'signed-out': 'signedOut',
  locked: 'locked',
  outdated: 'outdated'
}

/** How the server is linked, in a word and a dot of its own shape. */
export function StatusLine() {
  const t = useTranslations('status')
  const status = statusOfPhase[useLinkView().phase]
  return (
    <div className={styles['status']} data-status={status}>
      <span className={styles['dot']} />
      {t(status)}
    </div>
  )
}

export function StatusDot() {
  const t = useTranslations('status')
  const status = statusOfPhase[useLinkView().phase]
  return (
    <span className={styles['corner']} data-status={status}>
      <span className={styles['dot']} />
      <Hidden>{t(status)}</Hidden>
    </span>
  )
}
