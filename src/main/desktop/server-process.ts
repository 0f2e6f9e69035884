import { createInterface } from 'node:readline'
import { utilityProcess } from 'electron'
import { createEmitter } from '../../shared/std/signal.ts'
import type { ServerProcess } from '../local-server/server-process.ts'

/** Starts the server inside the app in a process of its own, which ends with this one. `onLine` gets its log. */
export function spawnServer(script: string, onLine: (line: string) => void): ServerProcess {
  const child = utilityProcess.fork(script, [], { serviceName: 'Causerie server', stdio: 'pipe' })
  const reports = createEmitter<unknown>()
  const ends = createEmitter<undefined>()
  for (const output of [child.stdout, child.stderr]) {
    if (output) createInterface({ input: output }).on('line', onLine)
  }
  child.on('message', reports.emit)
  child.on('exit', () => ends.emit(undefined))
  return {
    reports,
    ends,
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- to a process, not a window
    send: (order) => child.postMessage(order),
    kill() {
      // Electron's own `kill` only asks, and one that hangs does not hear it.
      try {
        if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL')
      } catch {
        // It has just ended, and says so in a moment.
      }
    }
  }
}
