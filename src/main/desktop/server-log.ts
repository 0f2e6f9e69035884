import { join } from 'node:path'
import electronLog from 'electron-log/node'

/** What the server inside the app says, in a file that turns over by size. */
export interface ServerLog {
  readonly file: string
  /** Adds a line of its output: JSON, or what the process says when it breaks. */
  add(line: string): void
}

export function createServerLog(folder: string): ServerLog {
  const file = join(folder, 'server.log')
  const logger = electronLog.create({ logId: 'server' })
  logger.transports.file.resolvePathFn = () => file
  // It says little, and its last words come as the app quits.
  logger.transports.file.sync = true
  logger.transports.file.format = '{text}'
  logger.transports.console.level = false
  return { file, add: (line) => logger.info(line.startsWith('{') ? line : wrapped(line)) }
}

function wrapped(text: string): string {
  return JSON.stringify({ time: new Date().toISOString(), level: 'error', event: 'server.output', text })
}
