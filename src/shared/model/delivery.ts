import { unreachable } from '../std/unreachable.ts'

/**
 * How far an own message has come while it is in the outbox.
 * waiting: on disk, not yet handed to the socket. handed-over: on its way, not answered.
 */
export type Unsettled =
  | { readonly state: 'waiting' }
  | { readonly state: 'handed-over' }
  | { readonly state: 'failed'; readonly code: string }

/** Once the server has numbered a message it leaves the outbox and is sent, for ever; others' are from the start. */
export type Delivery = Unsettled | { readonly state: 'sent' }

export type DeliveryStep =
  | { readonly type: 'handed-over' }
  | { readonly type: 'refused'; readonly code: string }
  | { readonly type: 'retry' }

/** The only way a message in the outbox changes. A step that is late or repeated changes nothing. */
export function advance(delivery: Unsettled, step: DeliveryStep): Unsettled {
  switch (step.type) {
    case 'handed-over':
      return delivery.state === 'waiting' ? { state: 'handed-over' } : delivery
    case 'refused':
      return { state: 'failed', code: step.code }
    case 'retry':
      return delivery.state === 'failed' ? { state: 'waiting' } : delivery
    default:
      return unreachable(step)
  }
}

/** Only what was never handed to a socket, or was refused for good, may be taken back without a trace. */
export function isCancellable(delivery: Unsettled): boolean {
  return delivery.state !== 'handed-over'
}
