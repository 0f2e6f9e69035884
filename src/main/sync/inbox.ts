import type { Down } from '../../shared/protocol/down.ts'
import type { StreamEvent } from '../../shared/protocol/event.ts'
import { roomStream } from '../../shared/protocol/constants.ts'
import type { AccountStore } from '../store/account-store.ts'
import type { Range } from '../store/ranges.ts'
import type { Changes } from './changes.ts'

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
  /** The server leaves out a range; it becomes missing together with the first event after it. */
  applyLimited(limited: Extract<Down, { type: 'limited' }>, changes: Changes): void
  /** Forgets the copy of a room's stream; what was typed and not accepted stays. */
  forgetRoom(roomId: number, changes: Changes): void
  /** A new link: what the last one left open is said again. */
  restart(): void
}

export function createInbox(store: AccountStore): Inbox {
  /** Ranges left out by the server, until the event after them gives the cursor a place to stand. */
  const announced = new Map<string, Range>()
  /** Deleted before they came: a page that the server read earlier may still bring them, on this link only. */
  const buried = new Set<number>()

  const bury = (messageId: number, rev: number, changes: Changes): void => {
    const found = store.messages.bury(messageId, rev)
    if (found) changes.remove(found.roomId, found.clientId)
    else buried.add(messageId)
  }
  const applyChange = ({ stream, seq, change }: StreamEvent, changes: Changes): void => {
    if (change.kind === 'deleted') return bury(change.messageId, seq, changes)
    const { message } = change
    if (stream !== roomStream(message.roomId)) throw new ProtocolError('a message in a foreign stream')
    store.users.put(message.sender)
    const body = buried.has(message.id) ? null : message.body
    const clientId = store.messages.putPosted({ ...message, body }, seq)
    store.outbox.remove(clientId)
    changes.upsert(message.roomId, clientId)
  }
  const applyEvent = (event: StreamEvent, changes: Changes): void => {
    const { stream, seq } = event
    const hole = announced.get(stream)
    const position = hole?.to ?? store.cursors.get(stream)?.seq ?? 0
    if (seq > position + 1) throw new ProtocolError(`${stream} jumps from ${position} to ${seq}`)
    if (seq === position + 1) {
      applyChange(event, changes)
      if (hole) store.missing.add(stream, hole)
      announced.delete(stream)
      store.cursors.set(stream, { seq, event: event.id })
    } else if (store.missing.has(stream, seq)) {
      applyChange(event, changes)
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
      for (const event of page.events) applyEvent(event, changes)
    },
    applyLimited({ stream, from, to, deleted }, changes) {
      const position = store.cursors.get(stream)?.seq ?? 0
      if (from !== position + 1 || to < from)
        throw new ProtocolError(`${stream} is limited at ${from} to ${to}`)
      announced.set(stream, { from, to })
      for (const id of deleted) bury(id, to, changes)
    },
    forgetRoom(roomId, changes) {
      const stream = roomStream(roomId)
      store.messages.clearPlaced(roomId)
      store.cursors.clear(stream)
      store.missing.clear(stream)
      changes.reset(roomId)
    },
    restart() {
      announced.clear()
      buried.clear()
    }
  }
}
