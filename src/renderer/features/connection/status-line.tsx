import { useTranslations } from 'use-intl'
import { useModel } from '../../state/app-context.tsx'
import type { LinkPhase } from '../../state/link.ts'
import { unsentCount } from '../../state/selectors.ts'
import { useLinkView } from '../../state/use-link-view.ts'
import { Hidden } from '../../ui/hidden.tsx'
import { useIsLongerThan } from '../../ui/use-is-longer-than.ts'
import styles from './connection.module.css'
import { useCatchUp } from './use-catch-up.ts'

/** Milliseconds: what leaves sooner needs no number. */
const WORTH_SAYING = 1_000

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

/** How the server is linked, in a word and a dot of its own shape; and what still has to come and to leave. */
export function StatusLine() {
  const { status, words } = useStatus()
  return (
    <div className={styles['status']} data-status={status}>
      <span className={styles['dot']} />
      <span className={styles['statusWords']}>{words}</span>
    </div>
  )
}

export function StatusDot() {
  const { status, words } = useStatus()
  return (
    <span className={styles['corner']} data-status={status}>
      <span className={styles['dot']} />
      <Hidden>{words}</Hidden>
    </span>
  )
}

function useStatus(): { status: Status; words: string } {
  const t = useTranslations()
  const status = statusOfPhase[useLinkView().phase]
  const waiting = useModel(unsentCount)
  const isWaitingLong = useIsLongerThan(waiting > 0, WORTH_SAYING)
  const catchUp = useCatchUp()
  if (catchUp && status === 'connected') {
    const { percent } = catchUp
    return {
      status,
      words: percent === null ? t('catchingUp.status') : t('catchingUp.part', { percent: String(percent) })
    }
  }
  const link = t(`status.${status}`)
  return { status, words: isWaitingLong ? `${link} · ${t('outbox.status', { count: waiting })}` : link }
}
