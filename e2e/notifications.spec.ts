import type { Page } from '@playwright/test'
import { EVENT_CHANNEL } from '../src/shared/ipc/bridge.ts'
import type { AnyEvent } from '../src/shared/ipc/contract.ts'
import { composer, messages, reconnect, say, signIn, type RunningApp } from './support/app.ts'
import { expect, test } from './support/fixtures.ts'
import { connected } from './support/sight.ts'

const bell = (page: Page) => page.getByRole('button', { name: /^Notifications/ })
const centre = (page: Page) => page.getByRole('dialog', { name: 'Notifications' })
const item = (page: Page, text: string) => centre(page).getByRole('listitem').filter({ hasText: text })

/** Announces to the page what main would. */
const announce = ({ electron }: RunningApp, event: AnyEvent): Promise<void> =>
  electron.evaluate(
    ({ BrowserWindow }, [channel, sent]) => {
      for (const window of BrowserWindow.getAllWindows()) window.webContents.send(channel, sent)
    },
    [EVENT_CHANNEL, event] as const
  )

test('what the server tells is counted, read in place, and stays read after a restart', async ({
  companion,
  launch,
  picture
}) => {
  const ines = await companion.addUser('ines')
  await companion.notify('Ten minutes at most.\nYour messages will leave afterwards.', {
    title: 'Maintenance'
  })
  await companion.notify('<b>Only</b> for you: https://example.org/', { to: ines })
  const app = await launch()
  const { page } = app
  await signIn(app, companion, ines)
  await expect(bell(page)).toHaveAccessibleName('Notifications, 2 unread')
  await page.keyboard.press('Control+Shift+A')
  await expect(item(page, 'Maintenance')).toBeVisible()
  await picture(page, 'notifications')
  // Opening the panel reads nothing.
  await expect(bell(page)).toHaveAccessibleName('Notifications, 2 unread')

  await centre(page)
    .getByRole('tab', { name: /Announcements/ })
    .click()
  await expect(centre(page).getByRole('listitem')).toHaveCount(1)
  await item(page, 'Maintenance')
    .getByRole('button', { name: /Maintenance/ })
    .click()
  await expect(bell(page)).toHaveAccessibleName('Notifications, 1 unread')
  await expect(item(page, 'Maintenance').locator('[data-open]')).toContainText('leave afterwards')

  await centre(page)
    .getByRole('tab', { name: /For you/ })
    .click()
  await expect(item(page, '<b>Only</b> for you')).toBeVisible()
  await expect(centre(page).getByRole('link')).toHaveCount(0)
  await item(page, 'Only').getByRole('button').first().focus()
  await page.keyboard.press('u')
  await expect(bell(page)).toHaveAccessibleName('Notifications')
  await page.keyboard.press('Escape')
  await expect(centre(page)).toBeHidden()
  await expect(bell(page)).toBeFocused()

  await app.close()
  const again = await launch({ userData: app.userData })
  await expect(bell(again.page)).toHaveAccessibleName('Notifications')
})

test('arrows go from one to the next, and older ones come as one gets near to them', async ({
  companion,
  launch
}) => {
  const ines = await companion.addUser('ines', { superuser: true })
  const app = await launch()
  const { page } = app
  await signIn(app, companion, ines)
  for (let count = 1; count <= 60; count++) {
    await page.evaluate((id) => {
      const announcement = { clientId: crypto.randomUUID(), title: `title ${id}.`, body: `text ${id}.` }
      return window.causerie.call('announcements.send', announcement)
    }, count)
  }
  await expect(bell(page)).toHaveAccessibleName('Notifications, 60 unread')
  await bell(page).click()
  await expect(item(page, 'title 60.')).toBeVisible()
  await item(page, 'title 60.').getByRole('button').first().focus()
  await page.keyboard.press('ArrowDown')
  await expect(item(page, 'title 59.').getByRole('button').first()).toBeFocused()
  for (let id = 58; id >= 1; id--) {
    await page.keyboard.press('ArrowDown')
    await expect(item(page, `text ${id}.`).getByRole('button').first()).toBeFocused()
  }
  await centre(page).getByRole('button', { name: 'Mark all as read' }).click()
  await expect(bell(page)).toHaveAccessibleName('Notifications')
})

