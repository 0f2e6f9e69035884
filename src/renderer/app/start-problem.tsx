import { useTranslations } from 'use-intl'
import { Button } from '../ui/button.tsx'
import styles from './problem.module.css'

/** Main did not answer with the first state. */
export function StartProblem() {
  const t = useTranslations('crash')
  return (
    <main className={styles['problem']} role="alert">
      <h1 className={styles['title']}>Causerie</h1>
      <p className={styles['text']}>{t('start')}</p>
      <Button kind="primary" onClick={() => location.reload()}>
        {t('reload')}
      </Button>
    </main>
  )
}
