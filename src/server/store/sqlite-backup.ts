import { renameSync, rmSync } from 'node:fs'
import { nextTurn } from '../next-turn.ts'
import { copyDatabase, flush } from './sqlite-copy.ts'
import { openForReading } from './sqlite-reading.ts'

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
  const unfinished = `${to}.${process.pid}.unfinished`
  try {
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
