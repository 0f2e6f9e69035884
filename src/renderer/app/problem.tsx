import { useTranslations } from 'use-intl'
import { Button } from '../ui/button.tsx'
import styles from './problem.module.css'

/** All that is left to show when the page cannot go on: words, and a way out. */
export function Problem({ title, text }: { title: string; text: string }) {
  const t = useTranslations('crash')
  return (
    <main className={styles['problem']}>
      <div className={styles['words']} role="alert">
        <h1 className={styles['title']}>{title}</h1>
        <p className={styles['text']}>{text}</p>
      </div>
      <Button kind="primary" onClick={() => location.reload()}>
        {t('reload')}
      </Button>
    </main>
  )
}
