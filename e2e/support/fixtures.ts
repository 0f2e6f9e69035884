import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test as base, type Page } from '@playwright/test'
import { openPrivateDisplay } from '../../scripts/lib/display.ts'
import { stopAll } from '../../scripts/lib/programs.ts'
import { launchApp, removeUserData, type LaunchOptions, type RunningApp } from './app.ts'
import { startCompanion, type Companion } from './companion.ts'
import { startDesktop, TEST_BUS, type Desktop, type DesktopOptions } from './desktop.ts'

export interface Fixtures {
  readonly companion: Companion
  readonly launch: (options?: LaunchOptions) => Promise<RunningApp>
  /** Starts what of a desktop is on a D-Bus session, for the apps that are launched with its `env`. */
  readonly openDesktop: (options?: DesktopOptions) => Promise<Desktop>
  /** Saves a picture of a window under pictures/e2e. */
  readonly picture: (page: Page, name: string) => Promise<void>
}

export interface WorkerFixtures {
  readonly display: Record<string, string>
}

const pictures = resolve(import.meta.dirname, '../../pictures/e2e')

/* oxlint-disable no-empty-pattern -- Playwright reads a fixture's dependencies from this pattern. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  display: [
    async ({}, use) => {
      await use(await openPrivateDisplay(TEST_BUS))
      await stopAll()
    },
    { scope: 'worker' }
  ],
  companion: async ({}, use) => {
    const companion = await startCompanion()
    await use(companion)
    await companion.dispose()
  },
  openDesktop: async ({}, use) => {
    const opened: Desktop[] = []
    await use(async (options) => {
      const desktop = await startDesktop(options)
      opened.push(desktop)
      return desktop
    })
    await Promise.all(opened.map((desktop) => desktop.close()))
  },
  // oxlint-disable-next-line no-unused-vars -- named for the order alone: what an app lives on ends after it
  launch: async ({ display, openDesktop: _ }, use) => {
    const started: RunningApp[] = []
    await use(async (options) => {
      const app = await launchApp(display, options)
      started.push(app)
      return app
    })
    const closings = await Promise.allSettled(started.map((app) => app.close()))
    started.forEach(removeUserData)
    for (const closing of closings) if (closing.status === 'rejected') throw closing.reason
  },
  picture: async ({}, use) => {
    mkdirSync(pictures, { recursive: true })
    await use(async (page, name) => void (await page.screenshot({ path: join(pictures, `${name}.png`) })))
  }
})
/* oxlint-enable no-empty-pattern */

export { expect } from '@playwright/test'
