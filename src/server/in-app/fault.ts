import { DataFolderError } from '../data-folder.ts'
import { StoreTooNewError } from '../store/migrate.ts'
import type { ServerFault } from '../../shared/ipc/server-process.ts'

/** Why a start has failed, for a person who knows of no files: what was thrown is in the log. */
export function faultOf(error: unknown, isOpen: boolean): ServerFault {
  if (error instanceof StoreTooNewError) return 'newer'
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL') return 'disk'
  if (isOpen) return code.startsWith('E') ? 'port' : 'internal'
  return error instanceof DataFolderError || code ? 'folder' : 'internal'
}
