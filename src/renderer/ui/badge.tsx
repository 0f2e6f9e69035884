import styles from './badge.module.css'
import { classes } from './classes.ts'

interface BadgeProps {
  readonly count: number
  readonly tone?: 'accent' | 'mention'
  /** Smaller, at the corner of an icon button. */
  readonly isOnIcon?: boolean
}

/** A count for the eye; whoever uses it says it in the accessible name too. */
export function Badge({ count, tone = 'accent', isOnIcon = false }: BadgeProps) {
  if (count === 0) return null
  return (
    <span className={classes(styles['badge'], styles[tone], isOnIcon && styles['onIcon'])} aria-hidden="true">
      {count > 99 ? '99+' : count}
    </span>
  )
}
