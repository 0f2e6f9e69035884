import { useEffect, useState } from 'react'

/** Whole seconds until a moment, as it comes nearer; 0 once it is there, or when there is none. */
export function useSecondsLeft(until: number | null): number {
  const [now, setNow] = useState(() => Date.now())
  const isOver = until === null || now >= until
  useEffect(() => {
    if (isOver) return undefined
    const timer = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(timer)
  }, [isOver])
  return until === null ? 0 : Math.max(0, Math.ceil((until - now) / 1000))
}
