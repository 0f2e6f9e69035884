import { CircleFadingArrowUp, HardDrive } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { UnopenedAccount } from '../../../shared/ipc/contract.ts'
import styles from './sign-in-form.module.css'

const texts = {
  newer: 'newerText',
  'in-use': 'inUseText',
  full: 'fullText',
  'read-only': 'readOnlyText',
  unreadable: 'unreadableText'
} as const

/** Why the account of the last run is not open, and what to do about it. */
export function UnopenedNote({ unopened }: { unopened: UnopenedAccount }) {
  const t = useTranslations('unopened')
  const { problem, folder } = unopened
  const Icon = problem === 'newer' ? CircleFadingArrowUp : HardDrive
  return (
    <div className={styles['unopened']} role="status">
      <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
      <div>
        <p className={styles['unopenedTitle']}>{t(problem)}</p>
        <p>{t(texts[problem])}</p>
        <p className={styles['folder']}>{t('folder', { folder })}</p>
      </div>
    </div>
  )
}
