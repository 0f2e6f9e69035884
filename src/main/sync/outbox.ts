import { advance, isCancellable, isChangeable } from '../../shared/model/delivery.ts'
import { bodyProblem, trimmedBody, type BodyProblem } from '../../shared/model/text.ts'
import type { Down } from '../../shared/protocol/down.ts'
import { isTemporary } from '../../shared/protocol/errors.ts'
import type { Clock, Unsubscribe } from '../../shared/std/clock.ts'
import { fail, ok, type Result } from '../../shared/std/result.ts'
import type { Connection } from '../connection/connection.ts'
import type { AccountStore } from '../store/account-store.ts'
import type { Changes } from './changes.ts'
import type { ServerTime } from './server-time.ts'

/**
 * Own messages from the keyboard to the server's answer. A message is on disk before anything else happens to it,
 * keeps its client id for ever, and leaves its room's queue only when the server has accepted it, refused it for
 * good, or its author has taken it back.
 */
export interface Outbox {
  /** Writes a message as waiting. The caller's transaction, the caller's `pump` after it. */
  add(roomId: number, body: string, senderId: number, changes: Changes): Result<undefined, BodyProblem>
  /** Gives a message that was never handed over another text; it keeps its name and its place. */
  change(clientId: string, body: string, changes: Changes): Result<undefined, BodyProblem | 'not_changeable'>
  /**
   * Puts a message that was refused or not confirmed back in the queue. It keeps its name, so that no server can hold
   * it twice; only where the server holds another message under that name it gets a new one.
   */
  retry(clientId: string, changes: Changes): void
  /** Takes back what has not left. Answers its text. */
  cancel(clientId: string, changes: Changes): Result<{ body: string }, 'not_cancellable'>
  /** The server has numbered a message. Idempotent, like all that settles. */
  accept(accepted: Extract<Down, { type: 'accepted' }>, changes: Changes): void
  /** The server has refused what was named so; what is not on its way is somebody else's, or settled. */
  refuse(requestId: string, code: string, changes: Changes): void
  /** The rooms in which there is anything to pump. */
  busyRooms(): number[]
  /** Sends the next message of a room, when there is a connection and none is on its way. */
  pump(roomId: number): void
  /** The link is gone: whatever was on its way is sent again on the next one, under its old client id. */
  restart(): void
}

/**
 * Milliseconds after which a message without an answer, on a link that lives, leaves again on a new one: somebody on
 * the way may have swallowed it or its answer. Twice as long each time in a row: a server that is busy for minutes must
 * not be kept busy with greetings.
 */
const ANSWER_TIMEOUT = 30_000
const MOST_DOUBLINGS = 4

interface OnItsWay {
  readonly clientId: string
  readonly stopTimer: Unsubscribe
}

export interface OutboxDeps {
  readonly store: AccountStore
  readonly connection: Connection
  readonly clock: Clock
  readonly serverTime: Pick<ServerTime, 'now'>
  /** A new UUIDv7. */
  readonly newId: () => string
  readonly tell: (work: (changes: Changes) => void) => void
  /** Calls back when a command that was refused for the moment may be sent again. */
  readonly afterRefusal: (retry: () => void) => Unsubscribe
}

