import type { ServerOrder } from '../../shared/ipc/server-process.ts'
import type { Signal } from '../../shared/std/signal.ts'

/** The process of the server inside the app. */
export interface ServerProcess {
  /** What it says, as it came: to be looked at. */
  readonly reports: Signal<unknown>
  /** It is gone, however that came about. */
  readonly ends: Signal<undefined>
  send(order: ServerOrder): void
  /** Ends it at once. */
  kill(): void
}
