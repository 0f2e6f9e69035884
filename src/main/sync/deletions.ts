import type { DeleteProblem } from '../../shared/ipc/contract.ts'
import type { Clock } from '../../shared/std/clock.ts'
import { fail, ok, type Result } from '../../shared/std/result.ts'
import type { Connection } from '../connection/connection.ts'
import { createPending } from './pending.ts'

/** Deletions that somebody waits for. Unlike a message, a deletion is never queued: it happens now or not at all. */
export interface Deletions {
  request(messageId: number): Promise<Result<undefined, DeleteProblem>>
  /** The deletion of a message is in the copy now. */
  done(messageId: number): void
  /** The server has refused a request; unknown request ids are somebody else's. */
  refuse(requestId: string, code: string): void
  /** The link is gone, and with it every answer. */
  restart(): void
}

export interface DeletionsDeps {
  readonly connection: Connection
  readonly clock: Clock
  readonly newId: () => string
}

export function createDeletions({ connection, clock, newId }: DeletionsDeps): Deletions {
  const pending = createPending({ clock })
  const messageIds = new Map<string, number>()
  return {
    async request(messageId) {
      const requestId = newId()
      if (!connection.send({ type: 'delete', messageId, requestId })) return fail('offline')
      messageIds.set(requestId, messageId)
      const outcome = await pending.answerTo(requestId)
      messageIds.delete(requestId)
      return outcome
    },
    done(messageId) {
      for (const [requestId, id] of messageIds) {
        if (id === messageId) pending.settle(requestId, ok())
      }
    },
    refuse: pending.refuse,
    restart: pending.restart
  }
}
