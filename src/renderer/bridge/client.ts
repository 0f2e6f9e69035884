import type { Bridge } from '../../shared/ipc/bridge.ts'
import type { AnyEvent, CallName, CallParams, CallResult, RefusedByGate } from '../../shared/ipc/contract.ts'
import type { Unsubscribe } from '../../shared/std/clock.ts'

declare global {
  interface Window {
    readonly causerie: Bridge
  }
}

/** Main, as the page sees it: calls that always answer with a result, and events. */
export interface Client {
  call<N extends CallName>(name: N, params: CallParams<N>): Promise<CallResult<N>>
  subscribe(listener: (event: AnyEvent) => void): Unsubscribe
}

/** The client of this window. */
export function windowClient(): Client {
  const bridge = window.causerie
  return {
    async call<N extends CallName>(name: N, params: CallParams<N>) {
      try {
        return (await bridge.call(name, params)) as CallResult<N>
      } catch {
        const fallen: RefusedByGate = { ok: false, code: 'internal' }
        return fallen
      }
    },
    subscribe: (listener) => bridge.subscribe(listener)
  }
}
