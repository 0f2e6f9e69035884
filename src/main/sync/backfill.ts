import type { Down } from '../../shared/protocol/down.ts'
import type { Up } from '../../shared/protocol/up.ts'
import type { Unsubscribe } from '../../shared/std/clock.ts'
import type { Connection } from '../connection/connection.ts'
import type { AccountStore } from '../store/account-store.ts'
import { ProtocolError } from './inbox.ts'
import { streamsOf } from './streams.ts'

/** Few enough for their transaction to hold up nothing else in the process. */
const PAGE = 200

/** Fetches what the copy is missing, newest first, one page at a time. */
export interface Backfill {
  /** Asks for the next page, unless one is on its way or nothing is missing. */
  pump(): void
  /** Whether a page is the one that was asked for; then the next may be asked. Throws when it is not what was asked. */
  settle(page: Extract<Down, { type: 'page' }>): boolean
  /** The server has refused what was named so; unknown names are somebody else's. */
  refuse(requestId: string): void
  restart(): void
}

export interface BackfillDeps {
  readonly store: AccountStore
  readonly connection: Connection
  readonly newId: () => string
  /** Calls back when a command that was refused for the moment may be sent again. */
  readonly afterRefusal: (retry: () => void) => Unsubscribe
}

export function createBackfill({ store, connection, newId, afterRefusal }: BackfillDeps): Backfill {
  let asked: Extract<Up, { type: 'fetch' }> | null = null
  let stopRetry: Unsubscribe | null = null

  const restart = (): void => {
    asked = null
    stopRetry?.()
    stopRetry = null
  }
  const pump = (): void => {
    if (asked !== null) return
    for (const stream of streamsOf(store)) {
      const hole = store.missing.newest(stream)
      if (!hole) continue
      const from = Math.max(hole.from, hole.to - PAGE + 1)
      const request = { type: 'fetch', requestId: newId(), stream, from, to: hole.to } as const
      if (connection.send(request)) asked = request
      return
    }
  }
  return {
    pump,
    settle(page) {
      if (page.requestId !== asked?.requestId) return false
      const isInRange = page.from >= asked.from && page.from <= asked.to && page.to === asked.to
      if (page.stream !== asked.stream || !isInRange) throw new ProtocolError('a page that was not asked for')
      asked = null
      return true
    },
    refuse(requestId) {
      if (requestId !== asked?.requestId) return
      stopRetry?.()
      stopRetry = afterRefusal(() => {
        restart()
        pump()
      })
    },
    restart
  }
}
