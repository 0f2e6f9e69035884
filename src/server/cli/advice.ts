/** What to do about a fault of the system or of SQLite, by the beginning of its code. */
const ADVICE: readonly (readonly [codes: readonly string[], advice: string])[] = [
  [['ENOSPC', 'EDQUOT', 'SQLITE_FULL'], 'There is no room left: make some, or choose another place.'],
  [
    ['EACCES', 'EPERM', 'EROFS', 'SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_PERM'],
    'Run this as the user who owns the files, or choose a place where you may write.'
  ],
  [
    ['SQLITE_CORRUPT', 'SQLITE_IOERR', 'EIO'],
    'The file or the disk is damaged: look with check, and restore a backup that is whole.'
  ],
  [['SQLITE_BUSY'], 'Another program holds the file: try again when it has ended.'],
  [['ECONNRESET', 'EPIPE'], 'The server stopped meanwhile: look whether it was done, then try again.']
]

/** An error in words for the operator. Most say themselves what to do; those of the system do not. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? String(error.code) : ''
  const [, advice] = ADVICE.find(([codes]) => codes.some((one) => code.startsWith(one))) ?? []
  return advice === undefined ? error.message : `${error.message}. ${advice}`
}
