import type { Message } from '../../shared/model/message.ts'
import type { Down } from '../../shared/protocol/down.ts'
import type { PostedMessage, SentNotification, StreamEvent } from '../../shared/protocol/event.ts'
import { roomStream, SERVER_STREAM, userStream } from '../../shared/protocol/constants.ts'
import { unreachable } from '../../shared/std/unreachable.ts'
import type { AccountStore } from '../store/account-store.ts'
import type { Range } from '../../shared/model/copy.ts'
import type { Changes } from './changes.ts'
import type { Divergence } from './divergence.ts'

/** What the server said does not fit what it said before: the link is closed and the copy resumed from disk. */
export class ProtocolError extends Error {}

/**
 * Applies events to the copy, each once, in the order of their stream. Every function runs inside a transaction
 * of the caller, and throws `ProtocolError` where the numbers do not fit.
 */
export interface Inbox {
  applyEvent(event: StreamEvent, changes: Changes): void
  /** Fills a part of a missing range. */
  applyPage(page: Extract<Down, { type: 'page' }>, changes: Changes): void
  /**
   * The server leaves out a range. What of it is beyond the cursor becomes missing together with the first event after
   * it; what the copy held of the rest is to be fetched again.
   */
  applyLimited(limited: Extract<Down, { type: 'limited' }>, changes: Changes): void
  /** A range that is not for this person counts as applied. */
  applyWithheld(withheld: Extract<Down, { type: 'withheld' }>): void
  /** The server went back: the copy goes back to the event that they have in common, and on from there. */
  applyDiverged(diverged: Extract<Down, { type: 'diverged' }>, changes: Changes): void
  /** A new link: what the last one left open is said again. */
  restart(): void
}

export interface InboxDeps {
  readonly store: AccountStore
  readonly divergence: Divergence
}

