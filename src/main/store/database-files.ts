import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync
} from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** A database and what lies beside it while it is open. */
const SUFFIXES = ['', '-wal', '-shm']
/** Set-aside databases of one file that are kept; a file that is damaged again and again must not fill the disk. */
const KEPT_ASIDE = 3

/** Whether a database that nobody has open keeps something beside its file that could not be written into it. */
export function hasLog(file: string): boolean {
  return (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0
}

/** Bytes that a database takes on disk. */
export function fileBytes(file: string): number {
  const sizes = SUFFIXES.map((suffix) => statSync(file + suffix, { throwIfNoEntry: false })?.size ?? 0)
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** Removes a database with all that belongs to it. */
export function removeDatabase(file: string): void {
  for (const suffix of SUFFIXES) rmSync(file + suffix, { force: true, recursive: true })
}

/** Where a database that is in the way goes. */
export function asideOf(file: string, why: 'damaged' | 'replaced', now: number): string {
  return `${file}.${why}-${now}`
}

/**
 * Moves a database with all that belongs to it; nothing of it is deleted, but only the last few are kept. A log without
 * its database is of no use to anybody, and would spoil the next one.
 */
function setAside(file: string, aside: string): void {
  if (!existsSync(file)) return removeDatabase(file)
  move(file, aside)
  asidesOf(file).slice(KEPT_ASIDE).forEach(removeDatabase)
}

function move(from: string, to: string): void {
  for (const suffix of SUFFIXES) {
    if (existsSync(from + suffix)) renameSync(from + suffix, to + suffix)
  }
}

/**
 * Puts a new database, which nobody has open, in the place of one that is set aside. Between its steps a crash leaves
 * either the old one in its place or a whole new one to be put there.
 */
export function replace(file: string, fresh: string, aside: string): void {
  if (hasLog(fresh)) throw new Error(`the log could not be written into ${fresh}`)
  flush(fresh)
  renameSync(fresh, readyOf(file))
  setAside(file, aside)
  renameSync(readyOf(file), file)
}

/** Ends what a crash has interrupted after the old one was set aside, or the most of it. */
export function endReplacing(file: string): void {
  if (!existsSync(readyOf(file)) || existsSync(file)) return
  const [aside] = asidesOf(file)
  if (aside !== undefined) move(file, aside)
  removeDatabase(file)
  renameSync(readyOf(file), file)
}

function readyOf(file: string): string {
  return `${file}.ready`
}

/** Has the disk hold what was written into a file. */
export function flush(file: string): void {
  const descriptor = openSync(file, 'r+')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** The databases that were set aside in the place of a file, the newest first. */
export function asidesOf(file: string): string[] {
  const pattern = /^\.(?:damaged|replaced)-(\d+)$/
  const timeOf = (path: string): number => Number(pattern.exec(path.slice(file.length))?.[1])
  return namesBeside(file)
    .filter((path) => pattern.test(path.slice(file.length)))
    .toSorted((a, b) => timeOf(b) - timeOf(a))
}

/** The backups that were made before a migration of a file, the newest schema first. */
export function backupsOf(file: string): string[] {
  const pattern = /^\.schema-(\d+)$/
  const versionOf = (path: string): number => Number(pattern.exec(path.slice(file.length))?.[1])
  return namesBeside(file)
    .filter((path) => pattern.test(path.slice(file.length)))
    .toSorted((a, b) => versionOf(b) - versionOf(a))
}

/** Paths that begin as a file's does. */
function namesBeside(file: string): string[] {
  const folder = dirname(file)
  if (!existsSync(folder)) return []
  return readdirSync(folder).flatMap((name) => (name.startsWith(basename(file)) ? [join(folder, name)] : []))
}

/** Which file a path leads to, however it came there; null: to none. */
export function fileAt(path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false })
  return found ? `${found.dev}:${found.ino}` : null
}