test('marking works offline, and the server hears of it later', async ({ companion, launch }) => {
  const ines = await companion.addUser('ines')
  await companion.notify('A text.', { title: 'A title' })
  const app = await launch()
  await signIn(app, companion, ines)
  await expect(bell(app.page)).toHaveAccessibleName('Notifications, 1 unread')
  await companion.stop()
  await bell(app.page).click()
  await item(app.page, 'A title')
    .getByRole('button', { name: /A title/ })
    .click()
  await expect(bell(app.page)).toHaveAccessibleName('Notifications')
  await companion.restart()
  // A computer that has never seen it is told by the server that it was read.
  const other = await launch()
  await reconnect(app.page)
  await signIn(other, companion, ines)
  await bell(other.page).click()
  await expect(item(other.page, 'A title')).toBeVisible()
  await expect(bell(other.page)).toHaveAccessibleName('Notifications')
})

test('a superuser tells everyone something, in two steps, and loses no word on the way', async ({
  companion,
  launch,
  picture
}) => {
  const ines = await companion.addUser('ines', { superuser: true, name: ['Inès', 'Belkacem'] })
  const tom = await companion.addUser('tom')
  const [hers, his] = [await launch(), await launch()]
  await signIn(hers, companion, ines)
  await signIn(his, companion, tom)
  await bell(his.page).click()
  await expect(centre(his.page).getByText('You’re all caught up')).toBeVisible()
  await picture(his.page, 'notifications-empty')
  await expect(centre(his.page).getByRole('button', { name: 'New announcement' })).toHaveCount(0)

  await bell(hers.page).click()
  await centre(hers.page).getByRole('button', { name: 'New announcement' }).click()
  const dialog = hers.page.getByRole('dialog', { name: /announcement/ })
  await expect(dialog.getByLabel('Title')).toBeFocused()
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await expect(dialog.getByText('Write the text')).toBeVisible()
  await dialog.getByLabel('Title').fill('x'.repeat(81))
  await dialog.getByLabel('Text').fill('Ten minutes at most. 🌱')
  await expect(dialog.getByText('1 character over')).toBeVisible()
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await expect(dialog.getByText('The title is too long.')).toBeVisible()
  await dialog.getByLabel('Title').fill('Maintenance')
  await picture(hers.page, 'announcement')
  await hers.page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await centre(hers.page).getByRole('button', { name: 'New announcement' }).click()
  await expect(dialog.getByLabel('Text')).toHaveValue('Ten minutes at most. 🌱')
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await expect(dialog.getByText('Everyone on Labo Tourbe will see it, right away.')).toBeVisible()
  await picture(hers.page, 'announcement-confirm')
  await expect(dialog.getByRole('button', { name: 'Back' })).toBeFocused()
  await dialog.getByRole('button', { name: 'Send' }).click()
  await expect(hers.page.getByText('Announcement sent')).toBeVisible()
  await expect(item(his.page, 'Maintenance')).toContainText('Announcement by Inès Belkacem')
  await expect(bell(his.page)).toHaveAccessibleName('Notifications, 1 unread')

  await companion.stop()
  await expect(hers.page.getByRole('status').filter({ hasText: /Connection lost|Offline/ })).toBeAttached()
  await centre(hers.page).getByRole('button', { name: 'New announcement' }).click()
  await expect(dialog.getByText('Not possible while offline.')).toBeVisible()
  await dialog.getByLabel('Text').fill('Later.')
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await expect(dialog.getByRole('button', { name: 'Send' })).toBeDisabled()
})

test('do not disturb is one press away, and one sees it', async ({ companion, launch, picture }) => {
  const ines = await companion.addUser('ines')
  const app = await launch()
  const { page } = app
  await signIn(app, companion, ines)
  const moon = page.getByRole('button', { name: 'Do not disturb', exact: true })
  await page.keyboard.press('Control+Shift+D')
  await expect(moon).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('button', { name: /Account and settings/ }).click()
  await page.getByRole('menuitem', { name: 'Do not disturb' }).click()
  await picture(page, 'do-not-disturb')
  await page.getByRole('menuitemradio', { name: '1 hour' }).click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toHaveCount(0)
  // In the last hour of a day its end is tomorrow.
  await expect(page.getByText(/^Do not disturb until (tomorrow, )?\d/)).toBeVisible()
  await moon.click()
  await expect(moon).toHaveAttribute('aria-pressed', 'false')
})

