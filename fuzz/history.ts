/**
 * One random history: who is there, and what happens, in order. It is all data, so that a failing one can be made
 * smaller and kept. What an operation points at is taken modulo what there is; where there is nothing, nothing happens.
 */
export interface History {
  readonly seed: number
  readonly rooms: number
  /** Whose each device is: 0 Ada, a superuser; 1 Bob; 2 Cyd. */
  readonly devices: readonly number[]
  /** So few commands at once that the server refuses some for the moment. */
  readonly isStrict: boolean
  readonly operations: readonly Operation[]
}

export type Operation =
  | { readonly do: 'wait'; readonly ms: number }
  /** `refused`: the server refuses the text for good, until it is told otherwise. */
  | {
      readonly do: 'type'
      readonly device: number
      readonly room: number
      readonly count: number
      readonly refused?: true
    }
  | { readonly do: 'cancel' | 'change' | 'retry'; readonly device: number; readonly nth: number }
  | { readonly do: 'delete'; readonly device: number; readonly room: number; readonly nth: number }
  | { readonly do: 'announce'; readonly device: number }
  /** By the operator; 3: for everyone. */
  | { readonly do: 'notify'; readonly user: number }
  | { readonly do: 'read-notification'; readonly device: number; readonly nth: number }
  | { readonly do: 'read-notifications'; readonly device: number }
  | {
      readonly do: 'read' | 'mark-unread'
      readonly device: number
      readonly room: number
      readonly nth: number
    }
  | { readonly do: 'scroll' | 'draft'; readonly device: number; readonly room: number }
  /** The line breaks; `arriving`: the share of what is under way that still arrives. Null: that side hears of nothing. */
  | {
      readonly do: 'cut'
      readonly device: number
      readonly arriving: number
      readonly clientHears: number | null
      readonly serverHears: number | null
    }
  | { readonly do: 'silence'; readonly device: number; readonly way: 'up' | 'down' | 'both' }
  | { readonly do: 'repeat'; readonly device: number }
  /** For a while there is no way to the server. */
  | { readonly do: 'away'; readonly device: number; readonly ms: number }
  | {
      readonly do: 'weather'
      readonly device: number
      readonly latency: number
      readonly bytesPerSecond: number
    }
  /** The process ends at its next transaction but `transactions`: before it, inside it, or when it is written. */
  | {
      readonly do: 'kill-client'
      readonly device: number
      readonly transactions: number
      readonly moment: 'before' | 'inside' | 'after'
      readonly down: number
    }
  /** A new computer: nothing of the copy is left. */
  | { readonly do: 'fresh-copy' | 'clear-copy'; readonly device: number }
  | { readonly do: 'retry-connection'; readonly device: number }
  | { readonly do: 'shift-clock'; readonly device: number; readonly ms: number }
  | {
      readonly do: 'kill-server'
      readonly moment: 'now' | 'before' | 'written' | 'told'
      readonly down: number
    }
  | { readonly do: 'stop-server'; readonly down: number }
  | { readonly do: 'backup' }
  | { readonly do: 'restore'; readonly down: number }
  /** The disk refuses the next transaction of the server. */
  | { readonly do: 'break-disk' }
  /** That of a device is full when it comes to its next transaction but `transactions`. */
  | { readonly do: 'fill-disk'; readonly device: number; readonly transactions: number }
  | { readonly do: 'shift-server-clock'; readonly ms: number }
  /** Some of what the server said of late comes once more, on whichever line there is. */
  | { readonly do: 'replay'; readonly device: number; readonly count: number }
  | { readonly do: 'promote' | 'demote'; readonly user: number }
  /** Somebody who is on no device of ours says so much at once. */
  | { readonly do: 'flood'; readonly room: number; readonly count: number; readonly length: number }
