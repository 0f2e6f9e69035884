import { useEffect, useState } from 'react'
import type { FoundServer } from '../../../shared/ipc/contract.ts'
import { useServices } from '../../state/app-context.tsx'

/** The server that runs on this computer, if one answers; asked once. */
export function useLocalServer(): FoundServer | null {
  const { client } = useServices()
  const [server, setServer] = useState<FoundServer | null>(null)
  useEffect(() => {
    void client.call('servers.findLocal', {}).then((answer) => {
      if (answer.ok) setServer(answer.value)
    })
  }, [client])
  return server
}
