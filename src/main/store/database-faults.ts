import { accessSync, constants, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { CopyProblem, OpeningProblem } from '../../shared/model/copy.ts'

/** The file was written by a newer program. Its data is left alone. */
export class NewerSchemaError extends Error {
  constructor(file: string, found: number, known: number) {
    super(`${file} has schema ${found}, this program knows ${known}: install the newer program`)
    this.name = 'NewerSchemaError'
  }
}

/** What is at the file's path is no database of this program's, although SQLite may take it for one. */
export class DamagedError extends Error {
  constructor(file: string, found: string) {
    super(`${file} is not what this program wrote: ${found}`)
    this.name = 'DamagedError'
  }
}

/** The open file is not at its path any more: what is written to it is lost when it is closed. */
export class GoneError extends Error {
  constructor(file: string) {
    super(`${file} was deleted or replaced while it was open`)
    this.name = 'GoneError'
  }
}

/** As SQLite names what its file or the disk does to it. */
const DAMAGE = /^SQLITE_(CORRUPT|NOTADB)/
const REFUSAL = /^SQLITE_(FULL|IOERR|READONLY|CANTOPEN|BUSY|LOCKED)|^E(NOSPC|DQUOT|FBIG|ROFS|ACCES|PERM|IO)$/

/** Whether a file is there and no database that can be read. */
export function isDamaged(error: unknown): boolean {
  return error instanceof DamagedError || DAMAGE.test(codeOf(error))
}

/** Whether an error is the disk's or the file's refusal (full, read-only, damaged), not a mistake of ours. */
export function isDiskError(error: unknown): boolean {
  return isDamaged(error) || error instanceof GoneError || REFUSAL.test(codeOf(error))
}

/** What keeps a file from being written, after an error that is the disk's. */
export function problemOf(error: unknown, file: string): CopyProblem {
  const code = codeOf(error)
  if (error instanceof GoneError) return 'gone'
  if (/FULL|ENOSPC|EDQUOT/.test(code)) return 'full'
  if (/READONLY|EROFS|EACCES|EPERM/.test(code)) return 'read-only'
  // SQLite does not say why a write failed.
  if (/IOERR|CANTOPEN/.test(code)) return askSystem(file)
  return 'unwritable'
}

/** Why a file could not be opened. */
export function openingProblemOf(error: unknown, file: string): OpeningProblem {
  if (error instanceof NewerSchemaError) return 'newer'
  if (/^SQLITE_(BUSY|LOCKED)/.test(codeOf(error))) return 'in-use'
  if (!isDiskError(error)) return 'unreadable'
  const problem = problemOf(error, file)
  return problem === 'full' || problem === 'read-only' ? problem : 'unreadable'
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function askSystem(file: string): CopyProblem {
  try {
    if (statfsSync(dirname(file)).bavail === 0) return 'full'
    // For root a file of mode 0400 is writable, one on a file system mounted read-only is not.
    accessSync(dirname(file), constants.W_OK)
    accessSync(file, constants.W_OK)
    return 'unwritable'
  } catch (error) {
    return /EROFS|EACCES|EPERM/.test(codeOf(error)) ? 'read-only' : 'unwritable'
  }
}
