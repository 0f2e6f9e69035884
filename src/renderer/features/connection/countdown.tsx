import { useEffect, useState } from 'react'
import styles from './connection.module.css'

interface CountdownProps {
  readonly until: number
  readonly say: (seconds: number) => string
}

/** Seconds that are left, for the eye only: nobody wants to hear them one by one. */
export function Countdown({ until, say }: CountdownProps) {
  const [left, setLeft] = useState(() => secondsUntil(until))
  useEffect(() => {
    const timer = setInterval(() => setLeft(secondsUntil(until)), 250)
    return () => clearInterval(timer)
  }, [until])
  return (
    <span className={styles['countdown']} aria-hidden="true">
      {say(left)}
    </span>
  )
}

function secondsUntil(time: number): number {
  return Math.max(1, Math.ceil((time - Date.now()) / 1000))
}
