import { statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { isUnreachable } from '../control/client.ts'
import { type DataFolder, prepareDataFolder } from '../data-folder.ts'
import { rules } from '../rooms/rules.ts'
import { FolderLockedError, lockFolder } from '../store/lock.ts'
import type { Store } from '../store/store.ts'
import { systemWorld, type World } from '../world.ts'

/** Throws where no server ever was: such a folder would be made one, and what is done in it seen by nobody. */
export function requireServer({ path, database }: DataFolder): void {
  // It throws where one may not look: there may well be a server then.
  if (statSync(database, { throwIfNoEntry: false })) return
  throw new Error(`There is no server in ${path}: name the folder of yours with --data.`)
}

/** The two ways to do one thing on a data folder. */
export interface Ways<T> {
  /** Asks the server that runs on the folder, at its control address. Rejects when none answers. */
  byServer(address: string): Promise<T>
  /** Does it in the files, which this process then has for itself. */
  inFiles(store: Store, world: World): Promise<T>
}

/** A server that is starting or stopping has the lock, and for a moment no socket. */
const TRIES = 10
const PAUSE_MS = 200

/** Has something done by the server that runs on a folder, or in the files when none does. */
export async function onFolder<T>(folder: DataFolder, { byServer, inFiles }: Ways<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await byServer(folder.control)
    } catch (error) {
      if (!isUnreachable(error)) throw error
    }
    try {
      return await withStore(folder, inFiles)
    } catch (error) {
      if (!(error instanceof FolderLockedError) || attempt === TRIES) throw error
    }
    await sleep(PAUSE_MS)
  }
}

async function withStore<T>(folder: DataFolder, work: Ways<T>['inFiles']): Promise<T> {
  const world = systemWorld()
  prepareDataFolder(folder)
  const unlock = lockFolder(folder.path, folder.lock)
  try {
    const store = world.openStore(folder.database, { ...world, rules })
    try {
      return await work(store, world)
    } finally {
      await store.close()
    }
  } finally {
    unlock()
  }
}
