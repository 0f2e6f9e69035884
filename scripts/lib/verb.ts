import { stopAll } from './programs.ts'
import { Failure, say } from './progress.ts'

/**
 * Runs the work of one verb and exits with the code it returns. Whatever ends the verb (its work, a failure,
 * Ctrl-C, SIGTERM), every program it started is ended first.
 */
export function runVerb(work: () => Promise<number>, interruptedCode = 130): void {
  let leaving = false
  async function leave(code: number): Promise<void> {
    if (leaving) return
    leaving = true
    await stopAll()
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void leave(interruptedCode))
  }
  work().then(leave, (error: unknown) => {
    if (!leaving) say(error instanceof Failure ? `\n${error.message}` : `\n${format(error)}`)
    return leave(1)
  })
}

function format(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
