import { randomBytes } from 'node:crypto'
import { existsSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { type DataFolder, prepareDataFolder } from '../data-folder.ts'
import { lockFolder } from '../store/lock.ts'
import { requireBackup, restore, type Restored, type UndoneAct } from '../store/sqlite-restore.ts'
import { DATA_OPTION, folderOf, parse } from './arguments.ts'
import { createProgress } from './progress.ts'

const EPOCH_BYTES = 8

/** Puts a backup in the place of what a server has, which must not run. */
export async function restoreBackup(args: readonly string[]): Promise<void> {
  const { values, positionals } = parse('restore', args, { options: DATA_OPTION, words: ['FILE'] })
  const folder = folderOf(values)
  const backup = path.resolve(positionals[0] ?? '')
  if (!existsSync(backup)) throw new Error(`There is no file ${backup}: look at the name again.`)
  if (existsSync(folder.database) && realpathSync(backup) === realpathSync(folder.database))
    throw new Error(`${backup} is what the server has now: name a backup.`)
  requireBackup(backup)
  prepareDataFolder(folder)
  const unlock = lockFolder(folder.path, folder.lock)
  const aside = asideName(folder)
  const progress = createProgress('Restoring', process.stderr)
  try {
    const done = await restore({
      backup,
      database: folder.database,
      aside,
      backupName: path.basename(backup),
      epoch: randomBytes(EPOCH_BYTES).toString('hex'),
      at: Date.now(),
      onProgress: progress.show
    })
    progress.end()
    process.stderr.write(doneText(done, { backup, aside }))
  } finally {
    progress.end()
    unlock()
  }
}

/** As `causerie-until-2026-11-22T10-30-00-000.db`. */
function asideName({ path: folder }: DataFolder): string {
  const now = new Date().toISOString().replaceAll(/[:.]/g, '-').replace('Z', '')
  return path.join(folder, `causerie-until-${now}.db`)
}

function doneText(
  { hadDatabase, unread, undone }: Restored,
  { backup, aside }: { backup: string; aside: string }
): string {
  const lines = [`Restored from ${backup}. People, passwords and rights are as they were then.`]
  if (hadDatabase) lines.push(`What was there is now ${aside}: remove it when nobody misses anything.`)
  if (unread !== null)
    lines.push(
      `That file could not be read (${unread}), so whoever signed out since the backup is signed in again: ` +
        'user reset-password signs somebody out everywhere.'
    )
  if (undone.length > 0)
    lines.push(`What was done with people since the backup does not hold any more: ${undoneText(undone)}.`)
  return `${lines.join('\n')}\n`
}

/** More than this nobody reads; all of it is in the audit log of what was there. */
const MOST_NAMED = 20

/** As "user.deactivated bob": the words of the audit log. */
function undoneText(undone: readonly UndoneAct[]): string {
  const named = undone.slice(-MOST_NAMED).map(({ act, username }) => `${act} ${username}`)
  const more = undone.length - named.length
  return [...(more > 0 ? [`${more} earlier acts`] : []), ...named].join(', ')
}
