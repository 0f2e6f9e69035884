import styles from './avatar.module.css'
import { classes } from './classes.ts'

interface AvatarProps {
  readonly letters: string
  /** Which of the ten grounds. */
  readonly ground: number
  readonly size: 22 | 24 | 28 | 30 | 32 | 36 | 40
  readonly presence?: 'online' | 'quiet' | 'offline'
}

/** Initials on a soft ground. They are drawn, not text: the name beside them says who it is, and is what one copies. */
export function Avatar({ letters, ground, size, presence }: AvatarProps) {
  return (
    <span
      className={classes(styles['avatar'], styles[`size${size}`])}
      style={{ background: `var(--av${ground}-bg)`, color: `var(--av${ground}-fg)` }}
      data-letters={letters}
      aria-hidden="true"
    >
      {presence && <span className={classes(styles['dot'], styles[presence])} />}
    </span>
  )
}
