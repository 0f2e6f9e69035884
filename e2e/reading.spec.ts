import { setTimeout as pause } from 'node:timers/promises'
import type { Locator, Page } from '@playwright/test'
import { composer, messages, say, signIn, type RunningApp } from './support/app.ts'
import { expect, test } from './support/fixtures.ts'
import { writeHistory } from './support/history.ts'
import { openLevel0Client } from './support/level-0-client.ts'
import { watchRow } from './support/watch-row.ts'

/** Less than what a screen can show. */
const STILL = 1

function list(page: Page): Locator {
  return page.getByRole('log')
}

/** Goes to a place in what is held, and returns once the page has seen it and drawn the rows there. */
async function scrollTo(page: Page, top: number): Promise<void> {
  await list(page).evaluate(async (view, to) => {
    const frame = () => new Promise(requestAnimationFrame)
    for (let frames = 0; frames < 3; frames++) await frame()
    view.scrollTo({ top: to })
    for (let frames = 0; frames < 3; frames++) await frame()
  }, top)
  await expect.poll(() => list(page).getAttribute('data-scrolling')).toBeNull()
}

function rowOf(page: Page, text: string): Locator {
  return page.getByRole('article').filter({ has: page.getByText(text, { exact: true }) })
}

/** The number of the first message in sight. */
async function firstInSight(page: Page): Promise<number> {
  const text = await list(page).evaluate((view) => {
    const top = view.getBoundingClientRect().top
    const first = [...view.querySelectorAll('article')].find(
      (row) => row.getBoundingClientRect().bottom > top
    )
    return first?.querySelector('[data-body]')?.textContent
  })
  return Number(/\d+/.exec(text ?? '')?.[0])
}

/** How far a row is below the upper edge of the list. */
function topOf(row: Locator): Promise<number> {
  return row.evaluate(
    (one) => one.getBoundingClientRect().top - (one.closest('[role="log"]')?.getBoundingClientRect().top ?? 0)
  )
}

function distanceFromEnd(page: Page): Promise<number> {
  return list(page).evaluate((view) => view.scrollHeight - view.clientHeight - view.scrollTop)
}

/** Hides the window or shows it again; the focus goes with it. */
async function setFocused({ electron, page }: RunningApp, isFocused: boolean): Promise<void> {
  // The driver makes every page believe that it has the focus.
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: true })
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: false })
  await electron.evaluate(({ BrowserWindow }, focus) => {
    const window = BrowserWindow.getAllWindows()[0]
    if (focus) window?.show()
    else window?.hide()
    if (focus) window?.focus()
  }, isFocused)
  await expect.poll(() => page.evaluate(() => document.hasFocus())).toBe(isFocused)
}

function readN(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const answer = (await window.causerie.call('app.state', {})) as {
      value: { session: { reading: { readN: number } } }
    }
    return answer.value.session.reading.readN
  })
}

const line = (page: Page) => page.getByRole('separator', { name: 'New messages' })

test('older messages come in above without a movement, page after page, however far one goes', async ({
  companion,
  launch
}) => {
  const ines = await companion.addUser('ines')
  const tom = await companion.addUser('tom')
  await writeHistory(companion, tom, 700)
  const app = await launch()
  await signIn(app, companion, ines)
  const { page } = app
  await expect(messages(page, 'message 700')).toBeVisible()
  for (let reads = 0; reads < 3; reads++) {
    // Just before more is read, and then over that edge.
    await scrollTo(page, 4_050)
    const height = await list(page).evaluate((view) => view.scrollHeight)
    const watch = await watchRow(page, `message ${(await firstInSight(page)) + 3}`)
    await watch.scrollBy(-100)
    await expect.poll(() => list(page).evaluate((view) => view.scrollHeight)).toBeGreaterThan(height)
    await pause(300)
    const { frames, worst } = await watch.stop()
    expect(frames).toBeGreaterThan(10)
    expect(worst).toBeLessThan(STILL)
  }
  // Only what is near is in the page.
  expect(await messages(page).count()).toBeLessThan(80)
})

