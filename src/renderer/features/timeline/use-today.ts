import { useEffect, useState } from 'react'
import { dayAfter, dayOf } from './rows.ts'

/** Milliseconds after which it looks again: the computer may have slept, or its clock or zone may be another. */
const LOOKS_EVERY = 60_000

/** The start of the current day in the zone of this computer; changes at midnight, and with the zone. */
export function useToday(): number {
  const [today, setToday] = useState(() => dayOf(Date.now()))
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const look = (): void => {
      const now = Date.now()
      setToday(dayOf(now))
      const rest = dayAfter(dayOf(now)) - now
      timer = setTimeout(look, Math.max(1_000, Math.min(rest, LOOKS_EVERY)))
    }
    look()
    return () => clearTimeout(timer)
  }, [])
  return today
}
