import type { DeleteProblem } from '../../shared/ipc/contract.ts'
import type { ErrorCode } from '../../shared/protocol/errors.ts'
import type { Clock } from '../../shared/std/clock.ts'
import { fail, ok, type Result } from '../../shared/std/result.ts'
import type { Connection } from '../connection/connection.ts'
import type { AccountStore } from '../store/account-store.ts'
import { createPending } from './pending.ts'

/** Deletions that somebody waits for. Unlike a message, a deletion is never queued: it happens now or not at all. */
export interface Deletions {
  request(messageId: number): Promise<Result<undefined, DeleteProblem>>
  /** Whether one is on its way. */
  readonly isWaiting: boolean
  /** The deletion of a message is in the copy now. */
  done(messageId: number): void
  /** The server has refused a request; unknown request ids are somebody else's. */
  refuse(requestId: string, code: string): void
  /** The server has refused something and named nothing: the deletion that is on its way, if one is. Null: in its own words. */
  refuseUnnamed(code: ErrorCode | null): void
  /** The link is gone, and with it every answer. */
  restart(): void
}

export interface DeletionsDeps {
  readonly store: AccountStore
  readonly connection: Connection
  readonly clock: Clock
  readonly newId: () => string
  /** Compares the copy around a message with the history. False: that could not be done, or the link is gone. */
  readonly lookAt: (messageId: number) => Promise<boolean>
}

export function createDeletions({ store, connection, clock, newId, lookAt }: DeletionsDeps): Deletions {
  const pending = createPending({ clock })
  const messageIds = new Map<string, number>()
  const refusedInWords = new Set<string>()
  /** At a server that does not say what it refuses, one at a time. */
  let turn: Promise<unknown> = Promise.resolve()

  const ask = async (messageId: number): Promise<Result<undefined, DeleteProblem>> => {
    const requestId = newId()
    if (!connection.send({ type: 'delete', messageId, requestId })) return fail('offline')
    messageIds.set(requestId, messageId)
    const outcome = await pending.answerTo(requestId)
    messageIds.delete(requestId)
    return refusedInWords.delete(requestId) ? fail('refused') : outcome
  }
  /** The announcement of a deletion may be lost; what the server does not know may still be in the copy. */
  const askAndLook = async (messageId: number): Promise<Result<undefined, DeleteProblem>> => {
    const outcome = await ask(messageId)
    if (outcome.ok || (outcome.code !== 'no_answer' && outcome.code !== 'message_not_found')) return outcome
    if (!(await lookAt(messageId))) return outcome
    const isGone = store.messages.get(store.messages.nameOf(messageId) ?? '') === null
    return outcome.code === 'no_answer' && isGone ? ok() : outcome
  }
  return {
    request(messageId) {
      if (connection.capabilities.answers) return ask(messageId)
      const own = turn.then(() => askAndLook(messageId))
      // One that breaks must not break those after it.
      turn = own.catch(() => undefined)
      return own
    },
    get isWaiting() {
      return messageIds.size > 0
    },
    done(messageId) {
      for (const [requestId, id] of messageIds) {
        if (id === messageId) pending.settle(requestId, ok())
      }
    },
    refuse: pending.refuse,
    refuseUnnamed(code) {
      for (const requestId of messageIds.keys()) {
        if (code === null) refusedInWords.add(requestId)
        pending.refuse(requestId, code ?? 'internal')
      }
    },
    restart: pending.restart
  }
}
