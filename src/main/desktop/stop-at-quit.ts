import { app } from 'electron'

/** Quits when what has to end in order has ended. */
export function stopAtQuit(stop: () => Promise<void>): void {
  let phase: 'running' | 'stopping' | 'stopped' = 'running'
  app.on('will-quit', (event) => {
    if (phase === 'stopped') return
    event.preventDefault()
    if (phase === 'stopping') return
    phase = 'stopping'
    const quit = (): void => {
      phase = 'stopped'
      app.quit()
    }
    // Not at once: Electron does not hear it while it still asks.
    void stop().finally(() => setImmediate(quit))
  })
}
