import type { Page } from '@playwright/test'
import { composer, messages, say, signIn } from './support/app.ts'
import { expect, test } from './support/fixtures.ts'
import { atRest } from './support/list.ts'
import { addInes } from './support/people.ts'
import { notice } from './support/sight.ts'

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })
const openButton = (page: Page) => page.getByRole('button', { name: 'Settings', exact: true })
const place = (page: Page, name: string) =>
  page.getByRole('navigation').getByRole('button', { name, exact: true })

/** Opens the settings and goes to one of their pages, by the keyboard. */
async function openPage(page: Page, name: string): Promise<void> {
  await openButton(page).press('Enter')
  await place(page, name).press('Enter')
  await expect(heading(page, name)).toBeVisible()
}

test('each page is reached by the keyboard, and the room is there as it was left', async ({
  companion,
  launch
}) => {
  const app = await launch()
  const { page } = app
  await signIn(app, companion, await addInes(companion))
  for (let number = 1; number <= 9; number++) await say(page, `message ${number}\n1\n2\n3\n4\n5`)
  const scrolled = () => page.getByRole('log').evaluate((log) => log.scrollTop)
  await page.getByRole('log').hover()
  await atRest(page)
  const end = await scrolled()
  await page.mouse.wheel(0, -200)
  await expect.poll(scrolled).toBeLessThan(end)
  await atRest(page)
  const before = await scrolled()

  await openButton(page).press('Enter')
  await expect(place(page, 'Account')).toBeFocused()
  await expect(composer(page)).toBeHidden()
  await expect(page.getByText('in a file on this computer')).toBeVisible()
  const names = await page.getByRole('navigation').getByRole('listitem').allTextContents()
  expect([names[0], names.at(-1)]).toEqual(['Account', 'About'])
  for (const name of names.slice(1)) {
    await page.keyboard.press('ArrowDown')
    await expect(place(page, name)).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(heading(page, name)).toBeVisible()
    await expect(place(page, name)).toHaveAttribute('aria-current', 'page')
  }
  await expect(page.getByText('Chromium')).toBeVisible()
  await page.keyboard.press('F6')
  await expect(page.getByRole('button', { name: 'Copy these lines' })).toBeFocused()
  await page.keyboard.press('Shift+F6')
  await expect(place(page, 'Back')).toBeFocused()
  await place(page, 'About').focus()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Copy these lines' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(notice(page, 'Copied')).toBeVisible()

  await page.keyboard.press('Escape')
  await expect(openButton(page)).toBeFocused()
  await expect(heading(page, 'About')).toBeHidden()
  await expect.poll(scrolled).toBe(before)
})

test('what is set holds at once, everywhere, and after a restart', async ({ companion, launch }) => {
  const app = await launch()
  const { page } = app
  await signIn(app, companion, await addInes(companion))
  await say(page, 'How does this look?')
  // Not by its role: behind the settings nobody can reach it.
  const text = page.locator('[role="log"] [data-body]', { hasText: 'How does this look?' })

  await openPage(page, 'Appearance')
  await page.getByRole('radio', { name: 'Dark' }).press('Space')
  await expect.poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true)
  const size = page.getByRole('slider', { name: 'Message text' })
  await expect(size).toHaveAttribute('aria-valuetext', '15 pixels')
  await size.press('ArrowRight')
  await expect(size).toHaveAttribute('aria-valuetext', '16 pixels')
  await expect(text).toHaveCSS('font-size', '16px')
  await expect(page.locator('[data-body]', { hasText: 'Figure 3' })).toHaveCSS('font-size', '16px')

  await place(page, 'Notifications').press('Enter')
  await page.getByRole('switch', { name: 'Do not disturb at set hours' }).press('Space')
  await page.getByRole('button', { name: 'Monday' }).press('Space')
  await expect(page.getByRole('button', { name: 'Monday' })).toHaveAttribute('aria-pressed', 'false')
  await page.getByLabel('From', { exact: true }).focus()
  await page.keyboard.type('0715')
  await expect(page.getByText('Ends on the same day')).toBeVisible()

  await place(page, 'Storage').press('Enter')
  const clear = page.getByRole('main').getByRole('button', { name: 'Clear the cache' })
  await clear.press('Enter')
  await expect(page.getByRole('alertdialog')).toContainText('Drafts and waiting messages are kept.')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('alertdialog')).toBeHidden()
  await expect(clear).toBeFocused()
  await page.keyboard.press('Enter')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Clear the cache' }).press('Enter')
  await expect(notice(page, 'Cache cleared')).toBeVisible()

  await place(page, 'Language').press('Enter')
  await page.getByRole('radio', { name: '12 hours' }).press('Space')
  await page.getByRole('radio', { name: 'Français' }).press('Space')
  await expect(heading(page, 'Langue')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('textbox', { name: 'Message à Général' })).toBeVisible()
  await expect(text).toBeVisible()
  await expect(messages(page).locator('time').first()).toHaveText(/\d [AP]M$/)

  await app.close()
  const again = await launch({ userData: app.userData })
  await expect(again.page.getByRole('textbox', { name: 'Message à Général' })).toBeVisible()
  await expect(messages(again.page).locator('[data-body]')).toHaveCSS('font-size', '16px')
  await again.page.getByRole('button', { name: 'Réglages', exact: true }).press('Enter')
  await place(again.page, 'Notifications').press('Enter')
  await expect(again.page.getByRole('button', { name: 'lundi' })).toHaveAttribute('aria-pressed', 'false')
  await expect(again.page.getByLabel('De', { exact: true })).toHaveValue('07:15')
})
