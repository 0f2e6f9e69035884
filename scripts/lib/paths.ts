import { accessSync, constants, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { Failure } from './progress.ts'

/** The project's top folder. */
export const root = resolve(import.meta.dirname, '../..')

/** Where the tests write their results for counting; not the pictures and traces for people. */
export const resultsFolder = join(root, '.cache/results')

/** The user's cache of what is large and does not belong to one clone; `CAUSERIE_CACHE` moves it. */
export function cacheFolder(): string {
  const { CAUSERIE_CACHE, XDG_CACHE_HOME } = process.env
  return CAUSERIE_CACHE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'causerie')
}

/** Makes sure of the cache folder; a home that cannot be written to is said in words. */
export function prepareCacheFolder(): void {
  const folder = cacheFolder()
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
  } catch (error) {
    throw new Failure(
      `${folder} cannot be written to (${error instanceof Error ? error.message : String(error)}). ` +
        `Set CAUSERIE_CACHE to a folder that can, then try again.`
    )
  }
}

/** The data folder of the companion server on this computer; `CAUSERIE_DATA` moves it. */
export function serverDataFolder(): string {
  const { CAUSERIE_DATA, XDG_DATA_HOME, APPDATA } = process.env
  if (CAUSERIE_DATA) return resolve(CAUSERIE_DATA)
  if (process.platform === 'darwin') return join(homedir(), 'Library/Application Support/Causerie Server')
  if (process.platform === 'win32')
    return join(APPDATA || join(homedir(), 'AppData/Roaming'), 'Causerie Server')
  return join(XDG_DATA_HOME || join(homedir(), '.local/share'), 'causerie-server')
}
