import { fail, ok, type Result } from '../../shared/std/result.ts'
import type { Keyring, KeyringProblem } from '../session/keyring.ts'
import { findKeyringProblem } from './keyring-lock.ts'
import type { SessionBus } from './session-bus.ts'

/** What is used of Electron's `safeStorage`. */
export interface SafeStorage {
  isEncryptionAvailable(): boolean
  encryptString(text: string): Uint8Array
  decryptString(sealed: Buffer): string
  /** Only there on Linux. It asks nobody: Chromium has chosen by desktop and command line when it started. */
  getSelectedStorageBackend(): string
}

export interface KeyringDeps {
  readonly safeStorage: SafeStorage
  readonly bus: SessionBus
  readonly platform: NodeJS.Platform
  /** The name of the app, under which Chromium files its key. */
  readonly application: string
}

/**
 * The system's keyring, by way of Electron. On Linux its calls wait for as long as the keyring does, and a locked one
 * waits for its owner's password; all of the main process would wait with it. So the bus is asked first, every time,
 * because a keyring can be locked again while the app runs.
 */
export function createKeyring({ safeStorage, bus, platform, application }: KeyringDeps): Keyring {
  const findProblem = async (): Promise<KeyringProblem | null> => {
    try {
      if (platform === 'linux') {
        const problem = await findKeyringProblem(bus, safeStorage.getSelectedStorageBackend(), application)
        if (problem) return problem
      }
      return safeStorage.isEncryptionAvailable() ? null : 'absent'
    } catch {
      // A service whose answers make no sense keeps nothing.
      return 'absent'
    }
  }
  return {
    async seal(secret): Promise<Result<Uint8Array, KeyringProblem>> {
      const problem = await findProblem()
      if (problem) return fail(problem)
      try {
        return ok(safeStorage.encryptString(secret))
      } catch {
        return fail('absent')
      }
    },
    async unseal(sealed): Promise<Result<string, KeyringProblem | 'unreadable'>> {
      const problem = await findProblem()
      if (problem) return fail(problem)
      try {
        return ok(safeStorage.decryptString(Buffer.from(sealed)))
      } catch {
        return fail('unreadable')
      }
    }
  }
}
