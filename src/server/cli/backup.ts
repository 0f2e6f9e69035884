import { existsSync, lstatSync, realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import type { DataFolder } from '../data-folder.ts'
import { backUp } from '../store/sqlite-backup.ts'
import { DATA_OPTION, folderOf, parse } from './arguments.ts'
import { requireServer } from './on-folder.ts'
import { createProgress } from './progress.ts'

/** Writes a backup, whether the server runs or not; nothing of the server is changed. */
export async function writeBackup(args: readonly string[]): Promise<void> {
  const options = { ...DATA_OPTION, force: { type: 'boolean' } } as const
  const { values, positionals } = parse('backup', args, { options, words: ['FILE'] })
  const folder = folderOf(values)
  requireServer(folder)
  const to = path.resolve(positionals[0] ?? '')
  requirePlace(folder, to)
  const mayPut = (): void => {
    if (values.force || !existsSync(to)) return
    throw new Error(`There is a file ${to} already: choose another name, or add --force to replace it.`)
  }
  mayPut()
  const progress = createProgress('Copying', process.stderr)
  const stopped = stopOnSignal()
  try {
    await backUp({
      database: folder.database,
      to,
      mayPut,
      onProgress(share) {
        stopped.throwIfAborted()
        progress.show(share)
      }
    })
  } finally {
    progress.end()
  }
  const megabytes = (statSync(to).size / 1024 / 1024).toFixed(1)
  process.stderr.write(
    `Backed up to ${to} (${megabytes} MB) and checked. Keep it where only you can read it.\n`
  )
}

/** A backup beside what it is a backup of is lost with it; and the server's own files must not be replaced. */
function requirePlace(folder: DataFolder, to: string): void {
  const place = path.dirname(to)
  if (!existsSync(place)) throw new Error(`There is no folder ${place}: make it first, or choose another.`)
  const there = lstatSync(to, { throwIfNoEntry: false })
  if (there?.isDirectory())
    throw new Error(
      `${to} is a folder: write the name of a file in it, such as ${path.join(to, 'causerie.db')}.`
    )
  // A link such as /dev/stdout would be replaced itself.
  if (there && !there.isFile())
    throw new Error(`${to} is a link or a device, not a file: write the name of a file.`)
  if (realpathSync(place) === realpathSync(folder.path))
    throw new Error(`${place} is the server's own folder: write the backup somewhere else.`)
}

/** Ctrl-C ends the copying in order, so that nothing half-written is left. */
function stopOnSignal(): AbortSignal {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.once(signal, () => controller.abort(new Error('Stopped: no backup was written.')))
  return controller.signal
}
