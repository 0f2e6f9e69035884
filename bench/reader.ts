import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { composer, launchApp, type RunningApp } from '../e2e/support/app.ts'
import type { Copy } from './history.ts'
import { installWatches } from './in-page.ts'

const LIST = '[role="log"]'
const LONGEST_WAY = 30_000
/** So near the end the app follows what arrives: for it that is the end. */
const END_PX = 20

/** The app on a copy, with somebody in front of it. */
export interface Reader extends RunningApp {
  readonly copy: Copy
  /** Which message, counted from the oldest, is the first that is in sight as a whole. */
  place(): Promise<number>
}

export async function openReader(env: Record<string, string>, copy: Copy): Promise<Reader> {
  const app = await launchApp(env, { userData: copy.userData })
  await app.page.locator(`${LIST} [data-row]`).first().waitFor()
  await installWatches(app.page, LIST)
  const placeById = new Map(copy.messages.map(({ clientId }, index) => [clientId, index]))
  return {
    ...app,
    copy,
    place: async () => placeById.get(await app.page.evaluate(() => window.bench.firstRow())) ?? copy.size
  }
}

/** Goes to the end of the room, as the app understands it, and returns once it is there and at rest. */
export async function goToEnd(page: Page): Promise<void> {
  const jump = page.locator('[data-jump]')
  const isAtEnd = (): Promise<boolean> =>
    page
      .locator(LIST)
      .evaluate((list, px) => list.scrollHeight - list.clientHeight - list.scrollTop < px, END_PX)
  const patience = Date.now() + LONGEST_WAY
  // The way is offered a moment after one is no longer there.
  while (!(await isAtEnd())) {
    if (Date.now() > patience) throw new Error('the end of the room is out of reach')
    if (await jump.isVisible()) await jump.click()
    await pause(50)
  }
  await composer(page).focus()
  await pause(300)
}
