import type { Log, LogFields } from '../shared/std/log.ts'

/** One line of JSON for each event. `write` gets whole lines. */
export function createJsonLog(write: (line: string) => void, now: () => number): Log {
  const at = (level: string) => (event: string, fields?: LogFields) => {
    write(`${JSON.stringify({ time: new Date(now()).toISOString(), level, event, ...fields })}\n`)
  }
  return { info: at('info'), warn: at('warn'), error: at('error') }
}
