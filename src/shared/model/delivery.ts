import { unreachable } from '../std/unreachable.ts'

/**
 * How far an own message has come while it is in the outbox.
 * waiting: on disk, not yet handed to the socket. handed-over: on its way, not answered. unconfirmed: handed over to a
 * server that answers nothing, and nothing was seen of it since; it is not sent again until its author says so.
 */
export type Unsettled =
  | { readonly state: 'waiting' }
  | { readonly state: 'handed-over' }
  | { readonly state: 'unconfirmed' }
  | { readonly state: 'failed'; readonly code: string }

/** Once the server has numbered a message it leaves the outbox and is sent, for ever; others' are from the start. */
export type Delivery = Unsettled | { readonly state: 'sent' }

export type DeliveryStep =
  | { readonly type: 'handed-over' }
  | { readonly type: 'refused'; readonly code: string }
  /** Nothing was seen of it in time, and nobody can be asked. */
  | { readonly type: 'unseen' }
  /** The server was asked, and does not hold it. */
  | { readonly type: 'absent' }
  | { readonly type: 'retry' }

/** The only way a message in the outbox changes. A step that is late or repeated changes nothing. */
export function advance(delivery: Unsettled, step: DeliveryStep): Unsettled {
  switch (step.type) {
    case 'handed-over':
      return delivery.state === 'waiting' ? { state: 'handed-over' } : delivery
    case 'refused':
      return { state: 'failed', code: step.code }
    case 'unseen':
      return delivery.state === 'handed-over' ? { state: 'unconfirmed' } : delivery
    case 'absent':
      return delivery.state === 'failed' ? delivery : { state: 'waiting' }
    case 'retry':
      return delivery.state === 'failed' || delivery.state === 'unconfirmed' ? { state: 'waiting' } : delivery
    default:
      return unreachable(step)
  }
}

/** Only what was never handed to a socket, or was refused for good, may be taken back without a trace. */
export function isCancellable(delivery: Unsettled): boolean {
  return delivery.state === 'waiting' || delivery.state === 'failed'
}

/** Only what was never handed to a socket may be changed in place: a server may hold the rest under its name. */
export function isChangeable(delivery: Unsettled, wasHandedOver: boolean): boolean {
  return delivery.state === 'waiting' && !wasHandedOver
}