test('the connection’s log can be read, without anything secret in it', async ({
  companion,
  launch,
  picture
}) => {
  const ines = await companion.addUser('ines')
  const app = await launch()
  const { page } = app
  await signIn(app, companion, ines)
  await composer(page).fill('a secret text')
  await composer(page).press('Enter')
  await page.getByRole('button', { name: /Server menu/ }).click()
  await page.getByRole('menuitem', { name: 'Connection log…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Connection log' })
  await expect(dialog.locator('pre')).not.toBeEmpty()
  await expect(dialog.locator('pre')).toBeFocused()
  await picture(page, 'connection-log')
  await expect(dialog.locator('pre')).not.toContainText('a secret text')
  await expect(dialog.locator('pre')).not.toContainText(ines.password)
  await dialog.getByRole('button', { name: 'Copy' }).click()
  await expect(page.getByText('Log copied')).toBeVisible()
  const copied = await app.electron.evaluate(({ clipboard }) => clipboard.readText())
  expect(copied).toBe(await dialog.locator('pre').innerText())
})

test('what the system could not show is shown here, and leads where it came from', async ({
  companion,
  launch,
  picture
}) => {
  const ines = await companion.addUser('ines')
  for (let count = 1; count <= 3; count++)
    await companion.notify(`text ${count}`, { title: `title ${count}` })
  const app = await launch()
  const { page } = app
  await signIn(app, companion, ines)
  await expect(bell(page)).toHaveAccessibleName('Notifications, 3 unread')
  const place = { kind: 'notification', id: 1 } as const
  await announce(app, { name: 'alert.raised', value: { title: 'title 1', body: 'text 1', place } })
  const notice = page.getByRole('status').filter({ hasText: 'title 1' })
  await expect(notice).toBeVisible()
  await page.keyboard.press('F8')
  await expect(notice.getByRole('button', { name: 'Show' })).toBeFocused()
  await picture(page, 'alert')
  await page.keyboard.press('Enter')
  const told = item(page, 'text 1').getByRole('button', { name: /title 1/ })
  await expect(told).toHaveAttribute('aria-expanded', 'true')
  await expect(told).toBeFocused()
  await expect(bell(page)).toHaveAccessibleName('Notifications, 2 unread')

  // Those who go elsewhere in the panel are not brought back to it.
  await centre(page)
    .getByRole('tab', { name: /Announcements/ })
    .click()
  await centre(page).getByRole('tab', { name: /All/ }).click()
  await expect(item(page, 'text 1').getByRole('button', { name: /title 1/ })).toBeVisible()
  await expect(centre(page).getByRole('tab', { name: /All/ })).toBeFocused()
  // And whoever comes again finds it, held already or not.
  await page.keyboard.press('Escape')
  await announce(app, { name: 'place.opened', value: place })
  await expect(told).toBeFocused()
  await announce(app, { name: 'place.opened', value: { kind: 'notification', id: 999 } })
  await expect(centre(page)).toBeVisible()
  await announce(app, { name: 'place.opened', value: { kind: 'room', roomId: 1 } })
  await expect(centre(page)).toBeHidden()
  await expect(composer(page)).toBeFocused()
})

test('before it quits it says what has not left, and waits when told', async ({
  companion,
  launch,
  picture
}) => {
  const ines = await companion.addUser('ines')
  const app = await launch()
  const { page } = app
  await signIn(app, companion, ines)
  await announce(app, { name: 'quit.asked', value: { unsent: 2 } })
  const question = page.getByRole('alertdialog')
  await expect(question).toContainText(
    '2 messages have not left yet. They will leave next time you open Causerie.'
  )
  await expect(question.getByRole('button', { name: 'Wait' })).toBeFocused()
  await picture(page, 'quit-question')
  await page.keyboard.press('Enter')
  await expect(question).toBeHidden()
  await announce(app, { name: 'quit.asked', value: { unsent: 1 } })
  await question.getByRole('button', { name: 'Quit' }).click()
  await app.electron.waitForEvent('close')
})

