import type { Log } from '../../shared/std/log.ts'

/** Longer than the server gives its clients to say goodbye. */
const PATIENCE_MS = 10_000

/**
 * Ends the process by way of `close` on a signal or a fault. One signal often comes twice: Ctrl-C reaches every
 * program of a terminal, and those in front pass it on. Returns how to end it without one.
 */
export function endInOrder(close: () => Promise<void>, log: Log): () => void {
  let hasBegun = false

  function begin(exitCode: number): void {
    if (hasBegun) return
    hasBegun = true
    setTimeout(() => process.exit(1), PATIENCE_MS).unref()
    close().then(
      () => process.exit(exitCode),
      (error: unknown) => {
        log.error('server.not_closed', { error: String(error) })
        process.exit(1)
      }
    )
  }

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => begin(0))
  process.on('uncaughtException', (error) => {
    log.error('server.fault', { error: error.stack ?? String(error) })
    begin(1)
  })
  return () => begin(0)
}
