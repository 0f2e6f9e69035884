import { CircleCheck, Info, LoaderCircle } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useIsLongerThan } from '../../ui/use-is-longer-than.ts'
import styles from './sign-in-form.module.css'
import type { ServerCheck } from './use-server-check.ts'

interface ServerHintProps {
  readonly check: ServerCheck
  /** Whether the form asks further how what answers is spoken to. */
  readonly isAsked: boolean
}

/** Below the address: what answers there. */
export function ServerHint({ check, isAsked }: ServerHintProps) {
  const t = useTranslations()
  const isSlow = useIsLongerThan(check.state === 'checking', 300)
  if (check.state === 'found') {
    return (
      <span className={styles['found']} role="status">
        <CircleCheck size={14} strokeWidth={2} aria-hidden="true" />
        <span>{t('join.found', { server: check.server.name })}</span>
      </span>
    )
  }
  if (isAsked) {
    return (
      <span className={styles['foreign']} role="status">
        <Info size={14} strokeWidth={2} aria-hidden="true" />
        <span>{t('signInProblems.not_causerie')}</span>
      </span>
    )
  }
  if (!isSlow) return null
  return (
    <span className={styles['searching']}>
      <LoaderCircle className={styles['spinner']} size={14} strokeWidth={2} aria-hidden="true" />
      {t('join.searching')}
    </span>
  )
}