test('a reader of older messages sees nothing move: deletions, the banner, the composer, new messages', async ({
  companion,
  launch
}) => {
  const ines = await companion.addUser('ines', { superuser: true })
  const tom = await companion.addUser('tom')
  await writeHistory(companion, tom, 150)
  const app = await launch()
  await signIn(app, companion, ines)
  const { page } = app
  await expect(messages(page, 'message 150')).toBeVisible()
  await scrollTo(page, 1_700)
  const first = await firstInSight(page)
  const watch = await watchRow(page, `message ${first + 5}`)
  const other = await openLevel0Client(companion.url, await companion.token(ines))
  // Far above, just above, and the first one in sight, whose place the next one takes.
  for (const number of [first - 20, first - 1, first]) {
    other.send({ type: 'delete_message', message_id: number })
    await expect(rowOf(page, `message ${number}`)).toHaveCount(0)
  }
  other.send({ type: 'chat_message', message: 'a new one' })
  await expect(page.getByRole('button', { name: '1 new message' })).toBeVisible()
  await composer(page).fill('one\ntwo\nthree\nfour\nfive')
  await composer(page).fill('')
  await other.close()
  await companion.stop()
  await expect(page.getByRole('status').filter({ hasText: /Connection lost|Offline/ })).toBeVisible()
  await companion.restart()
  await expect(page.getByRole('status').filter({ hasText: 'Back online' })).toBeVisible({ timeout: 20_000 })
  await expect(page.getByRole('status').filter({ hasText: 'Back online' })).toHaveCount(0)
  const { frames, worst } = await watch.stop()
  expect(frames).toBeGreaterThan(100)
  expect(worst).toBeLessThan(STILL)
})

test('nothing that is read moves when a row above it goes and the next takes over its head', async ({
  companion,
  launch
}) => {
  const ines = await companion.addUser('ines', { superuser: true })
  const tom = await companion.addUser('tom')
  let written = 0
  for (const [author, count] of [
    [tom, 30],
    [ines, 4],
    [tom, 3],
    [ines, 3],
    [tom, 40]
  ] as const) {
    const before = written
    await writeHistory(companion, author, count, (number) => textOf(before + number))
    written += count
  }
  const app = await launch()
  await signIn(app, companion, ines)
  const { page } = app
  await expect(messages(page, textOf(80))).toBeVisible()
  const other = await openLevel0Client(companion.url, await companion.token(ines))
  const cases = [
    // The edge goes through the row that takes a head over, which was as high as guessed.
    { edge: 32, under: 10, deleted: [31], read: 33 },
    // It goes through the head itself, and the next row was not as high as guessed.
    { edge: 35, under: 30, deleted: [35], read: 36 },
    // A row that comes into sight while the one under it closes, and closes then.
    { edge: 39, under: 60, deleted: [39, 38], read: 40 }
  ]
  for (const { edge, under, deleted, read } of cases) {
    await scrollTo(page, 700)
    await scrollTo(page, 700 + (await topOf(rowOf(page, textOf(edge)))) + under)
    const watch = await watchRow(page, textOf(read))
    for (const number of deleted) {
      other.send({ type: 'delete_message', message_id: number })
      await pause(150)
    }
    for (const number of deleted) await expect(rowOf(page, textOf(number))).toHaveCount(0)
    await pause(100)
    const { frames, worst } = await watch.stop()
    expect(frames).toBeGreaterThan(10)
    expect.soft(worst, `after ${deleted.join(' and ')}`).toBeLessThan(STILL)
  }
  await other.close()

  function textOf(number: number): string {
    if (number === 36) return `message 36 ${'i'.repeat(90)}`
    return number === 39 ? 'message 39\nis\na tall\none' : `message ${number}`
  }
})

