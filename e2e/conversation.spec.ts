import { bodies, composer, messages, reconnect, say, signIn } from './support/app.ts'
import { expect, test } from './support/fixtures.ts'
import { openLevel0Client } from './support/level-0-client.ts'

test('two people talk; what is said is in both windows, in one order, and after a restart', async ({
  companion,
  launch,
  picture
}) => {
  const ines = await companion.addUser('ines', { superuser: true, name: ['Inès', 'Belkacem'] })
  const tom = await companion.addUser('tom', { name: ['Tom', 'Whitaker'] })
  const [hers, his] = await Promise.all([launch(), launch()])
  await Promise.all([signIn(hers, companion, ines), signIn(his, companion, tom)])

  await say(hers.page, 'Bonjour Tom')
  await expect(messages(his.page, 'Bonjour Tom')).toHaveCount(1)
  await say(his.page, 'Hello Inès,\nhow is the bog?')
  await expect(messages(hers.page, 'how is the bog?')).toHaveCount(1)
  for (let number = 1; number <= 5; number++) {
    await say(hers.page, `her ${number}`)
    await say(his.page, `his ${number}`)
  }
  await expect(messages(hers.page)).toHaveCount(12)
  await expect(messages(his.page)).toHaveCount(12)
  // Before, each has the last own ones at the end.
  for (const { page } of [hers, his]) await expect(messages(page, 'Sent')).toHaveCount(6)
  expect(await bodies(his.page)).toEqual(await bodies(hers.page))
  await expect(hers.page.getByRole('navigation').getByText('Tom Whitaker')).toBeVisible()
  await picture(hers.page, 'conversation-hers')
  await picture(his.page, 'conversation-his')

  const before = await bodies(his.page)
  await his.close()
  const again = await launch({ userData: his.userData })
  await expect(messages(again.page)).toHaveCount(12)
  expect(await bodies(again.page)).toEqual(before)
})

test('a superuser deletes for everyone, after a confirmation; nobody else can', async ({
  companion,
  launch,
  picture
}) => {
  const ines = await companion.addUser('ines', { superuser: true })
  const tom = await companion.addUser('tom')
  const [hers, his] = await Promise.all([launch(), launch()])
  await Promise.all([signIn(hers, companion, ines), signIn(his, companion, tom)])
  await say(his.page, 'to be deleted')
  await say(his.page, 'to stay')

  const row = messages(hers.page, 'to be deleted')
  const button = row.getByRole('button', { name: 'Delete for everyone' })
  await messages(his.page, 'to be deleted').hover()
  await row.hover()
  await expect(button).toBeVisible()
  await expect(his.page.getByRole('button', { name: 'Delete for everyone' })).toHaveCount(0)
  await button.click()
  const dialog = hers.page.getByRole('alertdialog')
  await expect(dialog).toContainText('to be deleted')
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await picture(hers.page, 'delete-confirm')
  await hers.page.keyboard.press('Escape')
  await expect(messages(his.page, 'to be deleted')).toHaveCount(1)

  await row.hover()
  await button.click()
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await expect(hers.page.getByText('Message deleted for everyone')).toBeVisible()
  await expect(messages(his.page, 'to be deleted')).toHaveCount(0)
  await expect(messages(hers.page, 'to stay')).toHaveCount(1)

  // The page is not what decides: main asks, and the server refuses.
  const refused = await his.page.evaluate(async () => {
    const page = (await window.causerie.call('messages.page', { roomId: 1, before: null })) as {
      value: { messages: { clientId: string }[] }
    }
    return window.causerie.call('messages.delete', { clientId: page.value.messages[0]?.clientId })
  })
  expect(refused).toEqual({ ok: false, code: 'not_superuser' })
  await his.close()
  const again = await launch({ userData: his.userData })
  await expect(messages(again.page)).toHaveCount(1)
})

test('of two superusers who delete the same message, the slower one is told that it was done', async ({
  companion,
  launch
}) => {
  const ines = await companion.addUser('ines', { superuser: true })
  const camille = await companion.addUser('camille', { superuser: true })
  const hers = await launch()
  await signIn(hers, companion, ines)
  await say(hers.page, 'twice')
  await messages(hers.page, 'twice').hover()
  await messages(hers.page, 'twice').getByRole('button', { name: 'Delete for everyone' }).click()
  const other = await openLevel0Client(companion.url, await companion.token(camille))
  other.send({ type: 'delete_message', message_id: 1 })
  await expect(messages(hers.page, 'twice')).toHaveCount(0)
  await hers.page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(hers.page.getByText('This message was already deleted').first()).toBeVisible()
  await expect(composer(hers.page)).toBeFocused()
  await other.close()
})

