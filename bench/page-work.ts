import type { Page } from '@playwright/test'

/** Watches how long a page's main thread works; answers a way to ask for the milliseconds so far. */
export async function watchWork(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const read = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000
  }
  const before = await read()
  return async () => {
    const work = (await read()) - before
    await session.detach()
    return work
  }
}
