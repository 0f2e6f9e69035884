import type { ReactNode } from 'react'
import styles from './blank.module.css'
import { classes } from './classes.ts'

interface BlankProps {
  readonly icon: ReactNode
  readonly title: string
  readonly text?: string
  /** What to do about it. */
  readonly action?: ReactNode
  /** Whether something did not work, rather than that there is nothing. */
  readonly hasFailed?: boolean
}

/** In the middle of a place that has nothing to show: why, and what to do. */
export function Blank({ icon, title, text, action, hasFailed = false }: BlankProps) {
  return (
    <div
      className={classes(styles['blank'], hasFailed && styles['failed'])}
      role={hasFailed ? 'alert' : undefined}
    >
      <span className={styles['icon']}>{icon}</span>
      <p className={styles['title']}>{title}</p>
      {text && <p>{text}</p>}
      {action && <div className={styles['action']}>{action}</div>}
    </div>
  )
}
