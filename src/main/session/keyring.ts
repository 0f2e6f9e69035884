import type { Result } from '../../shared/std/result.ts'

/** absent: the system has none, or none that keeps secrets better than a file. locked: its owner must unlock it first. */
export type KeyringProblem = 'absent' | 'locked'

/** The system's keeper of secrets. Every call answers within a few seconds, whatever state the keyring is in. */
export interface Keyring {
  seal(secret: string): Promise<Result<Uint8Array, KeyringProblem>>
  /** `unreadable`: it was sealed by another keyring, or is damaged. */
  unseal(sealed: Uint8Array): Promise<Result<string, KeyringProblem | 'unreadable'>>
}
