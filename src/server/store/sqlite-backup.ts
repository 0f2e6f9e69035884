import { readdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { nextTurn } from '../next-turn.ts'
import { copyDatabase, flush, removeDatabase } from './sqlite-copy.ts'
import { openForReading } from './sqlite-reading.ts'

const UNFINISHED = '.unfinished'

export interface BackupOptions {
  readonly database: string
  readonly to: string
  /** Asked before anything is put at `to`; what it throws ends the backup. */
  readonly mayPut: () => void
  readonly onProgress: (share: number) => void
}

/**
 * Writes a copy of a server's database, also while the server runs. At `to` there is the whole copy or what was there
 * before.
 */
export async function backUp({ database, to, mayPut, onProgress }: BackupOptions): Promise<void> {
  const { db } = openForReading(database)
  const unfinished = `${to}.${process.pid}${UNFINISHED}`
  try {
    removeAbandoned(to)
    await copyDatabase(db, unfinished, { onProgress })
    try {
      // While the copy was looked at nobody was heard: whoever stopped it then is asked now.
      await nextTurn()
      onProgress(1)
      mayPut()
      renameSync(unfinished, to)
    } catch (error) {
      rmSync(unfinished, { force: true })
      throw error
    }
    flush(to)
  } finally {
    db.close()
  }
}

/** Takes away what a backup to the same place left when it was killed; its name tells which process that was. */
function removeAbandoned(to: string): void {
  const beginning = `${path.basename(to)}.`
  for (const name of readdirSync(path.dirname(to))) {
    if (!name.startsWith(beginning) || !name.endsWith(UNFINISHED)) continue
    const pid = Number(name.slice(beginning.length, -UNFINISHED.length))
    if (Number.isInteger(pid) && !isRunning(pid)) removeDatabase(path.join(path.dirname(to), name))
  }
}

function isRunning(pid: number): boolean {
  try {
    // No signal: only whether there is such a process.
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