export function createInbox({ store, divergence }: InboxDeps): Inbox {
  /** Ranges left out by the server, until the event after them gives the cursor a place to stand. */
  const announced = new Map<string, Range>()
  /**
   * Deleted before they came, with the stream that said so: a page that the server read earlier may still bring them,
   * on this link only.
   */
  const buried = new Map<number, string>()

  const bury = (
    messageId: number,
    { stream, rev }: { stream: string; rev: number },
    changes: Changes
  ): void => {
    const found = store.messages.bury(messageId, rev)
    if (found) changes.remove(found.roomId, found.clientId)
    else buried.set(messageId, stream)
  }
  const positionOf = (stream: string): number => store.cursors.get(stream)?.seq ?? 0
  const ownStream = (): string => userStream(store.identity.get()?.userId ?? 0)
  const expectStream = (stream: string, expected: string): void => {
    if (stream !== expected) throw new ProtocolError(`an event of ${expected} in ${stream}`)
  }
  /** Answers what it is called in this copy, and whether it is there as it is here. */
  const putMessage = (
    message: PostedMessage,
    seq: number,
    changes: Changes
  ): { clientId: string; isWritten: boolean } => {
    // Nearly all are new: then nothing is in their way, and of thousands at once nothing else need be asked.
    if (store.messages.addPosted(message, seq)) return { clientId: message.clientId, isWritten: true }
    for (const other of store.messages.inTheWayOf(message, seq)) divergence.displace(other, changes)
    const put = store.messages.putPosted(message, seq)
    store.outbox.remove(put.clientId)
    return put
  }
  const applyMessage = (posted: PostedMessage, seq: number, changes: Changes): Message | null => {
    const message = buried.has(posted.id) ? { ...posted, body: null } : posted
    store.users.put(message.sender)
    const { clientId, isWritten } = putMessage(message, seq, changes)
    const now = isWritten ? asHeld({ ...message, clientId }, seq) : store.messages.get(clientId)
    if (now) changes.post(now)
    else changes.upsert(message.roomId, clientId)
    return now
  }
  const applyNotification = (notification: SentNotification, stream: string, changes: Changes): void => {
    if (notification.sender) store.users.put(notification.sender)
    store.notifications.put(notification, stream)
    changes.notification(notification.id)
  }
  /** `isNext`: it is the next of its stream, not a part of the past that is filled in. */
  const applyChange = ({ stream, seq, change }: StreamEvent, isNext: boolean, changes: Changes): void => {
    switch (change.kind) {
      case 'posted': {
        expectStream(stream, roomStream(change.message.roomId))
        const message = applyMessage(change.message, seq, changes)
        if (isNext && message) changes.arrivals.messages.push(message)
        return
      }
      case 'deleted':
        return bury(change.messageId, { stream, rev: seq }, changes)
      case 'notified': {
        const { notification } = change
        expectStream(stream, notification.kind === 'general' ? SERVER_STREAM : ownStream())
        applyNotification(notification, stream, changes)
        if (isNext) changes.arrivals.notifications.push(notification.id)
        return
      }
      case 'read':
        expectStream(stream, ownStream())
        store.notifications.confirm(change)
        if (change.andOlder) changes.resetNotifications()
        else changes.notification(change.notificationId)
        return
      default:
        return unreachable(change)
    }
  }
  const applyEvent = (event: StreamEvent, changes: Changes): void => {
    const { stream, seq } = event
    const hole = announced.get(stream)
    const position = hole?.to ?? positionOf(stream)
    if (seq > position + 1) throw new ProtocolError(`${stream} jumps from ${position} to ${seq}`)
    if (seq === position + 1) {
      applyChange(event, true, changes)
      if (hole) store.missing.add(stream, hole)
      announced.delete(stream)
      store.cursors.set(stream, { seq, event: event.id })
    } else if (store.missing.has(stream, seq)) {
      applyChange(event, false, changes)
      store.missing.remove(stream, { from: seq, to: seq })
    }
  }

  return {
    applyEvent,
    applyPage(page, changes) {
      const { stream, from, to } = page
      const isWhole = page.events.length === to - from + 1
      const isInOrder = page.events.every(
        (event, index) => event.stream === stream && event.seq === from + index
      )
      if (!isWhole || !isInOrder)
        throw new ProtocolError(`a page of ${stream} does not hold ${from} to ${to}`)
      const holes = store.missing.allIn(stream, { from, to })
      for (const event of page.events) {
        const isMissing = holes.some((hole) => hole.from <= event.seq && event.seq <= hole.to)
        if (isMissing) applyChange(event, false, changes)
      }
      store.missing.remove(stream, { from, to })
    },
    applyLimited({ stream, from, to, deleted }, changes) {
      const position = positionOf(stream)
      if (from > position + 1 || to < from)
        throw new ProtocolError(`${stream} is limited at ${from} to ${to}`)
      if (to > position) announced.set(stream, { from, to })
      else store.missing.add(stream, { from, to })
      for (const id of deleted) bury(id, { stream, rev: to }, changes)
    },
    applyWithheld({ stream, from, to, event }) {
      const hole = announced.get(stream)
      const position = hole?.to ?? positionOf(stream)
      if (from > position + 1 || to < from) throw new ProtocolError(`${stream} withholds ${from} to ${to}`)
      if (to > position) {
        if (hole) store.missing.add(stream, hole)
        announced.delete(stream)
        store.cursors.set(stream, { seq: to, event })
      }
      store.missing.remove(stream, { from, to })
    },
    applyDiverged({ stream, common, event }, changes) {
      const isBehind = common < positionOf(stream)
      if (!isBehind || !divergence.returnTo(stream, { seq: common, event }, changes))
        throw new ProtocolError(`${stream} diverges after ${common}`)
      announced.delete(stream)
      for (const [messageId, saidIn] of buried) if (saidIn === stream) buried.delete(messageId)
    },
    restart() {
      announced.clear()
      buried.clear()
    }
  }
}

/** A message as the copy holds it once the server has it. Null: it is deleted. */
function asHeld(message: PostedMessage, seq: number): Message | null {
  const { clientId, roomId, sender, body, sentAt, id, n } = message
  if (body === null) return null
  const placement = { id, seq, n }
  const delivery = { state: 'sent' } as const
  return { clientId, roomId, senderId: sender.id, body, sentAt, placement, outboxPosition: null, delivery }
}
