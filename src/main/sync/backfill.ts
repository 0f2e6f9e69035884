import { roomStream } from '../../shared/protocol/constants.ts'
import type { Down } from '../../shared/protocol/down.ts'
import type { Connection } from '../connection/connection.ts'
import type { AccountStore } from '../store/account-store.ts'

const PAGE = 500

/** Fetches what the copy is missing, newest first, one page at a time. */
export interface Backfill {
  /** Asks for the next page, unless one is on its way or nothing is missing. */
  pump(): void
  /** Whether a page is the one that was asked for; then the next may be asked. */
  settle(page: Extract<Down, { type: 'page' }>): boolean
  restart(): void
}

export interface BackfillDeps {
  readonly store: AccountStore
  readonly connection: Connection
  readonly newId: () => string
}

export function createBackfill({ store, connection, newId }: BackfillDeps): Backfill {
  let asked: string | null = null
  return {
    pump() {
      if (asked !== null) return
      for (const { id } of store.identity.rooms()) {
        const stream = roomStream(id)
        const hole = store.missing.newest(stream)
        if (!hole) continue
        const requestId = newId()
        const from = Math.max(hole.from, hole.to - PAGE + 1)
        if (connection.send({ type: 'fetch', requestId, stream, from, to: hole.to })) asked = requestId
        return
      }
    },
    settle(page) {
      if (page.requestId !== asked) return false
      asked = null
      return true
    },
    restart: () => void (asked = null)
  }
}