test('offline one reads and writes; what was typed leaves once, in order, after restarts of both', async ({
  companion,
  launch,
  picture
}) => {
  const ines = await companion.addUser('ines')
  const tom = await companion.addUser('tom')
  const [hers, his] = await Promise.all([launch(), launch()])
  await Promise.all([signIn(hers, companion, ines), signIn(his, companion, tom)])
  await say(hers.page, 'before')
  await expect(messages(his.page, 'before')).toHaveCount(1)

  await companion.stop('SIGKILL')
  await say(hers.page, 'typed offline 1')
  await say(hers.page, 'typed offline 2')
  await expect(messages(hers.page, 'Waiting')).toHaveCount(2)
  await expect(hers.page.getByRole('status').filter({ hasText: /Connection lost|Offline/ })).toBeVisible()
  await picture(hers.page, 'offline')
  await hers.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setContentSize(900, 640)
  )
  await expect.poll(() => hers.page.evaluate(() => innerWidth)).toBe(900)
  const waiting = hers.page.getByText('2 messages waiting: they will leave')
  await expect.poll(() => waiting.evaluate((line) => line.scrollWidth - line.clientWidth)).toBe(0)
  await hers.close()

  const again = await launch({ userData: hers.userData })
  await expect(messages(again.page)).toHaveCount(3)
  await say(again.page, 'typed offline 3')
  await companion.restart()
  await Promise.all([reconnect(his.page), reconnect(again.page)])
  await expect(messages(his.page)).toHaveCount(4)
  await expect(messages(again.page, 'Waiting')).toHaveCount(0)
  expect(await bodies(his.page)).toEqual(['before', 'typed offline 1', 'typed offline 2', 'typed offline 3'])
})

test('a deletion offline is impossible, and said', async ({ companion, launch }) => {
  const ines = await companion.addUser('ines', { superuser: true })
  const app = await launch()
  await signIn(app, companion, ines)
  await say(app.page, 'still here')
  await expect(messages(app.page, 'still here')).toHaveCount(1)
  await companion.stop()
  await expect(app.page.getByRole('status').filter({ hasText: /Connection lost|Offline/ })).toBeVisible()
  await messages(app.page, 'still here').hover()
  const button = app.page.getByRole('button', { name: 'Delete for everyone. Not possible while offline' })
  await expect(button).toHaveAttribute('aria-disabled', 'true')
  await button.click({ force: true })
  await expect(app.page.getByRole('alertdialog')).toHaveCount(0)
  await messages(app.page, 'still here').press('Delete')
  await expect(app.page.locator('[aria-live="assertive"]')).toHaveText('Not possible while offline')
  await expect(app.page.getByRole('alertdialog')).toHaveCount(0)
})

test('a level 0 client and the app are in one room', async ({ companion, launch }) => {
  const ines = await companion.addUser('ines', { superuser: true })
  const tom = await companion.addUser('tom')
  const app = await launch()
  await signIn(app, companion, ines)
  const old = await openLevel0Client(companion.url, await companion.token(tom))
  old.send({ type: 'chat_message', message: 'cc' })
  await expect(messages(app.page, 'cc')).toHaveCount(1)
  await say(app.page, 'salut')
  await expect.poll(() => old.frames.filter(({ type }) => type === 'chat_message')).toHaveLength(2)
  old.send({ type: 'delete_message', message_id: 1 })
  await expect
    .poll(() => old.frames.findLast(({ type }) => type === 'error')?.['message'])
    .toBe('Seuls les super utilisateurs peuvent supprimer des messages')
  await messages(app.page, 'cc').hover()
  await messages(app.page, 'cc').getByRole('button', { name: 'Delete for everyone' }).click()
  await app.page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect.poll(() => old.frames.filter(({ type }) => type === 'message_deleted')).toHaveLength(1)
  await old.close()
})

test('the message of a moment before a crash is not lost', async ({ companion, launch }) => {
  const ines = await companion.addUser('ines')
  const app = await launch()
  await signIn(app, companion, ines)
  await companion.stop()
  await composer(app.page).fill('typed just before')
  await composer(app.page).press('Enter')
  await expect(composer(app.page)).toHaveValue('')
  await app.kill()
  await companion.restart()
  const again = await launch({ userData: app.userData })
  await expect(messages(again.page, 'typed just before')).toHaveCount(1)
  await expect(messages(again.page, 'Waiting')).toHaveCount(0)
})
