import { ChevronRight, Server } from 'lucide-react'
import { useTranslations } from 'use-intl'
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
  const found = useFoundServer()
  // What comes later would push aside what is about to be pressed.
  if (found === undefined) return null
  const other = found !== null && found.origin !== own && !addresses.includes(found.origin) ? found : null
  if (!other && isSetup && own === null) return null
  return (
    <div className={styles['offer']}>
      <div className={styles['or']}>{t('join.or')}</div>
      {other && <Card title={t('join.local')} text={other.name} onPress={() => onChoose(other.origin)} />}
      {own !== null && (
        <Card title={t('hosting.offerOwn')} text={t('hosting.offerOwnText')} onPress={onHost} />
      )}
      {own === null && !isSetup && (
        <Card title={t('hosting.offer')} text={t('hosting.offerText')} onPress={onHost} />
      )}
    </div>
  )
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
