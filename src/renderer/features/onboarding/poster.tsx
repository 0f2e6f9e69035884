import { useTranslations } from 'use-intl'
import { Mark } from '../../ui/mark.tsx'
import styles from './poster.module.css'

export function Poster() {
  const t = useTranslations('join')
  return (
    <aside className={styles['poster']} aria-label="Causerie">
      <Mark className={styles['art']} bubble="var(--art)" sun="var(--sun)" />
      <div className={styles['name']}>
        <span className={styles['icon']}>
          <Mark bubble="#fff" sun="#f7b53d" width={32} height={32} />
        </span>
        Causerie
      </div>
      <div className={styles['words']}>
        <p className={styles['tagline']}>{t('tagline')}</p>
        <p className={styles['promise']}>{t('promise')}</p>
      </div>
    </aside>
  )
}
