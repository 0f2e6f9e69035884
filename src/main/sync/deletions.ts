import type { DeleteProblem } from '../../shared/ipc/contract.ts'
import { ERROR_TEXTS, type ErrorCode } from '../../shared/protocol/errors.ts'
import type { Clock, Unsubscribe } from '../../shared/std/clock.ts'
import { fail, ok, type Result } from '../../shared/std/result.ts'
import type { Connection } from '../connection/connection.ts'

/** Milliseconds that the server has to answer. */
const TIMEOUT = 10_000

type Outcome = Result<undefined, DeleteProblem>

interface Pending {
  readonly messageId: number
  readonly resolve: (outcome: Outcome) => void
  readonly stopTimer: Unsubscribe
}

/** Deletions that somebody waits for. Unlike a message, a deletion is never queued: it happens now or not at all. */
export interface Deletions {
  request(messageId: number): Promise<Outcome>
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
  const pending = new Map<string, Pending>()

  const settle = (requestId: string, outcome: Outcome): void => {
    const request = pending.get(requestId)
    if (!request) return
    pending.delete(requestId)
    request.stopTimer()
    request.resolve(outcome)
  }
  return {
    request(messageId) {
      const requestId = newId()
      if (!connection.send({ type: 'delete', messageId, requestId })) return Promise.resolve(fail('offline'))
      return new Promise((resolve) => {
        const stopTimer = clock.after(TIMEOUT, () => settle(requestId, fail('no_answer')))
        pending.set(requestId, { messageId, resolve, stopTimer })
      })
    },
    done(messageId) {
      for (const [requestId, request] of pending) {
        if (request.messageId === messageId) settle(requestId, ok())
      }
    },
    refuse: (requestId, code) => settle(requestId, fail(isErrorCode(code) ? code : 'internal')),
    restart() {
      for (const requestId of pending.keys()) settle(requestId, fail('no_answer'))
    }
  }
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_TEXTS, code)
}
