import { setTimeout as pause } from 'node:timers/promises'
import { composer, messages, reconnect, say, signIn } from './support/app.ts'
import { expect, test } from './support/fixtures.ts'
import { writeHistory } from './support/history.ts'
import { openLevel0Client } from './support/level-0-client.ts'
import { atRest, distanceFromEnd, firstInSight, list, rowOf, scrollTo, STILL, topOf } from './support/list.ts'
import { watchRow } from './support/watch-row.ts'

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
  // What comes while a copy is made is held by the page all at once: it begins anew, on a whole copy.
  const oldest = () => page.evaluate(() => window.causerie.call('messages.page', { roomId: 1, before: 10 }))
  await expect.poll(oldest).toHaveProperty('value.messages.0')
  await page.reload()
  await expect(messages(page, 'message 700')).toBeVisible()
  for (let reads = 0; reads < 3; reads++) {
    // Just before more is read, and then over that edge.
    await scrollTo(page, 4_050)
    const height = await list(page).evaluate((view) => view.scrollHeight)
    const watch = await watchRow(page, `message ${(await firstInSight(page)) + 3}`)
    await watch.scrollBy(-100)
    await expect.poll(() => list(page).evaluate((view) => view.scrollHeight)).toBeGreaterThan(height)
    await atRest(page)
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
  const back = page.getByRole('status').filter({ hasText: 'Back online' })
  await Promise.all([expect(back).toBeVisible(), reconnect(page)])
  await expect(back).toHaveCount(0)
  const { frames, worst } = await watch.stop()
  expect(frames).toBeGreaterThan(10)
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
    await atRest(page)
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
  const followsAtEnd = async (change: object) => {
    const before = await lineHeight()
    await configure(change)
    if ('messageSize' in change) await expect.poll(lineHeight).not.toBe(before)
    await expect.poll(() => distanceFromEnd(page)).toBeLessThan(STILL)
  }
  for (const change of changes) await followsAtEnd(change)
  for (const zoom of [200, 110, 100]) {
    const width = await page.evaluate(() => innerWidth)
    await configure({ zoom })
    await expect.poll(() => page.evaluate(() => innerWidth)).not.toBe(width)
    await atRest(page)
    expect(await distanceFromEnd(page)).toBeLessThan(STILL)
    // There a pixel of the page is none of the screen, and every difference leaves a part of one.
    if (zoom === 110) for (const messageSize of [18, 13, 15]) await followsAtEnd({ messageSize })
  }
  await scrollTo(page, 2_000)
  for (const change of changes) {
    const row = messages(page, `message ${(await firstInSight(page)) + 1} `)
    const before = await topOf(row)
    const height = await list(page).evaluate((view) => view.scrollHeight)
    await configure(change)
    await expect.poll(() => list(page).evaluate((view) => view.scrollHeight)).not.toBe(height)
    await atRest(page)
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
  await atRest(page)
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
