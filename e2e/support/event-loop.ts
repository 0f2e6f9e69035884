import type { RunningApp } from './app.ts'

const TICK = 50

/** Watches how long the app's main process hears nothing; answers a way to ask for the longest such time so far. */
export async function watchEventLoop({ electron }: RunningApp): Promise<() => Promise<number>> {
  const watch = await electron.evaluateHandle((_, tick) => {
    const seen = { last: performance.now(), longest: 0 }
    const look = (): void => {
      const now = performance.now()
      seen.longest = Math.max(seen.longest, now - seen.last)
      seen.last = now
    }
    setInterval(look, tick)
    return { seen, look }
  }, TICK)
  return () =>
    watch.evaluate(({ seen, look }) => {
      look()
      return seen.longest
    })
}
