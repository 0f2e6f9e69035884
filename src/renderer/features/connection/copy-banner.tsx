import { HardDrive } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { CopyProblem } from '../../../shared/model/copy.ts'
import { Hidden } from '../../ui/hidden.tsx'
import styles from './connection.module.css'

/** Why nothing can be saved, and what to do. It goes by itself, and comes before what there is to say of the connection. */
export function CopyBanner({ problem }: { problem: CopyProblem }) {
  const t = useTranslations('copyProblems')
  const title = t(`${problem}.title`)
  const text = t(`${problem}.text`)
  return (
    <div className={styles['place']}>
      <Hidden>
        <span role="alert">{`${title} ${text}`}</span>
      </Hidden>
      <div className={styles['banner']} data-phase="disk">
        <HardDrive size={18} strokeWidth={1.75} aria-hidden="true" />
        <div className={styles['words']} aria-hidden="true">
          <span className={styles['text']}>
            <b>{title}</b> <span className={styles['detail']}>{text}</span>
            <span className={styles['short']}>{t(`${problem}.short`)}</span>
          </span>
        </div>
      </div>
    </div>
  )
}
