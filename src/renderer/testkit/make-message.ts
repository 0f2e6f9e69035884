import type { MessagePage, MessagesChanged } from '../../shared/ipc/contract.ts'
import type { Message } from '../../shared/model/message.ts'

export const nine = new Date(2026, 3, 13, 9, 0).getTime()

/** Message `seq` of room 1, placed and sent, unless `change` says otherwise. */
export function makeMessage(seq: number, change: Partial<Message> = {}): Message {
  return {
    clientId: `m${seq}`,
    roomId: 1,
    senderId: 2,
    body: `message ${seq}`,
    sentAt: nine + seq * 60_000,
    placement: { id: 100 + seq, seq, n: seq },
    outboxPosition: null,
    delivery: { state: 'sent' },
    ...change
  }
}

/** An own message that waits in the outbox. */
export function makeWaiting(position: number, change: Partial<Message> = {}): Message {
  return {
    ...makeMessage(0),
    clientId: `w${position}`,
    senderId: 1,
    placement: null,
    outboxPosition: position,
    delivery: { state: 'waiting' },
    ...change
  }
}

export function makeMessages(from: number, to: number): Message[] {
  return Array.from({ length: to - from + 1 }, (_, index) => makeMessage(from + index))
}

export function makePage(messages: readonly Message[], hasOlder = false): MessagePage {
  return { messages, users: [], hasOlder }
}

export function makeChange(change: Partial<MessagesChanged>): MessagesChanged {
  return { roomId: 1, upserted: [], removed: [], users: [], reset: false, ...change }
}
