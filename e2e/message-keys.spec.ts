import type { Page } from '@playwright/test'
import { composer, messages, say, signIn } from './support/app.ts'
import { expect, test } from './support/fixtures.ts'
import { writeHistory } from './support/history.ts'
import { openLevel0Client } from './support/level-0-client.ts'
import { distanceFromEnd, list, rowOf, STILL } from './support/list.ts'

test('the keys go to messages that are not in the page, and the focus is never lost', async ({
  companion,
  launch
}) => {
  const ines = await companion.addUser('ines', { superuser: true })
  const tom = await companion.addUser('tom')
  await writeHistory(companion, tom, 400)
  const app = await launch()
  await signIn(app, companion, ines)
  const { page } = app
  await expect(messages(page, 'message 400')).toBeVisible()
  const focused = () => page.evaluate(() => document.activeElement?.querySelector('[data-body]')?.textContent)
  await messages(page).last().focus()
  await page.keyboard.press('Home')
  await expect.poll(focused).toMatch(/^message (?!400)\d+$/)
  const top = await focused()
  await expect(page.locator('article:focus')).toBeInViewport()
  // Far away from the row that has it.
  await list(page).evaluate((view) => view.scrollTo({ top: view.scrollHeight }))
  await expect(messages(page, 'message 400')).toBeVisible()
  expect(await focused()).toBe(top)
  await page.keyboard.press('ArrowDown')
  await expect(page.locator('article:focus')).toBeInViewport()
  await expect.poll(focused).toBe(`message ${Number(/\d+/.exec(top ?? '')?.[0]) + 1}`)
  await page.keyboard.press('End')
  await expect.poll(focused).toBe('message 400')
  await page.keyboard.press('PageUp')
  await expect.poll(async () => Number(/\d+/.exec((await focused()) ?? '')?.[0])).toBeLessThan(385)
  await expect(page.locator('article:focus')).toBeInViewport()
  await page.keyboard.press('End')
  await expect.poll(focused).toBe('message 400')
  await page.keyboard.press('Delete')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(rowOf(page, 'message 400')).toHaveCount(0)
  await expect.poll(focused).toBe('message 399')

  // Somebody else deletes the message that has the focus.
  await page.keyboard.press('ArrowUp')
  await expect.poll(focused).toBe('message 398')
  const other = await openLevel0Client(companion.url, await companion.token(ines))
  other.send({ type: 'delete_message', message_id: 398 })
  await expect(rowOf(page, 'message 398')).toHaveCount(0)
  await expect.poll(focused).toBe('message 399')
  await expect(page.locator('article:focus')).toBeInViewport()
  await other.close()

  // A letter goes to where one writes; so does the focus with Esc, as the list goes to its end.
  await page.keyboard.press('o')
  await expect(composer(page)).toBeFocused()
  await expect(composer(page)).toHaveValue('o')
  await composer(page).fill('')
  await page.keyboard.press('Shift+F6')
  await expect.poll(focused).toBe('message 399')
  await page.keyboard.press('Home')
  await expect.poll(() => distanceFromEnd(page)).toBeGreaterThan(600)
  await page.keyboard.press('Escape')
  await expect(composer(page)).toBeFocused()
  await expect.poll(() => distanceFromEnd(page)).toBeLessThan(STILL)
})

test('a message has a menu, by the pointer and by keys, and its text can be copied', async ({
  companion,
  launch,
  picture
}) => {
  const ines = await companion.addUser('ines', { superuser: true })
  const app = await launch()
  await signIn(app, companion, ines)
  const { page, electron } = app
  await say(page, 'to be *copied*')
  await say(page, 'something else')
  const clipboard = () => electron.evaluate(({ clipboard: board }) => board.readText())
  const menu = page.getByRole('menu')
  const end = await drawOutClosing(page)
  await messages(page, 'copied').click({ button: 'right' })
  await picture(page, 'message-menu')
  await menu.getByRole('menuitem', { name: 'Copy text' }).click()
  await expect.poll(clipboard).toBe('to be *copied*')
  await expect(page.getByRole('status').filter({ hasText: 'Text copied' })).toBeVisible()
  await messages(page, 'something else').focus()
  await end()
  await expect(menu).toHaveCount(0)
  await page.keyboard.press('c')
  await expect.poll(clipboard).toBe('something else')
  for (const key of ['Enter', 'Shift+F10', 'ContextMenu']) {
    await page.keyboard.press(key)
    await expect(menu).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(menu).toHaveCount(0)
    await expect(messages(page, 'something else')).toBeFocused()
  }
  await page.keyboard.press('Tab')
  const row = messages(page, 'something else')
  await expect(row.getByRole('button', { name: 'More actions' })).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(row.getByRole('button', { name: 'Delete for everyone' })).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter')
  await menu.getByRole('menuitem', { name: 'Delete…' }).click()
  await expect(page.getByRole('alertdialog')).toContainText('something else')
})

test('a long text is folded, and unfolds where it is read', async ({ companion, launch }) => {
  const ines = await companion.addUser('ines')
  const app = await launch()
  await signIn(app, companion, ines)
  const { page } = app
  await say(page, Array.from({ length: 40 }, (_, index) => `verse ${index + 1}`).join('\n'))
  const row = messages(page, 'verse 1')
  const height = () => row.evaluate((one) => one.clientHeight)
  await expect.poll(height).toBeLessThan(560)
  const folded = await height()
  await row.getByRole('button', { name: 'Show more' }).click()
  await expect(row).toBeFocused()
  await expect.poll(height).toBeGreaterThan(folded + 300)
})

/** Has what closes stay until it is told to end, as it does for a moment where much is going on. */
async function drawOutClosing(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => {
    const slow = new CSSStyleSheet()
    slow.replaceSync('[data-ending-style] { transition-duration: 60s !important }')
    document.adoptedStyleSheets.push(slow)
  })
  return () =>
    page.evaluate(() => {
      document.adoptedStyleSheets.pop()
      for (const closing of document.querySelectorAll('[data-ending-style]')) {
        for (const transition of closing.getAnimations()) transition.finish()
      }
    })
}
