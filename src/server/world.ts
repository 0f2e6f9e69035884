import { randomBytes } from 'node:crypto'
import { createSystemClock, type Clock } from '../shared/std/clock.ts'
import type { Log } from '../shared/std/log.ts'
import { createJsonLog } from './log.ts'
import { openSqliteStore } from './store/sqlite.ts'

/** What the server needs of the world outside: tests turn the clock, read the log and break the disk. */
export interface World {
  readonly clock: Clock
  readonly randomBytes: (size: number) => Uint8Array
  readonly log: Log
  readonly openStore: typeof openSqliteStore
}

export function systemWorld(): World {
  const log = createJsonLog((line) => process.stderr.write(line), Date.now)
  return { clock: createSystemClock(globalThis), randomBytes, log, openStore: openSqliteStore }
}
