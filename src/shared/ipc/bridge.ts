import type { AnyEvent } from './contract.ts'

/** The two fixed channels of the preload bridge. */
export const CALL_CHANNEL = 'causerie:call'
export const EVENT_CHANNEL = 'causerie:event'

/** What `window.causerie` is. */
export interface Bridge {
  call(name: string, params: unknown): Promise<unknown>
  subscribe(listener: (event: AnyEvent) => void): () => void
}
