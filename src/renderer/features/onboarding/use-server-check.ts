import { useEffect, useRef, useState } from 'react'
import type { FoundServer } from '../../../shared/ipc/contract.ts'
import { useServices } from '../../state/app-context.tsx'

const AFTER_TYPING = 500

export type ServerCheck =
  | { readonly state: 'idle' }
  | { readonly state: 'checking' }
  | { readonly state: 'found'; readonly server: FoundServer }
  | { readonly state: 'problem'; readonly code: string }

const idle: ServerCheck = { state: 'idle' }

/** Asks the typed address what it is, half a second after the last key; an address given at first, at once. */
export function useServerCheck(address: string): ServerCheck {
  const { client } = useServices()
  const [checked, setChecked] = useState<{ address: string; check: ServerCheck }>({ address, check: idle })
  const isFirst = useRef(true)
  useEffect(() => {
    const delay = isFirst.current ? 0 : AFTER_TYPING
    isFirst.current = false
    if (!address.trim()) return undefined
    let isWanted = true
    const ask = async () => {
      setChecked({ address, check: { state: 'checking' } })
      const answer = await client.call('servers.find', { address })
      if (!isWanted) return
      const check: ServerCheck = answer.ok
        ? { state: 'found', server: answer.value }
        : { state: 'problem', code: answer.code }
      setChecked({ address, check })
    }
    const timer = setTimeout(() => void ask(), delay)
    return () => {
      isWanted = false
      isFirst.current = false
      clearTimeout(timer)
    }
  }, [address, client])
  return checked.address === address ? checked.check : idle
}
