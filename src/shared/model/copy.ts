/** Places of a stream, both ends included. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** How an account's copy stands to its server and to the disk. */
export interface CopyState {
  /** Events that were missed and are still coming, once that takes a while; `total` null: nobody has said how many. */
  readonly catchingUp: { readonly received: number; readonly total: number | null } | null
  /** Why nothing can be written for now: what comes waits at the server, what is typed cannot leave. */
  readonly problem: CopyProblem | null
}

/** full: the disk has no room. read-only: the file may not be written. gone: it was deleted or replaced meanwhile. */
export type CopyProblem = 'full' | 'read-only' | 'gone' | 'unwritable'

/**
 * Why what lies on disk cannot be opened. newer: a later version of this program wrote it. in-use: another program has
 * it locked. unreadable: for any other reason.
 */
export type OpeningProblem = 'newer' | 'in-use' | 'full' | 'read-only' | 'unreadable'
