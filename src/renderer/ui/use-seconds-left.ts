import { useCallback, useSyncExternalStore } from 'react'

/** Whole seconds until a moment, as it comes nearer; 0 once it is there, or when there is none. */
export function useSecondsLeft(until: number | null): number {
  const subscribe = useCallback(
    (listener: () => void) => {
      const timer = setInterval(() => {
        listener()
        if (secondsUntil(until) === 0) clearInterval(timer)
      }, 250)
      return () => clearInterval(timer)
    },
    [until]
  )
  return useSyncExternalStore(subscribe, () => secondsUntil(until))
}

function secondsUntil(until: number | null): number {
  return until === null ? 0 : Math.max(0, Math.ceil((until - Date.now()) / 1000))
}
