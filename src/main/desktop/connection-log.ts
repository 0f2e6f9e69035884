import { join } from 'node:path'
import electronLog from 'electron-log/node'
import type { Trace } from '../connection/connection.ts'

/** How many lines are at hand; the file has more. */
const LINES = 500
const ARROWS = { up: '→', down: '←', state: '·' } as const

/** What went over the connection, redacted: for whoever looks for a fault. */
export interface ConnectionLog {
  readonly file: string
  add(trace: Trace): void
  /** The newest lines of this run, oldest first. */
  lines(): readonly string[]
}

export function createConnectionLog(folder: string): ConnectionLog {
  const file = join(folder, 'connection.log')
  const logger = electronLog.create({ logId: 'connection' })
  logger.transports.file.resolvePathFn = () => file
  // A line that is late costs nothing, one that is waited for holds up every frame.
  logger.transports.file.sync = false
  logger.transports.file.format = '{text}'
  logger.transports.console.level = false
  const lines: string[] = []
  let unwritten: string[] = []
  /** The frames of one piece that came over the network are one entry: each entry costs as much as its frame. */
  const write = (): void => {
    logger.info(unwritten.join('\n'))
    unwritten = []
  }
  return {
    file,
    add({ direction, facts }) {
      const line = `${new Date().toISOString()} ${ARROWS[direction]} ${JSON.stringify(facts)}`
      if (unwritten.push(line) === 1) queueMicrotask(write)
      lines.push(line)
      if (lines.length > LINES) lines.shift()
    },
    lines: () => lines
  }
}