test('the question before quitting comes to whoever is about to sign in again, too', async ({
  companion,
  launch
}) => {
  const ines = await companion.addUser('ines')
  const app = await launch()
  const { page } = app
  await signIn(app, companion, ines)
  // What main has to say of the connection has been said by then.
  await expect(connected(page)).toBeVisible()
  await announce(app, { name: 'connection.changed', value: { phase: 'signed-out' } })
  await page.getByRole('button', { name: 'Sign in again' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in again' })).toBeVisible()
  await announce(app, { name: 'quit.asked', value: { unsent: 1 } })
  const question = page.getByRole('alertdialog')
  await expect(question).toContainText('1 message has not left yet.')
  await question.getByRole('button', { name: 'Wait' }).click()
  await expect(question).toBeHidden()
})

test('what arrives while one reads the others takes the focus from none of them', async ({
  companion,
  launch
}) => {
  const ines = await companion.addUser('ines')
  await companion.notify('text 1', { title: 'title 1' })
  const app = await launch()
  const { page } = app
  await signIn(app, companion, ines)
  await bell(page).click()
  const read = item(page, 'text 1').getByRole('button', { name: /title 1/ })
  await read.focus()
  await companion.notify('text 2', { title: 'title 2' })
  await expect(item(page, 'text 2')).toBeVisible()
  await expect(read).toBeFocused()
})

test('the emoji picker stays closed under a dialog, and over the panel closes before it', async ({
  companion,
  launch
}) => {
  const ines = await companion.addUser('ines', { superuser: true })
  const app = await launch()
  const { page } = app
  await signIn(app, companion, ines)
  const search = page.getByRole('combobox', { name: 'Search emoji' })
  await bell(page).click()
  await composer(page).focus()
  await page.keyboard.press('Control+E')
  await expect(search).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(search).toBeHidden()
  await expect(composer(page)).toBeFocused()
  await centre(page).getByRole('button', { name: 'New announcement' }).click()
  const text = page.getByRole('dialog', { name: /announcement/ }).getByLabel('Text')
  await text.fill('abc')
  await page.keyboard.press('Control+E')
  await page.keyboard.press('x')
  await expect(text).toHaveValue('abcx')
})

test('F6 goes from one part of the window to the next', async ({ companion, launch }) => {
  const ines = await companion.addUser('ines')
  const app = await launch()
  const { page } = app
  await signIn(app, companion, ines)
  const isIn = (selector: string) => page.locator(`${selector}:focus-within`)
  await say(page, `\`\`\`js\nconst wide = '${'x'.repeat(200)}'\n\`\`\``)
  await say(page, 'https://example.org/')
  await say(page, 'the last')
  await page.keyboard.press('F6')
  await expect(isIn('nav')).toHaveCount(1)
  await page.keyboard.press('F6')
  await expect(messages(page, 'the last')).toBeFocused()
  await page.keyboard.press('F6')
  await expect(composer(page)).toBeFocused()
  // The tab key comes to the same message, past the link and the code of others.
  await bell(page).focus()
  await page.keyboard.press('Tab')
  await expect(messages(page, 'the last')).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'https://example.org/' })).toBeFocused()
  await composer(page).focus()
  await page.keyboard.press('Control+Shift+A')
  await expect(centre(page)).toBeFocused()
  await page.keyboard.press('F6')
  await expect(isIn('nav')).toHaveCount(1)
  await page.keyboard.press('Shift+F6')
  await expect(isIn('main > [role="dialog"]')).toHaveCount(1)
})

test('a locked keyring and a later server say so, and can be tried again', async ({
  companion,
  launch,
  picture
}) => {
  const ines = await companion.addUser('ines')
  const app = await launch()
  const { page } = app
  await signIn(app, companion, ines)
  await expect(connected(page)).toBeVisible()
  await announce(app, { name: 'connection.changed', value: { phase: 'locked' } })
  await expect(page.getByRole('status').filter({ hasText: 'Your keyring is locked.' })).toBeAttached()
  await expect(page.getByText('Keyring locked')).toBeVisible()
  await picture(page, 'connection-locked')
  await announce(app, { name: 'connection.changed', value: { phase: 'outdated' } })
  await expect(page.getByRole('status').filter({ hasText: 'Update needed.' })).toBeAttached()
  await picture(page, 'connection-outdated')
  await page.getByRole('button', { name: 'Retry' }).click()
})
