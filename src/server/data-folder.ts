import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'

/** The files of a server. */
export interface DataFolder {
  readonly path: string
  readonly database: string
  readonly lock: string
  /** Where a running server listens for the command line: a Unix socket, a named pipe on Windows. */
  readonly control: string
}

/** Something that the person who starts the server can put right; the message says how. */
export class DataFolderError extends Error {}

/** No socket fits into the folder. */
export class LongFolderError extends DataFolderError {}

export function dataFolderAt(folder: string): DataFolder {
  const absolute = path.resolve(folder)
  const file = (name: string): string => path.join(absolute, name)
  const control = process.platform === 'win32' ? pipeName(absolute) : file('control.sock')
  return { path: absolute, database: file('causerie.db'), lock: file('lock'), control }
}

/** Longer paths cannot be the address of a Unix socket: 108 bytes with the closing zero, 104 on macOS. */
const LONGEST_SOCKET_PATH = process.platform === 'darwin' ? 103 : 107

/** What the file with the settings is called, unless another is named. */
export const CONFIGURATION_FILE = 'config.json'

const STICKY = 0o1000
const OTHERS = 0o077

/** Makes the folder if need be, and makes it its owner's alone. Throws `DataFolderError`. */
export function prepareDataFolder({ path: folder, database, control }: DataFolder): void {
  if (process.platform !== 'win32' && Buffer.byteLength(control) > LONGEST_SOCKET_PATH) {
    throw new LongFolderError(
      `The path ${folder} is too long for the socket in it: choose a shorter one with --data ` +
        `(${control} may have ${LONGEST_SOCKET_PATH} bytes, it has ${Buffer.byteLength(control)}).`
    )
  }
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    // A folder like /tmp or /srv is everybody's: closing it would lock the others out.
    const { mode } = statSync(folder)
    // One writes the settings before the first start.
    const isOurs = existsSync(database) || readdirSync(folder).every((name) => name === CONFIGURATION_FILE)
    if (mode & STICKY || (mode & OTHERS && !isOurs)) {
      throw new DataFolderError(`${folder} is shared between users: choose a folder of its own with --data.`)
    }
    chmodSync(folder, 0o700)
  } catch (error) {
    if (error instanceof DataFolderError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new DataFolderError(`Cannot use ${folder} (${reason}): choose another folder with --data.`)
  }
}

/** Where the data is when nobody says otherwise. */
export function defaultDataFolder(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  home: string
): string {
  switch (platform) {
    case 'darwin':
      return path.join(home, 'Library', 'Application Support', 'Causerie Server')
    case 'win32':
      return path.join(env['APPDATA'] ?? path.join(home, 'AppData', 'Roaming'), 'Causerie Server')
    default:
      return path.join(env['XDG_DATA_HOME'] || path.join(home, '.local', 'share'), 'causerie-server')
  }
}

function pipeName(folder: string): string {
  const hash = createHash('sha256').update(folder.toLowerCase()).digest('hex').slice(0, 16)
  return `\\\\.\\pipe\\causerie-${hash}`
}
