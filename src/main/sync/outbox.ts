import { advance, isCancellable } from '../../shared/model/delivery.ts'
import { bodyProblem, trimmedBody, type BodyProblem } from '../../shared/model/text.ts'
import type { Down } from '../../shared/protocol/down.ts'
import { isTemporary } from '../../shared/protocol/errors.ts'
import type { Clock } from '../../shared/std/clock.ts'
import { fail, ok, type Result } from '../../shared/std/result.ts'
import type { Connection } from '../connection/connection.ts'
import type { AccountStore } from '../store/account-store.ts'
import type { Changes } from './changes.ts'

/** Milliseconds before a command that the server refused for the moment is sent again. */
const RETRY_AFTER = 2000

/**
 * Own messages from the keyboard to the server's answer. A message is on disk before anything else happens to it,
 * keeps its client id for ever, and leaves its room's queue only when the server has accepted it, refused it for
 * good, or its author has taken it back.
 */
export interface Outbox {
  /** Writes a message as waiting. The caller's transaction, the caller's `pump` after it. */
  add(roomId: number, body: string, senderId: number, changes: Changes): Result<undefined, BodyProblem>
  /** Puts a refused message back in the queue. */
  retry(clientId: string, changes: Changes): void
  /** Takes back what has not left. Answers its text. */
  cancel(clientId: string, changes: Changes): Result<{ body: string }, 'not_cancellable'>
  /** The server has numbered a message. Idempotent, like all that settles. */
  accept(accepted: Extract<Down, { type: 'accepted' }>, changes: Changes): void
  /** The server has refused what was named so; false when it was none of ours. */
  refuse(requestId: string, code: string, changes: Changes): boolean
  /** Sends the next message of a room, when there is a connection and none is on its way. */
  pump(roomId: number): void
  /** The link is gone: whatever was on its way is sent again on the next one, under its old client id. */
  restart(): void
}

export interface OutboxDeps {
  readonly store: AccountStore
  readonly connection: Connection
  readonly clock: Clock
  /** A new UUIDv7. */
  readonly newId: () => string
  readonly tell: (work: (changes: Changes) => void) => void
  /** Runs work whose failure ends the link and not the process; not at all once the engine is stopped. */
  readonly safely: (work: () => void) => void
}

export function createOutbox({ store, connection, clock, newId, tell, safely }: OutboxDeps): Outbox {
  /** The message of each room that is on its way and not answered. */
  const onItsWay = new Map<number, string>()

  const pump = (roomId: number): void => {
    if (connection.state.phase !== 'online') return
    const current = onItsWay.get(roomId)
    // Its own event may have settled it without an answer.
    if (current !== undefined && store.outbox.get(current)) return
    onItsWay.delete(roomId)
    const entry = store.outbox.next(roomId)
    if (!entry) return
    const delivery = advance(entry.delivery, { type: 'handed-over' })
    // Before it is handed over: after a crash nobody may believe that it never left.
    if (delivery !== entry.delivery && delivery.state !== 'sent') {
      tell((changes) => {
        store.outbox.setDelivery(entry.clientId, delivery)
        changes.upsert(roomId, entry.clientId)
      })
    }
    onItsWay.set(roomId, entry.clientId)
    connection.send({ type: 'send', body: entry.body, clientId: entry.clientId, roomId })
  }

  return {
    add(roomId, text, senderId, changes) {
      const body = trimmedBody(text)
      const problem = bodyProblem(body, store.identity.get()?.messageLimit ?? 0)
      if (problem) return fail(problem)
      const clientId = newId()
      store.messages.addTyped({ clientId, roomId, senderId, body, sentAt: clock.now() })
      store.outbox.add(clientId, roomId)
      changes.upsert(roomId, clientId)
      return ok()
    },
    retry(clientId, changes) {
      const entry = store.outbox.get(clientId)
      if (!entry) return
      const delivery = advance(entry.delivery, { type: 'retry' })
      if (delivery.state !== 'sent') store.outbox.setDelivery(clientId, delivery)
      changes.upsert(entry.roomId, clientId)
    },
    cancel(clientId, changes) {
      const entry = store.outbox.get(clientId)
      if (!entry || !isCancellable(entry.delivery)) return fail('not_cancellable')
      store.messages.remove(clientId)
      changes.remove(entry.roomId, clientId)
      return ok({ body: entry.body })
    },
    accept({ clientId, roomId, id, seq, n, sentAt }, changes) {
      if (!store.outbox.get(clientId)) return
      store.messages.place(clientId, { id, seq, n }, sentAt)
      store.outbox.remove(clientId)
      changes.upsert(roomId, clientId)
    },
    refuse(requestId, code, changes) {
      const entry = store.outbox.get(requestId)
      if (!entry) return false
      if (isTemporary(code)) {
        clock.after(RETRY_AFTER, () =>
          safely(() => {
            onItsWay.delete(entry.roomId)
            pump(entry.roomId)
          })
        )
        return true
      }
      const delivery = advance(entry.delivery, { type: 'refused', code })
      if (delivery.state !== 'sent') store.outbox.setDelivery(requestId, delivery)
      onItsWay.delete(entry.roomId)
      changes.upsert(entry.roomId, requestId)
      return true
    },
    pump,
    restart: () => onItsWay.clear()
  }
}
