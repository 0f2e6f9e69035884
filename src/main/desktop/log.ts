import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
// Not 'electron-log/main': that opens channels of its own to every page, past the gate.
import electronLog from 'electron-log/node'
import type { Log, LogFields } from '../../shared/std/log.ts'

/** One line of JSON an event, in a file that turns over by size; warnings go to the console too. */
export function createLog(folder: string): Log {
  electronLog.transports.file.resolvePathFn = () => join(folder, 'main.log')
  electronLog.transports.file.format = '{iso} {level} {text}'
  electronLog.transports.console.level = 'warn'
  const line = (event: string, fields: LogFields = {}): string => JSON.stringify({ event, ...fields })
  return {
    info: (event, fields) => electronLog.info(line(event, fields)),
    warn: (event, fields) => electronLog.warn(line(event, fields)),
    error: (event, fields) => electronLog.error(line(event, fields))
  }
}

/** Bytes of the files in a folder of logs. */
export function folderBytes(folder: string): number {
  const names = readdirSync(folder)
  return names.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)
}
