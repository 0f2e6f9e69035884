import { useEffect, useState } from 'react'
import { dayOf } from './rows.ts'

const A_DAY_AND_A_BIT = 26 * 3_600_000

/** The start of the current day; changes at midnight. */
export function useToday(): number {
  const [today, setToday] = useState(() => dayOf(Date.now()))
  useEffect(() => {
    const midnight = dayOf(today + A_DAY_AND_A_BIT)
    const timer = setTimeout(() => setToday(dayOf(Date.now())), Math.max(1_000, midnight - Date.now()))
    return () => clearTimeout(timer)
  }, [today])
  return today
}
