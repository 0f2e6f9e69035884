import { cpSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { overwritePages } from '../src/main/testkit/damage.ts'
import type { Message } from '../src/shared/model/message.ts'
import { bodies, composer, messages, reconnect, say, signIn, type RunningApp } from './support/app.ts'
import { expect, test } from './support/fixtures.ts'
import { writeHistory } from './support/history.ts'
import { atRest, distanceFromEnd, list, STILL } from './support/list.ts'
import { openStage, type Stage } from './support/screens-stage.ts'
import { watchRow } from './support/watch-row.ts'

test('a copy that was damaged is made anew from the server, and what happened is told until it is read', async ({
  companion,
  launch,
  picture
}) => {
  const ines = await companion.addUser('ines')
  const before = await launch()
  await signIn(before, companion, ines)
  await say(before.page, 'on the server')
  await expect(messages(before.page, 'Sent')).toHaveCount(1)
  await before.close()
  damage(before)

  const { page } = await launch({ userData: before.userData })
  const card = page.locator('[data-incident=copy-rebuilt]')
  await expect(card).toContainText('The damaged file is kept')
  await expect(messages(page, 'on the server')).toHaveCount(1)
  expect(await bodies(page)).toEqual(['on the server'])
  await picture(page, 'copy-rebuilt')
  await card.getByRole('button', { name: 'Understood' }).press('Enter')
  await expect(card).toHaveCount(0)
  await expect(composer(page)).toBeFocused()
})

test('after a restored backup of the server, what it has lost of one’s own is there once, and it is said', async ({
  companion,
  launch,
  picture
}) => {
  const ines = await companion.addUser('ines')
  const tom = await companion.addUser('tom')
  const app = await launch()
  await signIn(app, companion, ines)
  const { page } = app
  await say(page, 'before the backup')
  await expect(messages(page, 'Sent')).toHaveCount(1)
  const backup = `${companion.data}-backup`
  await companion.stop()
  cpSync(companion.data, backup, { recursive: true })
  await companion.restart()
  await writeHistory(companion, tom, 1, () => 'of Tom')
  await say(page, 'of Ines')
  await reconnect(page)
  await expect(messages(page, 'Sent')).toHaveCount(2)
  await expect(messages(page, 'of Tom')).toHaveCount(1)
  await companion.stop()
  rmSync(companion.data, { recursive: true })
  cpSync(backup, companion.data, { recursive: true })
  rmSync(backup, { recursive: true })
  await companion.restart()
  await reconnect(page)

  const card = page.locator('[data-incident=server-restored]')
  await expect(card).toContainText(/messages? of yours (is|are) sent again/)
  await expect(card).toContainText('1 message of somebody else was lost')
  await expect(messages(page, 'Sent')).toHaveCount(2)
  // What is gone closes first.
  await expect.poll(() => bodies(page)).toEqual(['before the backup', 'of Ines'])
  await picture(page, 'server-restored')
})

test('what waits is changed in its place, from its menu or the empty field, and leaves as it is then', async ({
  companion,
  launch
}) => {
  const ines = await companion.addUser('ines')
  const app = await launch()
  await signIn(app, companion, ines)
  const { page } = app
  const editor = page.getByRole('textbox', { name: 'Change the message' })
  await companion.stop()
  await say(page, 'first')
  await say(page, 'second')
  await composer(page).press('ArrowUp')
  await expect(editor).toBeFocused()
  await editor.fill('second, changed')
  await editor.press('Enter')
  await expect(editor).toHaveCount(0)
  await expect(composer(page)).toBeFocused()
  await messages(page, 'first').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  await expect(editor).toHaveValue('first')
  await editor.fill(' ')
  await editor.press('Enter')
  await expect(editor).toHaveValue(' ')
  await expect(page.getByText('A message needs some text').last()).toBeVisible()
  await editor.fill('thrown away')
  await editor.press('Escape')
  await expect.poll(() => bodies(page)).toEqual(['first', 'second, changed'])
  await expect(page.getByText('2 waiting')).toBeVisible()
  // Enter does there what it does in the field.
  await page.evaluate(() => window.causerie.call('app.configure', { sendKey: 'mod-enter' }))
  await composer(page).press('ArrowUp')
  await expect(page.getByText('Ctrl + Enter to save')).toBeVisible()
  await editor.press('Enter')
  await editor.pressSequentially('in two lines')
  await editor.press('Control+Enter')
  await expect(editor).toHaveCount(0)
  await companion.restart()
  await reconnect(page)
  await expect(messages(page, 'Sent')).toHaveCount(2)
  await expect.poll(() => bodies(page)).toEqual(['first', 'second, changed\nin two lines'])
  // What has left is not offered to be changed.
  await composer(page).press('ArrowUp')
  await expect(editor).toHaveCount(0)
})

test('what was missing fills in without moving what is read; whoever is at the end stays there', async ({
  launch
}) => {
  const stage = await openStage(launch, 'fr')
  const all = await sayMany(stage, 240)
  const [first = 0, last = 0] = [all[60]?.placement?.seq, all[160]?.placement?.seq]
  const hole = all.filter(({ placement }) => placement && placement.seq >= first && placement.seq <= last)
  const held = all.filter((message) => !hole.includes(message))
  const { page } = stage
  const fill = async (upserted: readonly Message[], to: number): Promise<void> => {
    const value = { roomId: 1, upserted, removed: [], users: [], reset: false }
    await stage.announce({ name: 'messages.changed', value })
    const ranges = to >= first ? [{ from: first, to }] : []
    await stage.announce({ name: 'missing.changed', value: { roomId: 1, ranges } })
    await atRest(page)
  }
  const begin = async (): Promise<void> => {
    await stage.answer('messages.page', { ok: true, value: { messages: held, users: [], hasOlder: false } })
    await page.reload()
    await expect(messages(page, 'ligne 240')).toHaveCount(1)
    await atRest(page)
    await fill([], last)
  }

  await begin()
  await fill(hole.slice(50), hole[49]?.placement?.seq ?? 0)
  expect(await distanceFromEnd(page)).toBeLessThan(STILL)
  await fill(hole.slice(0, 50), 0)
  expect(await distanceFromEnd(page)).toBeLessThan(STILL)
  await expect(messages(page)).not.toHaveCount(0)

  await begin()
  const gap = page.locator('[data-gap]')
  await list(page).evaluate(async (view) => {
    for (; view.scrollTop > 0 && !view.querySelector('[data-gap]'); view.scrollBy(0, -300)) {
      for (let frames = 0; frames < 3; frames++) await new Promise(requestAnimationFrame)
    }
  })
  await gap.evaluate((row) => row.scrollIntoView({ block: 'start' }))
  await list(page).evaluate((view) => view.scrollBy(0, -100))
  await expect(gap).toHaveText(stage.t('missing.fetching'))
  await atRest(page)
  const watch = await watchRow(page, `ligne ${160 + 3}`)
  await fill(hole.slice(50), hole[49]?.placement?.seq ?? 0)
  await fill(hole.slice(0, 50), 0)
  const { frames, worst } = await watch.stop()
  expect(frames).toBeGreaterThan(10)
  expect(worst).toBeLessThan(STILL)
  await expect(gap).toHaveCount(0)
  stage.close()
})

/** Has a stage's server say many lines, which are read, and answers them as the app holds them. */
async function sayMany(stage: Stage, count: number): Promise<readonly Message[]> {
  const { server, page, t } = stage
  await page.getByLabel(t('join.address')).fill(server.url)
  await page.getByLabel(t('join.username')).fill('ines')
  await page.getByLabel(t('join.password'), { exact: true }).fill('password')
  await page.getByRole('button', { name: t('join.go') }).click()
  for (let number = 1; number <= count; number++) {
    server.say({ by: number % 3 ? 'tom' : 'priya', at: '09:00', text: `ligne ${number}` })
  }
  await expect(messages(page, `ligne ${count}`)).toHaveCount(1)
  const all: Message[] = []
  for (let hasOlder = true; hasOlder;) {
    const answer = await stage.call('messages.page', { roomId: 1, before: all[0]?.placement?.seq ?? null })
    if (!answer.ok) throw new Error(answer.code)
    all.unshift(...answer.value.messages)
    hasOlder = answer.value.hasOlder
  }
  // Where something is unread, a room opens there and not at its end.
  await stage.call('rooms.markRead', { roomId: 1, n: all.at(-1)?.placement?.n ?? 0 })
  return all
}

/** Spoils the beginning of an account's file, as a failing disk does. */
function damage({ userData }: RunningApp): void {
  const accounts = join(userData, 'accounts')
  const [account = ''] = readdirSync(accounts)
  const folder = join(accounts, account)
  const file = readdirSync(folder).find((name) => name.endsWith('.sqlite')) ?? ''
  const path = join(folder, file)
  overwritePages(path, [1])
}
