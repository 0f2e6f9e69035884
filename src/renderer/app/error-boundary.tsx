import { Component, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/button.tsx'
import styles from './problem.module.css'

/** What is shown when the page itself breaks: words, and a way out. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { hasFallen: boolean }> {
  override state = { hasFallen: false }

  static getDerivedStateFromError(): { hasFallen: boolean } {
    return { hasFallen: true }
  }

  override render(): ReactNode {
    return this.state.hasFallen ? <Fallen /> : this.props.children
  }
}

function Fallen() {
  const t = useTranslations('crash')
  return (
    <main className={styles['problem']} role="alert">
      <h1 className={styles['title']}>{t('title')}</h1>
      <p className={styles['text']}>{t('body')}</p>
      <Button kind="primary" onClick={() => location.reload()}>
        {t('reload')}
      </Button>
    </main>
  )
}
