import type { Readable } from 'node:stream'
import { utilityProcess } from 'electron'
import { createEmitter } from '../../shared/std/signal.ts'
import type { ServerProcess } from '../local-server/server-process.ts'
import { readLines } from './output-lines.ts'

/** Starts the server inside the app in a process of its own, which ends with this one. `onLine` gets its log. */
export function spawnServer(script: string, onLine: (line: string) => void): ServerProcess {
  const child = utilityProcess.fork(script, [], { serviceName: 'Causerie server', stdio: 'pipe' })
  const reports = createEmitter<unknown>()
  const ends = createEmitter<undefined>()
  const outputs = [child.stdout, child.stderr].filter((output) => output !== null) as Readable[]
  const readToEnd = outputs.map((output) => readLines(output, onLine))
  child.on('message', reports.emit)
  // Its listeners are off only afterwards.
  child.on('exit', () =>
    process.nextTick(() => {
      void Promise.all(readToEnd.map((read) => read())).then(() => ends.emit(undefined))
    })
  )
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
