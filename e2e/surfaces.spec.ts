import type { Page } from '@playwright/test'
import { EVENT_CHANNEL } from '../src/shared/ipc/bridge.ts'
import type { AnyEvent } from '../src/shared/ipc/contract.ts'
import { signIn, type RunningApp } from './support/app.ts'
import { expect, test } from './support/fixtures.ts'
import { pass, stopClock } from './support/page-clock.ts'
import { notice } from './support/sight.ts'

test('a notice speaks the language of the moment, and waits for whoever reads it', async ({
  companion,
  launch
}) => {
  const ines = await companion.addUser('ines')
  const app = await launch()
  const { page } = app
  await signIn(app, companion, ines)
  const told = notice(page, 'Your session is kept in a file')
  await told.hover()
  await configure(page, { language: 'fr' })
  const dit = page.getByRole('status').filter({ hasText: 'Votre session est gardée dans un fichier' })
  await expect(dit).toBeVisible()
  await expect(page.getByRole('region', { name: 'Avis' })).toContainText('Pas de trousseau ici.')
  await stopClock(page)
  await expect(dit).toBeVisible()
  await page.mouse.move(300, 300)
  await pass(page, 5_000)
  await expect(dit).toHaveCount(0)

  // Its clock goes on where it stood.
  await tell(app, 'Tom')
  const tom = page.getByRole('status').filter({ hasText: 'Tom' })
  await expect(tom).toBeVisible()
  await pass(page, 3_000)
  await tom.hover()
  await pass(page, 20_000)
  await expect(tom).toBeVisible()
  await page.mouse.move(300, 300)
  await pass(page, 1_500)
  await expect(tom).not.toHaveAttribute('data-leaving')
  await pass(page, 1_000)
  await expect(tom).toHaveCount(0)
})

test('a notice that lies over a dialog is pressed for its own sake', async ({ companion, launch }) => {
  const ines = await companion.addUser('ines', { superuser: true })
  const app = await launch()
  const { page } = app
  await signIn(app, companion, ines)
  await page.keyboard.press('Control+Shift+A')
  await page.getByRole('button', { name: 'New announcement' }).click()
  const dialog = page.getByRole('dialog', { name: 'New announcement' })
  await dialog.getByLabel('Text', { exact: true }).fill('Ten minutes.')
  await tell(app, 'Tom')
  const tom = page.locator('[data-notice]').filter({ hasText: 'Tom' })
  await tom.locator('button').last().click()
  await expect(tom).toHaveCount(0)
  await expect(dialog.getByLabel('Text', { exact: true })).toHaveValue('Ten minutes.')
  await expect(dialog).toBeFocused()
})

test('stands still when the person wants it, and shows what matters in the colours of the system', async ({
  companion,
  launch,
  picture
}) => {
  const ines = await companion.addUser('ines')
  await companion.notify('Ten minutes.', { title: 'Maintenance' })
  const app = await launch()
  const { page } = app
  await page.emulateMedia({ forcedColors: 'active' })
  expect(await ground(page, 'button[type="submit"]')).not.toBe(await ground(page, 'body'))
  await picture(page, 'forced-colours-first-run')
  await page.emulateMedia({ forcedColors: 'none' })
  await signIn(app, companion, ines)

  expect(await quitQuestion(app)).toEqual({ duration: '0.2s', travel: '1' })
  const html = page.locator('html')
  await configure(page, { motion: 'reduced' })
  await expect(html).toHaveAttribute('data-motion', 'reduced')
  expect(await page.evaluate(() => matchMedia('(prefers-reduced-motion: reduce)').matches)).toBe(false)
  expect(await quitQuestion(app)).toEqual({ duration: '0.08s', travel: '0' })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await configure(page, { motion: 'full' })
  await expect(html).toHaveAttribute('data-motion', 'full')
  expect(await quitQuestion(app)).toEqual({ duration: '0.2s', travel: '1' })
  await configure(page, { motion: 'system' })
  await expect(html).toHaveAttribute('data-motion', 'reduced')
  expect(await quitQuestion(app)).toEqual({ duration: '0.08s', travel: '0' })

  await page.emulateMedia({ forcedColors: 'active' })
  expect(await ground(page, 'button[aria-label^="Notifications, 1"] > span')).not.toBe(
    await ground(page, 'body')
  )
  await expect(page.locator('nav [aria-current="page"]')).toHaveCSS('outline-style', 'solid')
  await picture(page, 'forced-colours')
})

function configure(page: Page, wanted: object): Promise<unknown> {
  return page.evaluate((part) => window.causerie.call('app.configure', part), wanted)
}

/** What is painted behind something. */
function ground(page: Page, selector: string): Promise<string> {
  return page
    .locator(selector)
    .first()
    .evaluate((element) => getComputedStyle(element).backgroundColor)
}

/** Has the page hear of something, as from main. */
function announce({ electron }: RunningApp, event: AnyEvent): Promise<void> {
  return electron.evaluate(
    ({ BrowserWindow }, [channel, told]) => BrowserWindow.getAllWindows()[0]?.webContents.send(channel, told),
    [EVENT_CHANNEL, event] as const
  )
}

function tell(app: RunningApp, title: string): Promise<void> {
  return announce(app, { name: 'alert.raised', value: { title, body: 'Hello', place: null } })
}

/** How the question before quitting comes and goes. */
async function quitQuestion(app: RunningApp): Promise<{ duration: string; travel: string }> {
  const { page } = app
  await announce(app, { name: 'quit.asked', value: { unsent: 2 } })
  const question = page.getByRole('alertdialog')
  await expect(question).toBeVisible()
  const style = await question.evaluate((element) => {
    const computed = getComputedStyle(element)
    return {
      duration: computed.transitionDuration.split(',')[0] ?? '',
      travel: computed.getPropertyValue('--travel')
    }
  })
  await page.keyboard.press('Escape')
  await expect(question).toHaveCount(0)
  return style
}
