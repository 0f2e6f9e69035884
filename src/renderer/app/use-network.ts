import { useEffect } from 'react'
import { useServices } from '../state/app-context.tsx'

/** Tries to connect as soon as the system says that there is a network again. */
export function useNetwork(): void {
  const { client } = useServices()
  useEffect(() => {
    const retry = () => void client.call('connection.retry', {})
    addEventListener('online', retry)
    return () => removeEventListener('online', retry)
  }, [client])
}
