import { advance, isCancellable } from '../../shared/model/delivery.ts'
import { bodyProblem, trimmedBody, type BodyProblem } from '../../shared/model/text.ts'
import type { Down } from '../../shared/protocol/down.ts'
import { isTemporary } from '../../shared/protocol/errors.ts'
import type { Clock, Unsubscribe } from '../../shared/std/clock.ts'
import { fail, ok, type Result } from '../../shared/std/result.ts'
import type { Connection } from '../connection/connection.ts'
import type { AccountStore } from '../store/account-store.ts'
import type { Changes } from './changes.ts'

/**
 * Own messages from the keyboard to the server's answer. A message is on disk before anything else happens to it,
 * keeps its client id for ever, and leaves its room's queue only when the server has accepted it, refused it for
 * good, or its author has taken it back.
 */
export interface Outbox {
  /** Writes a message as waiting. The caller's transaction, the caller's `pump` after it. */
  add(roomId: number, body: string, senderId: number, changes: Changes): Result<undefined, BodyProblem>
  /** Puts a message that was refused or not confirmed back in the queue. */
  retry(clientId: string, changes: Changes): void
  /** Takes back what has not left. Answers its text. */
  cancel(clientId: string, changes: Changes): Result<{ body: string }, 'not_cancellable'>
  /** The server has numbered a message. Idempotent, like all that settles. */
  accept(accepted: Extract<Down, { type: 'accepted' }>, changes: Changes): void
  /** The server has refused what was named so; unknown names are somebody else's. */
  refuse(requestId: string, code: string, changes: Changes): void
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
  /** Calls back when a command that was refused for the moment may be sent again. */
  readonly afterRefusal: (retry: () => void) => Unsubscribe
}

export function createOutbox({ store, connection, clock, newId, tell, afterRefusal }: OutboxDeps): Outbox {
  /** The message of each room that is on its way and not answered. */
  const onItsWay = new Map<number, string>()
  /** The rooms whose last message was refused for the moment. */
  const retries = new Map<number, Unsubscribe>()

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
    if (delivery !== entry.delivery) {
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
      store.outbox.setDelivery(clientId, advance(entry.delivery, { type: 'retry' }))
      store.outbox.setReturns(clientId, 0)
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
      // A place that is taken is another history's: `diverged` is on its way, and the message leaves again.
      if (!store.messages.place(clientId, { id, seq, n }, sentAt)) return
      store.outbox.remove(clientId)
      changes.upsert(roomId, clientId)
    },
    refuse(requestId, code, changes) {
      const entry = store.outbox.get(requestId)
      if (!entry) return
      const { roomId } = entry
      if (isTemporary(code)) {
        const again = (): void => {
          onItsWay.delete(roomId)
          pump(roomId)
        }
        retries.get(roomId)?.()
        retries.set(roomId, afterRefusal(again))
        return
      }
      store.outbox.setDelivery(requestId, advance(entry.delivery, { type: 'refused', code }))
      onItsWay.delete(roomId)
      changes.upsert(roomId, requestId)
    },
    pump,
    restart() {
      onItsWay.clear()
      retries.forEach((stop) => stop())
      retries.clear()
    }
  }
}
