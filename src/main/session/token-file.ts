import { readFileSync, rmSync, writeFileSync } from 'node:fs'

/** Where the token of an account is kept between two starts: a file that only its owner may read. */
export interface TokenFile {
  read(): string | null
  write(token: string): void
  remove(): void
}

export function createTokenFile(file: string): TokenFile {
  return {
    read() {
      try {
        return readFileSync(file, 'utf8').trim() || null
      } catch {
        return null
      }
    },
    write(token) {
      rmSync(file, { force: true })
      writeFileSync(file, token, { mode: 0o600, flag: 'wx' })
    },
    remove: () => rmSync(file, { force: true })
  }
}
