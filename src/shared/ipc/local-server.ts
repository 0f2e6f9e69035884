import type { ServerFault } from './server-process.ts'

/** The server inside the app. */
export interface LocalServer {
  /**
   * elsewhere: another program runs it, on the same folder. failed: it could not start, or has ended again and again.
   */
  readonly phase: 'off' | 'starting' | 'running' | 'stopping' | 'elsewhere' | 'failed'
  /** Where it listens, or was last; null: there was never one. */
  readonly origin: string | null
  /** Null: it has not run since the app was opened. */
  readonly name: string | null
  readonly folder: string
  /** What its start has come to so far, in their order. */
  readonly steps: readonly LocalServerStep[]
  /** Why it has failed. */
  readonly problem: LocalServerFault | null
}

/** `ms`: how long it took, in milliseconds. */
export type LocalServerStep =
  /** `isNew`: it was made. */
  | { readonly name: 'database'; readonly isNew: boolean; readonly ms: number }
  | { readonly name: 'listening'; readonly port: number; readonly ms: number }
  /** Its owner is in. */
  | { readonly name: 'account'; readonly username: string }

/** crashed: its process has ended by itself. */
export type LocalServerFault = ServerFault | 'crashed'
