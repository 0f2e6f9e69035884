import { useEffect, useState } from 'react'
import type { FoundServer } from '../../../shared/ipc/contract.ts'
import { useServices } from '../../state/app-context.tsx'

/** The server that runs on this computer; null: none answers, undefined: nobody knows yet. Asked once. */
export function useFoundServer(): FoundServer | null | undefined {
  const { client } = useServices()
  const [server, setServer] = useState<FoundServer | null>()
  useEffect(() => {
    void client.call('servers.findLocal', {}).then((answer) => setServer(answer.ok ? answer.value : null))
  }, [client])
  return server
}
