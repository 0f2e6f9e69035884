import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { asideOf, removeDatabase, replace } from './database-files.ts'
import type { Database } from './database.ts'

/**
 * Writes what an open file holds beside its path, from where it was deleted or replaced. Throws where the disk refuses;
 * the file is still open then, and nothing is lost yet.
 */
export function saveGone(open: Database, path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  removeDatabase(savedOf(path))
  open.prepare('VACUUM INTO ?').run(savedOf(path))
}

/** Puts what was saved so at the path of the file, which is closed by now. What has come there since is set aside. */
export function putBack(path: string, now: number): void {
  replace(path, savedOf(path), asideOf(path, 'replaced', now))
}

function savedOf(path: string): string {
  return `${path}.new`
}