test('a row above that changes its height moves nothing, and neither does another width of the window', async ({
  companion,
  launch
}) => {
  const ines = await companion.addUser('ines')
  const tom = await companion.addUser('tom')
  await writeHistory(
    companion,
    tom,
    80,
    (number) => `message ${number} ${'and more words '.repeat(9).trim()}`
  )
  const app = await launch()
  await signIn(app, companion, ines)
  const { page } = app
  await expect(messages(page, 'message 80 ')).toBeVisible()
  await scrollTo(page, 1_500)
  const row = messages(page, `message ${(await firstInSight(page)) + 1} `)
  const before = await topOf(row)
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(700, 800))
  await expect.poll(() => page.evaluate(() => innerWidth)).toBeLessThan(720)
  await expect.poll(async () => Math.abs((await topOf(row)) - before)).toBeLessThan(STILL)
})

test('another size of the letters, density or zoom moves nothing that is read, and the end stays the end', async ({
  companion,
  launch
}) => {
  const ines = await companion.addUser('ines')
  const tom = await companion.addUser('tom')
  await writeHistory(
    companion,
    tom,
    180,
    (number) => `message ${number} ${'and more words '.repeat(7).trim()}`
  )
  const app = await launch()
  await signIn(app, companion, ines)
  const { page } = app
  await expect(messages(page, 'message 180 ')).toBeVisible()
  const configure = (wanted: object) =>
    page.evaluate((settings) => window.causerie.call('app.configure', settings), wanted)
  const changes = [
    { messageSize: 19 },
    { density: 'compact' },
    { messageSize: 13 },
    { density: 'comfortable' }
  ]
  const lineHeight = () =>
    messages(page)
      .last()
      .locator('[data-body]')
      .evaluate((body) => getComputedStyle(body).lineHeight)
  for (const change of changes) {
    const before = await lineHeight()
    await configure(change)
    if ('messageSize' in change) await expect.poll(lineHeight).not.toBe(before)
    await expect.poll(() => distanceFromEnd(page)).toBeLessThan(STILL)
  }
  for (const zoom of [200, 100]) {
    const width = await page.evaluate(() => innerWidth)
    await configure({ zoom })
    await expect.poll(() => page.evaluate(() => innerWidth)).not.toBe(width)
    await pause(300)
    expect(await distanceFromEnd(page)).toBeLessThan(STILL)
  }
  await scrollTo(page, 2_000)
  for (const change of changes) {
    const row = messages(page, `message ${(await firstInSight(page)) + 1} `)
    const before = await topOf(row)
    const height = await list(page).evaluate((view) => view.scrollHeight)
    await configure(change)
    await expect.poll(() => list(page).evaluate((view) => view.scrollHeight)).not.toBe(height)
    await pause(300)
    expect(Math.abs((await topOf(row)) - before)).toBeLessThan(STILL)
  }
})

