import { DataFolderError, LongFolderError } from '../data-folder.ts'
import { StoreTooNewError } from '../store/migrate.ts'
import type { ServerFault } from '../../shared/ipc/server-process.ts'

/** The last is what SQLite says when the index of its log has no room. */
const FULL = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE'])

/** Why a start has failed, for a person who knows of no files: what was thrown is in the log. */
export function faultOf(error: unknown, isOpen: boolean): ServerFault {
  if (error instanceof StoreTooNewError) return 'newer'
  if (error instanceof LongFolderError) return 'path'
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (FULL.has(code)) return 'disk'
  if (isOpen) return code.startsWith('E') ? 'port' : 'internal'
  return error instanceof DataFolderError || code ? 'folder' : 'internal'
}
