import { useEffect, useState } from 'react'
import { dayAfter, dayOf } from './rows.ts'

/** The start of the current day; changes at midnight. */
export function useToday(): number {
  const [today, setToday] = useState(() => dayOf(Date.now()))
  useEffect(() => {
    const rest = dayAfter(today) - Date.now()
    const timer = setTimeout(() => setToday(dayOf(Date.now())), Math.max(1_000, rest))
    return () => clearTimeout(timer)
  }, [today])
  return today
}