test('who reads the end stays at the end, whatever grows', async ({ companion, launch }) => {
  const ines = await companion.addUser('ines')
  const tom = await companion.addUser('tom')
  await writeHistory(companion, tom, 120)
  const app = await launch()
  await signIn(app, companion, ines)
  const { page } = app
  await expect(messages(page, 'message 120')).toBeVisible()
  expect(await distanceFromEnd(page)).toBeLessThan(STILL)
  await composer(page).fill('one\ntwo\nthree\nfour\nfive')
  await expect.poll(() => distanceFromEnd(page)).toBeLessThan(STILL)
  await say(page, 'mine')
  const other = await openLevel0Client(companion.url, await companion.token(tom))
  for (let number = 1; number <= 20; number++) other.send({ type: 'chat_message', message: `late ${number}` })
  await expect(messages(page, 'late 20')).toBeVisible()
  await expect.poll(() => distanceFromEnd(page)).toBeLessThan(STILL)
  await scrollTo(page, 900)
  await say(page, 'mine again')
  await expect(messages(page, 'mine again')).toBeVisible()
  await expect.poll(() => distanceFromEnd(page)).toBeLessThan(STILL)
  await other.close()
})

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
  await expect.poll(focused).not.toBe('message 400')
  const top = await focused()
  await expect(page.locator('article:focus')).toBeInViewport()
  // Far away from the row that has it.
  await list(page).evaluate((view) => view.scrollTo({ top: view.scrollHeight }))
  await expect(messages(page, 'message 400')).toBeVisible()
  expect(await focused()).toBe(top)
  await page.keyboard.press('ArrowDown')
  await expect(page.locator('article:focus')).toBeInViewport()
  expect(await focused()).toBe(`message ${Number(/\d+/.exec(top ?? '')?.[0]) + 1}`)
  await page.keyboard.press('End')
  await expect.poll(focused).toBe('message 400')
  await page.keyboard.press('PageUp')
  await expect(page.locator('article:focus')).toBeInViewport()
  expect(Number(/\d+/.exec((await focused()) ?? '')?.[0])).toBeLessThan(385)
  await page.keyboard.press('End')
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
  await messages(page, 'copied').click({ button: 'right' })
  await picture(page, 'message-menu')
  await menu.getByRole('menuitem', { name: 'Copy text' }).click()
  await expect.poll(clipboard).toBe('to be *copied*')
  await expect(page.getByRole('status').filter({ hasText: 'Text copied' })).toBeVisible()
  await messages(page, 'something else').focus()
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
  await expect(page.getByRole('button', { name: 'More actions' })).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('button', { name: 'Delete for everyone' })).toBeFocused()
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
  const folded = await row.evaluate((one) => one.clientHeight)
  expect(folded).toBeLessThan(560)
  await row.getByRole('button', { name: 'Show more' }).click()
  await expect(row).toBeFocused()
  expect(await row.evaluate((one) => one.clientHeight)).toBeGreaterThan(folded + 300)
})

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

  await setFocused(app, false)
  other.send({ type: 'chat_message', message: 'missed one' })
  other.send({ type: 'chat_message', message: 'missed two' })
  await expect.poll(() => page.title()).toBe('(2) Général — Labo Tourbe')
  await expect(page.getByRole('button', { name: 'Général 2 unread' })).toHaveCount(1)
  // Nobody looks: time alone reads nothing.
  await pause(1_500)
  expect(await readN(page)).toBe(61)

  await setFocused(app, true)
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
  const order = await list(page).innerText()
  expect(order.indexOf('New messages')).toBeGreaterThan(order.indexOf('seen coming'))
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
  await setFocused(first, false)
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
  await say(page, 'seen')
  await expect.poll(() => readN(page)).toBe(1)
  await page.keyboard.press('Control+Shift+A')
  await expect(page.getByRole('dialog', { name: 'Notifications' })).toBeVisible()
  other.send({ type: 'chat_message', message: 'unseen' })
  await expect.poll(() => page.title()).toBe('(1) Général — Labo Tourbe')
  await pause(1_500)
  expect(await readN(page)).toBe(1)
  await page.keyboard.press('Escape')
  await expect(line(page)).toBeVisible()
  await expect.poll(() => readN(page)).toBe(2)
  await other.close()
})

test('a steady conversation is heard while it goes on', async ({ companion, launch }) => {
  const ines = await companion.addUser('ines')
  const tom = await companion.addUser('tom')
  const app = await launch()
  await signIn(app, companion, ines)
  await say(app.page, 'first')
  const other = await openLevel0Client(companion.url, await companion.token(tom))
  const heard = app.page.locator('[aria-live="polite"]')
  let isHeard = false
  for (let number = 1; number <= 20 && !isHeard; number++) {
    other.send({ type: 'chat_message', message: `steady ${number}` })
    await pause(200)
    isHeard = (await heard.textContent()) !== ''
  }
  expect(isHeard).toBe(true)
  await other.close()
})
