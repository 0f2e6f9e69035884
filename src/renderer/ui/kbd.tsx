import { classes } from './classes.ts'
import styles from './kbd.module.css'

interface KbdProps {
  /** On a raised ground, which in the dark is as light as the cap usually is. */
  readonly isRaised?: boolean
  readonly children: string
}

/** A key, or keys that are pressed together, as they are written on the keyboard. */
export function Kbd({ isRaised = false, children }: KbdProps) {
  return <kbd className={classes(styles['kbd'], isRaised && styles['raised'])}>{children}</kbd>
}
