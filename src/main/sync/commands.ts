import type { CallResult, DeleteProblem, MessagePage } from '../../shared/ipc/contract.ts'
import type { Log } from '../../shared/std/log.ts'
import { fail, type Result } from '../../shared/std/result.ts'
import type { AccountStore } from '../store/account-store.ts'
import { isDiskError } from '../store/database.ts'
import { sendersOf, type Changes } from './changes.ts'
import type { Deletions } from './deletions.ts'
import type { Outbox } from './outbox.ts'

const PAGE = 100

/** What a person asks of the account's copy. Promises from the first day: the engine may move to another process. */
export interface Commands {
  /** The newest messages of a room before a place in it; `before` null: up to the end, with what waits. */
  page(roomId: number, before: number | null): Promise<MessagePage>
  /** Answers once the message is on disk. */
  send(roomId: number, body: string): Promise<CallResult<'messages.send'>>
  /** Answers once the message is gone for everyone, or why it is not. */
  delete(clientId: string): Promise<Result<undefined, DeleteProblem>>
  retry(clientId: string): Promise<void>
  cancel(clientId: string): Promise<Result<{ body: string }, 'not_cancellable'>>
}

export interface CommandsDeps {
  readonly store: AccountStore
  readonly outbox: Outbox
  readonly deletions: Deletions
  /** One transaction, then the page is told. */
  readonly tell: <T>(work: (changes: Changes) => T) => T
  /** Sends what is next in every room, if there is a connection. */
  readonly pump: () => void
  readonly log: Log
}

export function createCommands({ store, outbox, deletions, tell, pump, log }: CommandsDeps): Commands {
  return {
    async page(roomId, before) {
      const { messages, hasOlder } = store.messages.page(roomId, before, PAGE)
      return { messages, hasOlder, users: sendersOf(store, messages) }
    },
    async send(roomId, body) {
      const identity = store.identity.get()
      if (!identity) return fail('signed_out')
      try {
        const added = tell((changes) => outbox.add(roomId, body, identity.userId, changes))
        pump()
        return added
      } catch (error) {
        if (!isDiskError(error)) throw error
        log.error('outbox.not_written', { reason: String(error) })
        return fail('disk')
      }
    },
    async delete(clientId) {
      const message = store.messages.get(clientId)
      if (!message) return fail('already_deleted')
      return message.placement ? deletions.request(message.placement.id) : fail('not_placed')
    },
    async retry(clientId) {
      tell((changes) => outbox.retry(clientId, changes))
      pump()
    },
    async cancel(clientId) {
      return tell((changes) => outbox.cancel(clientId, changes))
    }
  }
}
