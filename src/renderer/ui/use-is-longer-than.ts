import { useEffect, useState } from 'react'

/** Whether something has gone on for so long that it is worth showing. */
export function useIsLongerThan(isOn: boolean, delay: number): boolean {
  const [isLong, setIsLong] = useState(false)
  useEffect(() => {
    if (!isOn) return undefined
    const timer = setTimeout(() => setIsLong(true), delay)
    return () => {
      clearTimeout(timer)
      setIsLong(false)
    }
  }, [isOn, delay])
  return isOn && isLong
}
