import type { ElectronApplication } from '@playwright/test'

/** Milliseconds between two looks at the clock, which come later when the main process does something else. */
const LOOK = 5

/** Watches how long a program's main process hears nothing; answers a way to ask for the 99th percentile so far. */
export async function watchEventLoop(electron: ElectronApplication): Promise<() => Promise<number>> {
  const histogram = await electron.evaluateHandle((_, resolution) => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks')
    const delays = monitorEventLoopDelay({ resolution })
    delays.enable()
    return delays
  }, LOOK)
  return async () => {
    const nanoseconds = await histogram.evaluate((delays) => {
      delays.disable()
      return delays.percentile(99)
    })
    await histogram.dispose()
    return Math.max(0, nanoseconds / 1e6 - LOOK)
  }
}
