import type { Clock, Unsubscribe } from '../../shared/std/clock.ts'
import type { Log } from '../../shared/std/log.ts'
import type { Connection } from '../connection/connection.ts'
import { isDiskError } from '../store/database-faults.ts'
import { ProtocolError } from './inbox.ts'

/** Milliseconds before a command that the server refused for the moment is sent again. */
const RETRY_AFTER = 2000

/** Holds off what the network brings from the process, and all work from an engine that was stopped. */
export interface Guard {
  /**
   * What the network brings must never end the process: what does not fit, or cannot be written, ends the link. The
   * cursor has not moved then, and the next link brings the same frames again.
   */
  safely(work: () => void): void
  /** Calls back when a command that was refused for the moment may be sent again. */
  afterRefusal(retry: () => void): Unsubscribe
  /** Nothing is done from here on. */
  stop(): void
}

export interface GuardDeps {
  readonly connection: Connection
  readonly clock: Clock
  readonly log: Log
}

export function createGuard({ connection, clock, log }: GuardDeps): Guard {
  let isStopped = false
  const safely = (work: () => void): void => {
    if (isStopped) return
    try {
      work()
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      if (!(error instanceof ProtocolError))
        log.error('sync.not_applied', { reason, disk: isDiskError(error) })
      connection.reject(reason)
    }
  }
  return {
    safely,
    afterRefusal: (retry) => clock.after(RETRY_AFTER, () => safely(retry)),
    stop: () => void (isStopped = true)
  }
}
