import type { Delivery } from './delivery.ts'

/** What the server numbered: the place in the room's stream, and the ordinal among its messages. */
export interface Placement {
  /** The server's number for the message, named by `delete_message`. */
  readonly id: number
  readonly seq: number
  /** Ordinal among the room's messages, from 1. */
  readonly n: number
}

/** A message as the page shows it. Named by `clientId` for ever; placed once the server has accepted it. */
export interface Message {
  readonly clientId: string
  readonly roomId: number
  readonly senderId: number
  readonly body: string
  /** Milliseconds since 1970: the server's time once placed, before that this computer's. */
  readonly sentAt: number
  readonly placement: Placement | null
  /** Place in this computer's outbox while it is in there: the order of typing, whatever the clock does. */
  readonly outboxPosition: number | null
  readonly delivery: Delivery
}

/** The order of a room: by the server's numbers; what has none yet comes last, in the order it was typed. */
export function compareMessages(a: Message, b: Message): number {
  if (a.placement && b.placement) return a.placement.seq - b.placement.seq
  if (a.placement) return -1
  if (b.placement) return 1
  return (a.outboxPosition ?? 0) - (b.outboxPosition ?? 0)
}
