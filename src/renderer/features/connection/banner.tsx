import { CircleCheck, CircleFadingArrowUp, CloudOff, KeyRound, LockKeyhole, RefreshCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { ConnectionState } from '../../../shared/ipc/contract.ts'
import { useModel, useServices } from '../../state/app-context.tsx'
import type { LinkPhase } from '../../state/link.ts'
import { Button } from '../../ui/button.tsx'
import { Hidden } from '../../ui/hidden.tsx'
import { useFocusHome } from '../../ui/use-focus-home.ts'
import styles from './connection.module.css'
import { Countdown } from './countdown.tsx'
import { useBannerWords } from './use-banner-words.ts'

interface BannerProps {
  readonly phase: LinkPhase
  readonly onSignIn: () => void
  /** Where focus goes when the button that had it is gone with the banner. */
  readonly onFocusHome: () => void
}

const icon = { size: 18, strokeWidth: 1.75, 'aria-hidden': true } as const
const icons: Readonly<Partial<Record<LinkPhase, ReactNode>>> = {
  reconnecting: <RefreshCw {...icon} size={17} />,
  offline: <CloudOff {...icon} />,
  back: <CircleCheck {...icon} />,
  'signed-out': <KeyRound {...icon} />,
  locked: <LockKeyhole {...icon} size={17} />,
  outdated: <CircleFadingArrowUp {...icon} />
}

/** Whether a phase has something to say over the messages. */
export function hasBanner(phase: LinkPhase): boolean {
  return icons[phase] !== undefined
}

/** What is heard stands apart from what is seen: a line that counts down would be read again and again. */
export function Banner({ phase, onSignIn, onFocusHome }: BannerProps) {
  const t = useTranslations('banner')
  const actions = useTranslations('action')
  const { client } = useServices()
  const state = useModel((model) => model.link?.state)
  const words = useBannerWords(phase)
  const focusHome = useFocusHome(onFocusHome)
  const action =
    phase === 'signed-out'
      ? { label: t('signIn'), run: onSignIn }
      : {
          label: phase === 'reconnecting' ? t('reconnect') : actions('retry'),
          run: () => void client.call('connection.retry', {})
        }
  return (
    <div className={styles['place']} {...focusHome}>
      <Hidden>
        <span role="status">{words && `${words.title} ${words.text}`}</span>
      </Hidden>
      {words && (
        <div className={styles['banner']} data-phase={phase}>
          {icons[phase]}
          <div className={styles['words']} aria-hidden="true">
            <span className={styles['text']}>
              <b>{words.title}</b> <span className={styles['detail']}>{words.text}</span>
              <span className={styles['short']}>{words.short}</span>
            </span>
            {(phase === 'reconnecting' || phase === 'offline') && <NextTry phase={phase} state={state} />}
          </div>
          {phase !== 'back' && (
            <Button size="small" onClick={action.run}>
              {action.label}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}

/** When it is tried again. */
function NextTry({
  phase,
  state
}: {
  phase: 'reconnecting' | 'offline'
  state: ConnectionState | undefined
}) {
  const t = useTranslations('banner')
  const [wait, now] =
    phase === 'offline' ? (['nextTry', 'nextTryNow'] as const) : (['retryIn', 'trying'] as const)
  return (
    <span className={styles['next']}>
      {state?.phase === 'waiting' ? (
        <Countdown
          key={state.retryAt}
          until={state.retryAt}
          say={(seconds) => t(wait, { seconds: String(seconds) })}
        />
      ) : (
        t(now)
      )}
    </span>
  )
}
