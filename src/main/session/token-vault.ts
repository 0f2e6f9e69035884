import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import type { SignedIn } from '../../shared/ipc/contract.ts'
import { fail, ok, type Result } from '../../shared/std/result.ts'
import type { Keyring } from './keyring.ts'

/** Where the token of an account is kept between two starts. */
export interface TokenVault {
  /** Whether there is one to read. Asks no keyring, so it is quick whatever state that is in. */
  isFilled(): boolean
  /** Where it is kept, if it is. Asks no keyring either. */
  place(): 'keyring' | 'file' | 'no'
  read(): Promise<Result<string, 'none' | 'locked'>>
  /** Answers where it is kept; a locked keyring keeps it nowhere, and leaves what was kept before. */
  write(token: string): Promise<Exclude<SignedIn['kept'], 'no'>>
  remove(): void
}

/** Before a token that the keyring has sealed, in base64. No token has a space in it. */
const SEALED = 'sealed '

/** A file that only its owner may read: with the token sealed by the keyring, or plain where there is none. */
export function createTokenVault(file: string, keyring: Keyring): TokenVault {
  const fresh = `${file}.new`
  /** A disk that refuses leaves what was kept. */
  const put = (text: string): void => {
    rmSync(fresh, { force: true })
    writeFileSync(fresh, text, { mode: 0o600, flag: 'wx' })
    renameSync(fresh, file)
  }
  return {
    isFilled: () => existsSync(file),
    place() {
      const text = readText(file)
      return !text ? 'no' : text.startsWith(SEALED) ? 'keyring' : 'file'
    },
    async read() {
      const text = readText(file)
      if (!text) return fail('none')
      if (!text.startsWith(SEALED)) return ok(text)
      const unsealed = await keyring.unseal(Buffer.from(text.slice(SEALED.length), 'base64'))
      if (unsealed.ok) return unsealed
      return fail(unsealed.code === 'locked' ? 'locked' : 'none')
    },
    async write(token) {
      const sealed = await keyring.seal(token)
      // Whoever locks their keyring has not asked for a file that anybody reads who gets at the disk.
      if (!sealed.ok && sealed.code === 'locked') return 'locked'
      put(sealed.ok ? SEALED + Buffer.from(sealed.value).toString('base64') : token)
      return sealed.ok ? 'keyring' : 'file'
    },
    remove: () => rmSync(file, { force: true })
  }
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return null
  }
}
