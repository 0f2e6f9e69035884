import { useState } from 'react'
import type { CallResult } from '../../../shared/ipc/contract.ts'
import { useServices } from '../../state/app-context.tsx'

export interface Hosting {
  /** What has become of it; null: it is going on. */
  readonly outcome: CallResult<'localServer.host'> | null
  start(): void
}

/** Starting the server inside the app, and getting in. */
export function useHosting(): Hosting {
  const { client } = useServices()
  const [outcome, setOutcome] = useState<Hosting['outcome']>(null)
  return {
    outcome,
    start() {
      setOutcome(null)
      void client.call('localServer.host', {}).then(setOutcome)
    }
  }
}
