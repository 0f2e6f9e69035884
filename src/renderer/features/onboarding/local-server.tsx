import { ChevronRight, Server } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { FoundServer } from '../../../shared/ipc/contract.ts'
import styles from './local-server.module.css'

/** Offers the server of this computer: one press fills in its address. */
export function LocalServer({ server, onChoose }: { server: FoundServer; onChoose: () => void }) {
  const t = useTranslations('join')
  return (
    <div>
      <div className={styles['or']}>{t('or')}</div>
      <button type="button" className={styles['card']} onClick={onChoose}>
        <span className={styles['icon']}>
          <Server size={20} strokeWidth={1.75} aria-hidden="true" />
        </span>
        <span className={styles['words']}>
          <span className={styles['title']}>{t('local')}</span>
          <span className={styles['name']}>{server.name}</span>
        </span>
        <ChevronRight className={styles['chevron']} size={18} strokeWidth={1.75} aria-hidden="true" />
      </button>
    </div>
  )
}
