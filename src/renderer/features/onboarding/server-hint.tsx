import { CircleCheck, LoaderCircle } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useIsLongerThan } from '../../ui/use-is-longer-than.ts'
import styles from './sign-in-form.module.css'
import type { ServerCheck } from './use-server-check.ts'

/** Below the address: what answers there. */
export function ServerHint({ check }: { check: ServerCheck }) {
  const t = useTranslations('join')
  const isSlow = useIsLongerThan(check.state === 'checking', 300)
  if (check.state === 'found') {
    return (
      <span className={styles['found']} role="status">
        <CircleCheck size={14} strokeWidth={2} aria-hidden="true" />
        <span>{t('found', { server: check.server.name })}</span>
      </span>
    )
  }
  if (!isSlow) return null
  return (
    <span className={styles['searching']}>
      <LoaderCircle className={styles['spinner']} size={14} strokeWidth={2} aria-hidden="true" />
      {t('searching')}
    </span>
  )
}
