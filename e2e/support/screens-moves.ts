import type { Page } from '@playwright/test'
import { expect } from './fixtures.ts'
import type { Stage } from './screens-stage.ts'

/** Where one writes. */
export function field(page: Page): ReturnType<Page['locator']> {
  return page.locator('main textarea')
}

/** Closes what the first sign-in has to say. */
export async function hush({ page, t }: Stage): Promise<void> {
  const notices = page.getByRole('region', { name: t('toasts.label') })
  const staying = notices.locator('[data-notice]:not([data-leaving])')
  const close = staying.getByRole('button', { name: t('action.close') })
  for (let count = 0; count < 5 && (await close.count()) > 0; count++) await close.last().click()
  await expect(notices.locator('[data-notice]')).toHaveCount(0)
}

/** Begins the page anew, which holds nothing then. */
export async function reload({ page }: Stage): Promise<void> {
  await page.reload()
  await expect(page.getByRole('log').or(page.getByRole('main')).first()).toBeVisible()
}

/** Closes menus and dialogs, however many lie over one another. */
export async function dismiss({ page }: Stage): Promise<void> {
  const open = page.locator('[role=menu], [role=alertdialog], [role=dialog][data-open]')
  for (let left = await open.count(); left > 0; left = await open.count()) {
    await page.keyboard.press('Escape')
    await expect.poll(() => open.count()).toBeLessThan(left)
  }
}
