import type { Page } from '@playwright/test'
import { messages, say, signIn } from './support/app.ts'
import { expect, test } from './support/fixtures.ts'
import { writeHistory } from './support/history.ts'
import { openLevel0Client } from './support/level-0-client.ts'
import { list, rowOf, scrollTo, topOf } from './support/list.ts'
import { lookAt, lookAway } from './support/window-state.ts'

/** Milliseconds: longer than it takes to have read what is in sight. */
const LONG_ENOUGH = 1_500

const line = (page: Page) => page.getByRole('separator', { name: 'New messages' })

test('the line of new messages is placed for a reader who was away, stays, and goes with Esc', async ({
  companion,
  launch,
  picture
}) => {
  const ines = await companion.addUser('ines')
  const tom = await companion.addUser('tom')
  await writeHistory(companion, tom, 60)
  const app = await launch()
  await signIn(app, companion, ines)
  const { page } = app
  await expect(messages(page, 'message 60')).toBeVisible()
  await say(page, 'read so far')
  await expect.poll(() => readN(page)).toBe(61)
  const other = await openLevel0Client(companion.url, await companion.token(tom))

  await lookAway(app)
  other.send({ type: 'chat_message', message: 'missed one' })
  other.send({ type: 'chat_message', message: 'missed two' })
  await expect.poll(() => page.title()).toBe('(2) Général — Labo Tourbe')
  await expect(page.getByRole('button', { name: 'Général 2 unread' })).toHaveCount(1)
  // Nobody looks: time alone reads nothing.
  await page.clock.install()
  await page.clock.fastForward(LONG_ENOUGH)
  expect(await readN(page)).toBe(61)

  await lookAt(app)
  await expect(line(page)).toBeVisible()
  await picture(page, 'new-messages')
  await expect.poll(() => page.title()).toBe('Général — Labo Tourbe')
  await expect.poll(() => readN(page)).toBe(63)
  // It stays, also while more comes that is seen coming.
  other.send({ type: 'chat_message', message: 'seen coming' })
  await expect.poll(() => readN(page)).toBe(64)
  const before = await line(page).evaluate((one) => one.closest('[data-index]')?.getAttribute('data-index'))
  expect(before).toBeTruthy()
  await expect(line(page)).toHaveCount(1)

  // A newer one takes its place once the reader is away again.
  await scrollTo(page, 300)
  other.send({ type: 'chat_message', message: 'below' })
  await expect(page.getByRole('button', { name: '1 new message' })).toBeVisible()
  await page.keyboard.press('End')
  await list(page).evaluate((view) => view.scrollTo({ top: view.scrollHeight }))
  await expect(rowOf(page, 'below')).toBeVisible()
  await expect(line(page)).toHaveCount(1)
  await expect.poll(() => list(page).innerText()).toMatch(/seen coming[^]*New messages[^]*below/)
  await scrollTo(page, 300)
  await page.keyboard.press('Escape')
  await expect(rowOf(page, 'below')).toBeVisible()
  await expect(line(page)).toHaveCount(0)
  await other.close()
})

test('a room with unread messages opens at their line', async ({ companion, launch }) => {
  const ines = await companion.addUser('ines')
  const tom = await companion.addUser('tom')
  await writeHistory(companion, tom, 100)
  const first = await launch()
  await signIn(first, companion, ines)
  await expect(messages(first.page, 'message 100')).toBeVisible()
  await say(first.page, 'good night')
  await expect.poll(() => readN(first.page)).toBe(101)
  await lookAway(first)
  await writeHistory(companion, tom, 160, (number) => `later ${number}`)
  await expect.poll(() => first.page.title()).toBe('(99+) Général — Labo Tourbe')
  await first.close()
  const app = await launch({ userData: first.userData })
  await expect(line(app.page)).toBeVisible()
  const height = await list(app.page).evaluate((view) => view.clientHeight)
  await expect.poll(async () => Math.abs((await topOf(line(app.page))) - 0.3 * height)).toBeLessThan(20)
  await expect(rowOf(app.page, 'good night')).toBeInViewport()
  await expect(app.page.getByRole('button', { name: 'Jump to the latest messages, 160 unread' })).toHaveText(
    '99+'
  )
  expect(await readN(app.page)).toBe(101)
})

test('what comes while a panel covers the messages is not read', async ({ companion, launch }) => {
  const ines = await companion.addUser('ines')
  const tom = await companion.addUser('tom')
  const app = await launch()
  const { page, electron } = app
  await signIn(app, companion, ines)
  const other = await openLevel0Client(companion.url, await companion.token(tom))
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(600, 700))
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(600)
  await say(page, 'seen')
  await expect.poll(() => readN(page)).toBe(1)
  await page.keyboard.press('Control+Shift+A')
  await expect(page.getByRole('dialog', { name: 'Notifications' })).toBeVisible()
  other.send({ type: 'chat_message', message: 'unseen' })
  await expect.poll(() => page.title()).toBe('(1) Général — Labo Tourbe')
  await page.clock.install()
  await page.clock.fastForward(LONG_ENOUGH)
  expect(await readN(page)).toBe(1)
  await page.keyboard.press('Escape')
  await expect(line(page)).toBeVisible()
  await expect.poll(() => readN(page)).toBe(2)
  await other.close()
})

test('a room that is made unread from a message on stays so until its reader comes back to its end', async ({
  companion,
  launch
}) => {
  const [ines, tom] = [await companion.addUser('ines'), await companion.addUser('tom')]
  await writeHistory(companion, tom, 30, (number) => `line ${number}\nand its second line`)
  const app = await launch()
  const { page } = app
  await signIn(app, companion, ines)
  await expect.poll(() => readN(page)).toBe(30)
  await page.clock.install()
  await messages(page, 'line 28').press('u')
  await expect.poll(() => unread(page)).toBe(3)
  await expect(line(page)).toBeVisible()
  await page.clock.fastForward(LONG_ENOUGH)
  expect(await unread(page)).toBe(3)
  const jump = page.getByRole('button', { name: 'Jump to the latest messages, 3 unread' })
  await list(page).evaluate((view) => view.scrollBy(0, -700))
  await expect(jump).toBeVisible()
  await list(page).evaluate((view) => view.scrollTo(0, view.scrollHeight))
  await expect(jump).toHaveCount(0)
  await page.clock.fastForward(LONG_ENOUGH)
  await expect.poll(() => unread(page)).toBe(0)
})

/** How far the account has read the room, as the app has it. */
async function reading(page: Page): Promise<{ readN: number; unread: number }> {
  const state = await page.evaluate(() => window.causerie.call('app.state', {}))
  return (state as { value: { session: { reading: { readN: number; unread: number } } } }).value.session
    .reading
}

async function readN(page: Page): Promise<number> {
  return (await reading(page)).readN
}

async function unread(page: Page): Promise<number> {
  return (await reading(page)).unread
}
