import { ChevronRight, Server } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { FoundServer } from '../../../shared/ipc/contract.ts'
import type { LocalServer } from '../../../shared/ipc/local-server.ts'
import { useModel } from '../../state/app-context.tsx'
import styles from './server-offer.module.css'
import { useFoundServer } from './use-found-server.ts'

interface ServerOfferProps {
  /** Where the form leads already. */
  readonly addresses: readonly string[]
  /** Whether what answers there waits for its first account: that is server enough. */
  readonly isSetup: boolean
  readonly onChoose: (address: string) => void
  readonly onHost: () => void
}

/** Offers a server that runs on this computer, and one's own: to be opened, or to be started. */
export function ServerOffer({ addresses, isSetup, onChoose, onHost }: ServerOfferProps) {
  const t = useTranslations()
  const own = useModel((model) => model.app?.localServer.origin ?? null)
  const isOwnThere = useModel(({ app }) => isThere(app?.localServer.phase))
  const found = useFoundServer()
  // What comes later would push aside what is about to be pressed.
  if (found === undefined) return null
  // While one's own is stopped, another may have its address.
  const isOther = found !== null && !(isOwnThere && found.origin === own)
  const other = isOther && !addresses.includes(found.origin) ? found : null
  if (!other && isSetup && own === null) return null
  return (
    <div className={styles['offer']}>
      <div className={styles['or']}>{t('join.or')}</div>
      {other && <Card title={t('join.local')} text={placeOf(other)} onPress={() => onChoose(other.origin)} />}
      {own !== null && (
        <Card title={t('hosting.offerOwn')} text={t('hosting.offerOwnText')} onPress={onHost} />
      )}
      {own === null && !isSetup && (
        <Card title={t('hosting.offer')} text={t('hosting.offerText')} onPress={onHost} />
      )}
    </div>
  )
}

/** Offers the way back into one's own server to whom it no longer knows: there is no password to type. */
export function OwnServerOffer({ onHost }: Pick<ServerOfferProps, 'onHost'>) {
  const t = useTranslations()
  return (
    <div className={styles['offer']}>
      <div className={styles['or']}>{t('join.or')}</div>
      <Card title={t('hosting.offerOwn')} text={t('hosting.offerAgainText')} onPress={onHost} />
    </div>
  )
}

/** By its name alone nobody could tell it from one's own. */
function placeOf({ name, origin }: FoundServer): string {
  return `${name} · ${new URL(origin).host}`
}

function isThere(phase: LocalServer['phase'] | undefined): boolean {
  return phase === 'running' || phase === 'elsewhere'
}

function Card({ title, text, onPress }: { title: string; text: string; onPress: () => void }) {
  return (
    <button type="button" className={styles['card']} onClick={onPress}>
      <span className={styles['icon']}>
        <Server size={20} strokeWidth={1.75} aria-hidden="true" />
      </span>
      <span className={styles['words']}>
        <span className={styles['title']}>{title}</span>
        <span className={styles['text']}>{text}</span>
      </span>
      <ChevronRight className={styles['chevron']} size={18} strokeWidth={1.75} aria-hidden="true" />
    </button>
  )
}