export function createOutbox(deps: OutboxDeps): Outbox {
  const { store, connection, clock, serverTime, newId, tell, afterRefusal } = deps
  /** The message of each room that is on its way and not answered. */
  const onItsWay = new Map<number, OnItsWay>()
  /** The rooms whose last message was refused for the moment. */
  const retries = new Map<number, Unsubscribe>()
  /** How many links in a row were given up for want of an answer. */
  let unanswered = 0

  /** What is on its way in a room is so no more. */
  const forget = (roomId: number): void => {
    onItsWay.get(roomId)?.stopTimer()
    onItsWay.delete(roomId)
  }
  const giveUp = (): void => {
    unanswered = Math.min(unanswered + 1, MOST_DOUBLINGS)
    connection.renew('unanswered')
  }
  const pump = (roomId: number): void => {
    if (connection.state.phase !== 'online') return
    const current = onItsWay.get(roomId)
    // Its own event may have settled it without an answer.
    if (current !== undefined && store.outbox.get(current.clientId)) return
    if (current !== undefined) unanswered = 0
    forget(roomId)
    const entry = store.outbox.next(roomId)
    if (!entry) return
    const { clientId, body } = entry
    const delivery = advance(entry.delivery, { type: 'handed-over' })
    // Before it is handed over: after a crash nobody may believe that it never left.
    if (delivery !== entry.delivery) {
      tell((changes) => {
        store.outbox.setDelivery(clientId, delivery)
        store.outbox.setHandOver(clientId, clock.now(), 0)
        changes.upsert(roomId, clientId)
      })
    }
    if (!connection.send({ type: 'send', body, clientId, roomId })) return
    onItsWay.set(roomId, { clientId, stopTimer: clock.after(ANSWER_TIMEOUT * 2 ** unanswered, giveUp) })
  }
  const fresh = (text: string): Result<string, BodyProblem> => {
    const body = trimmedBody(text)
    const problem = bodyProblem(body, store.identity.get()?.messageLimit ?? 0)
    return problem ? fail(problem) : ok(body)
  }

  return {
    add(roomId, text, senderId, changes) {
      const body = fresh(text)
      if (!body.ok) return body
      const clientId = newId()
      const typed = { clientId, roomId, senderId, body: body.value, sentAt: serverTime.now() }
      store.messages.addTyped(typed)
      store.outbox.add(clientId, roomId)
      changes.upsert(roomId, clientId)
      return ok()
    },
    change(clientId, text, changes) {
      const entry = store.outbox.get(clientId)
      if (!entry || !isChangeable(entry.delivery, entry.wasHandedOver)) return fail('not_changeable')
      const body = fresh(text)
      if (!body.ok) return body
      store.outbox.setBody(clientId, body.value)
      changes.upsert(entry.roomId, clientId)
      return ok()
    },
    retry(clientId, changes) {
      const entry = store.outbox.get(clientId)
      if (!entry) return
      const { roomId, delivery } = entry
      store.outbox.setDelivery(clientId, advance(delivery, { type: 'retry' }))
      store.outbox.setReturns(clientId, 0)
      if (delivery.state !== 'failed' || delivery.code !== 'conflict') return changes.upsert(roomId, clientId)
      const name = newId()
      store.outbox.rename(clientId, name)
      changes.remove(roomId, clientId)
      changes.upsert(roomId, name)
    },
    cancel(clientId, changes) {
      const entry = store.outbox.get(clientId)
      if (!entry || !isCancellable(entry.delivery)) return fail('not_cancellable')
      store.messages.remove(clientId)
      changes.remove(entry.roomId, clientId)
      return ok({ body: entry.body })
    },
    accept({ clientId, roomId, id, seq, n, sentAt }, changes) {
      unanswered = 0
      if (!store.outbox.get(clientId)) return
      // A place that is taken is another history's. The message's own event settles it, and puts that one out.
      if (!store.messages.place(clientId, { id, seq, n }, sentAt)) return
      store.outbox.remove(clientId)
      changes.upsert(roomId, clientId)
    },
    refuse(requestId, code, changes) {
      const entry = store.outbox.get(requestId)
      if (!entry) return
      const { roomId } = entry
      const current = onItsWay.get(roomId)
      if (current?.clientId !== requestId) return
      unanswered = 0
      current.stopTimer()
      if (isTemporary(code)) {
        const again = (): void => {
          forget(roomId)
          pump(roomId)
        }
        retries.get(roomId)?.()
        retries.set(roomId, afterRefusal(again))
        return
      }
      store.outbox.setDelivery(requestId, advance(entry.delivery, { type: 'refused', code }))
      forget(roomId)
      changes.upsert(roomId, requestId)
    },
    busyRooms: () => [...new Set([...onItsWay.keys(), ...store.outbox.busyRooms()])],
    pump,
    restart() {
      for (const roomId of onItsWay.keys()) forget(roomId)
      retries.forEach((stop) => stop())
      retries.clear()
    }
  }
}
