import type { Page } from '@playwright/test'

const A_MINUTE = 60_000

/** Stops the page's clock, a minute from now: what was to happen by then happens, and then nothing without `pass`. */
export async function stopClock(page: Page): Promise<void> {
  await page.clock.install()
  await page.clock.pauseAt(Date.now() + A_MINUTE)
}

/** Lets milliseconds pass on a stopped clock, for all that the page has begun by now. */
export async function pass(page: Page, milliseconds: number): Promise<void> {
  // What is seen has been drawn; what it begins, the page begins in a turn of its own right after.
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel()
        port1.addEventListener('message', resolve)
        port1.start()
        port2.postMessage(null)
      })
  )
  await page.clock.runFor(milliseconds)
}
