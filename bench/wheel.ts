import { setTimeout as pause } from 'node:timers/promises'
import type { CDPSession, Page } from '@playwright/test'

/** How a wheel is turned: so many pixels a notch, one after another with pauses in milliseconds. */
export interface Turning {
  readonly notch: number
  readonly pauses: readonly number[]
}

/** Some notches with a finger, a look, some more. */
export const asAPerson: Turning = { notch: 120, pauses: [40, 40, 40, 60, 40, 40, 40, 300] }
/** As fast as a free wheel spins. */
export const fast: Turning = { notch: 480, pauses: [16] }

/** Over the middle of the list. */
const OVER = { x: 700, y: 400 }

/**
 * Turns the wheel upwards over a page for as long as `goesOn` says, which is asked after every notch; answers how far,
 * in pixels. Nobody waits for the page between two notches: neither does a hand.
 */
export async function turnWheel(
  page: Page,
  { notch, pauses }: Turning,
  goesOn: (turned: number) => boolean
): Promise<number> {
  const session: CDPSession = await page.context().newCDPSession(page)
  const all: Promise<unknown>[] = []
  const step = { type: 'mouseWheel', ...OVER, deltaX: 0, deltaY: -notch } as const
  while (goesOn(all.length * notch)) {
    all.push(session.send('Input.dispatchMouseEvent', step))
    await pause(pauses[all.length % pauses.length])
  }
  await Promise.all(all)
  // What is still gliding comes to rest.
  await pause(400)
  await session.detach()
  return all.length * notch
}
