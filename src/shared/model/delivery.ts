import { unreachable } from '../std/unreachable.ts'

/**
 * How far an own message has come. Others' messages are `sent` from the start.
 * waiting: on disk, not yet handed to the socket. handed-over: on its way, not answered.
 */
export type Delivery =
  | { readonly state: 'waiting' }
  | { readonly state: 'handed-over' }
  | { readonly state: 'sent' }
  | { readonly state: 'failed'; readonly code: string }

export type DeliveryStep =
  | { readonly type: 'handed-over' }
  | { readonly type: 'accepted' }
  | { readonly type: 'refused'; readonly code: string }
  | { readonly type: 'retry' }

/** The only way a delivery changes. A step that is late or repeated changes nothing: `sent` is final. */
export function advance(delivery: Delivery, step: DeliveryStep): Delivery {
  if (delivery.state === 'sent') return delivery
  switch (step.type) {
    case 'accepted':
      return { state: 'sent' }
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
export function isCancellable(delivery: Delivery): boolean {
  return delivery.state === 'waiting' || delivery.state === 'failed'
}
