import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../ui/button.tsx'
import { Hidden } from '../../ui/hidden.tsx'
import { useIsLongerThan } from '../../ui/use-is-longer-than.ts'
import { useFocusHome } from '../../ui/use-focus-home.ts'
import styles from './answered.module.css'
import { Rows } from './rows.tsx'
import type { Answer } from './use-answer.ts'

interface AnsweredProps<T> {
  readonly answer: Answer<T>
  /** How many rows it stands for; absent: it stands within one. */
  readonly rows?: number
  readonly children: (value: T) => ReactNode
}

/** What is drawn of an answer of main; its place while there is none, and what to do when there will be none. */
export function Answered<T>({ answer, rows = 0, children }: AnsweredProps<T>) {
  const focusHome = useFocusHome(() => document.getElementById('settings-page')?.focus())
  if (answer.value !== null) return children(answer.value)
  const place = answer.hasFailed ? (
    <Failed onRetry={answer.ask} {...focusHome} />
  ) : (
    <Loading bars={Math.max(rows, 1)} />
  )
  return rows > 0 ? <Rows>{place}</Rows> : place
}

function Failed({ onRetry, ...focusHome }: { onRetry: () => void } & ReturnType<typeof useFocusHome>) {
  const t = useTranslations()
  return (
    <div className={styles['failed']} role="alert" {...focusHome}>
      {t('settings.failed')}
      <Button size="small" kind="ghost" onClick={onRetry}>
        {t('action.retry')}
      </Button>
    </div>
  )
}

function Loading({ bars }: { bars: number }) {
  const t = useTranslations('settings')
  const isShown = useIsLongerThan(true, 200)
  return (
    <div className={styles['loading']} aria-busy="true">
      <Hidden>{t('loading')}</Hidden>
      {Array.from({ length: bars }, (_, index) => (
        <div key={index} className={styles['line']} aria-hidden="true">
          {isShown && <div className={styles['bar']} />}
        </div>
      ))}
    </div>
  )
}
