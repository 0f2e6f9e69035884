/** How far a room has been read on this computer. */
export interface Reading {
  readonly roomId: number
  /** Ordinal of the last message that was read; 0: none. */
  readonly readN: number
  /** Messages of others beyond it that are still there, counted up to `MOST_UNREAD`. */
  readonly unread: number
}

/** Where counting stops: a badge says 99+ long before. */
export const MOST_UNREAD = 1000
