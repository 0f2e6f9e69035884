import { CircleCheck, CloudOff, KeyRound, RefreshCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useDates } from '../../i18n/words.tsx'
import { useModel, useServices } from '../../state/app-context.tsx'
import type { Link, LinkPhase } from '../../state/link.ts'
import { sentSinceReturn } from '../../state/selectors.ts'
import { Button } from '../../ui/button.tsx'
import { useFocusHome } from '../../ui/use-focus-home.ts'
import styles from './connection.module.css'
import { Countdown } from './countdown.tsx'

interface BannerProps {
  readonly phase: LinkPhase
  readonly onSignIn: () => void
  /** Where focus goes when the button that had it is gone with the banner. */
  readonly onFocusHome: () => void
}

/** Whether a phase has something to say over the messages. */
export function hasBanner(phase: LinkPhase): boolean {
  return phase === 'reconnecting' || phase === 'offline' || phase === 'back' || phase === 'signed-out'
}

export function Banner({ phase, onSignIn, onFocusHome }: BannerProps) {
  const link = useModel((model) => model.link)
  const focusHome = useFocusHome(onFocusHome)
  return (
    <div role="status" className={styles['place']} {...focusHome}>
      {link && phase === 'reconnecting' && <LostBanner link={link} />}
      {link && phase === 'offline' && <OfflineBanner link={link} />}
      {phase === 'back' && <BackBanner />}
      {phase === 'signed-out' && <ExpiredBanner onSignIn={onSignIn} />}
    </div>
  )
}

function LostBanner({ link }: { link: Link }) {
  const t = useTranslations('banner')
  const { client } = useServices()
  const { state } = link
  return (
    <Line icon={<RefreshCw size={17} strokeWidth={1.75} aria-hidden="true" />}>
      <Text title={t(wasOnline(link) ? 'lost' : 'never')}>
        {state.phase === 'waiting' ? (
          <Countdown
            key={state.retryAt}
            until={state.retryAt}
            say={(seconds) => t('retryIn', { seconds: String(seconds) })}
          />
        ) : (
          <span aria-hidden="true">{t('trying')}</span>
        )}
      </Text>
      <Button size="small" onClick={() => void client.call('connection.retry', {})}>
        {t('reconnect')}
      </Button>
    </Line>
  )
}

function OfflineBanner({ link }: { link: Link }) {
  const t = useTranslations('banner')
  const actions = useTranslations('action')
  const dates = useDates()
  const { client } = useServices()
  const { state } = link
  const isToday = new Date(link.lostAt).toDateString() === new Date(link.heardAt).toDateString()
  const copy = isToday
    ? t('copyFrom', { time: dates.time(link.lostAt) })
    : t('copyFromDay', { day: dates.full(link.lostAt) })
  return (
    <Line icon={<CloudOff size={18} strokeWidth={1.75} aria-hidden="true" />}>
      <Text title={t('offline')}>{wasOnline(link) ? copy : t('copy')}</Text>
      <span className={styles['next']} aria-hidden="true">
        {state.phase === 'waiting' ? (
          <Countdown
            key={state.retryAt}
            until={state.retryAt}
            say={(seconds) => t('nextTry', { seconds: String(seconds) })}
          />
        ) : (
          t('nextTryNow')
        )}
      </span>
      <Button size="small" onClick={() => void client.call('connection.retry', {})}>
        {actions('retry')}
      </Button>
    </Line>
  )
}

function BackBanner() {
  const t = useTranslations('banner')
  const sent = useModel(sentSinceReturn)
  return (
    <Line tone="back" icon={<CircleCheck size={18} strokeWidth={1.75} aria-hidden="true" />}>
      <Text title={t('back')}>{sent > 0 && t('backSent', { count: sent })}</Text>
    </Line>
  )
}

function ExpiredBanner({ onSignIn }: { onSignIn: () => void }) {
  const t = useTranslations('banner')
  return (
    <Line icon={<KeyRound size={18} strokeWidth={1.75} aria-hidden="true" />}>
      <Text title={t('expired')}>{t('copy')}</Text>
      <Button size="small" onClick={onSignIn}>
        {t('signIn')}
      </Button>
    </Line>
  )
}

function Line({ icon, tone, children }: { icon: ReactNode; tone?: 'back'; children: ReactNode }) {
  return (
    <div className={styles['banner']} data-tone={tone}>
      {icon}
      {children}
    </div>
  )
}

function Text({ title, children }: { title: string; children: ReactNode }) {
  return (
    <span className={styles['text']}>
      <b>{title}</b> {children}
    </span>
  )
}

function wasOnline({ state }: Link): boolean {
  return 'lostAt' in state && state.lostAt !== null
}
