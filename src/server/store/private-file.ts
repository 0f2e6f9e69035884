import { chmodSync, closeSync, existsSync, openSync } from 'node:fs'

/**
 * Makes sure that a file exists and that only its owner may read it. SQLite gives its -wal and -shm files the mode of
 * the database, so this decides for all three. A file that exists is not opened: closing it again would drop every
 * POSIX lock that this process holds on it.
 */
export function createPrivateFile(file: string): void {
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600))
  chmodSync(file, 0o600)
}
