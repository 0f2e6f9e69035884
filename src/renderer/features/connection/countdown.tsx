import { useSecondsLeft } from '../../ui/use-seconds-left.ts'
import styles from './connection.module.css'

interface CountdownProps {
  readonly until: number
  readonly say: (seconds: number) => string
}

/** Seconds that are left, for the eye only: nobody wants to hear them one by one. */
export function Countdown({ until, say }: CountdownProps) {
  const left = useSecondsLeft(until)
  return (
    <span className={styles['countdown']} aria-hidden="true">
      {say(Math.max(1, left))}
    </span>
  )
}
