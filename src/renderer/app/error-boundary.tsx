import { Component, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Problem } from './problem.tsx'

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
  return <Problem title={t('title')} text={t('body')} />
}
