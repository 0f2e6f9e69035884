import type { Page } from '@playwright/test'
import { everyNth, SEED_NAMES } from '../src/main/testkit/level-0/switches.ts'
import { bodies, messages, reconnect, say } from './support/app.ts'
import { expect } from './support/fixtures.ts'
import {
  ADA,
  banner,
  BOB,
  deleteMessage,
  enterBare,
  joinLevel0,
  PRESET_NAMES,
  readRoom,
  speak,
  stored,
  test,
  ticks
} from './support/level-0.ts'

const bell = (page: Page) => page.getByRole('button', { name: /^Notifications/ })
const centre = (page: Page) => page.getByRole('dialog', { name: 'Notifications' })
const item = (page: Page, text: string) => centre(page).getByRole('listitem').filter({ hasText: text })
const people = (page: Page) => page.getByRole('navigation', { name: 'Rooms and people' })

for (const preset of ['token', 'cookie'] as const) {
  test(`talks with clients of the server’s own: ${PRESET_NAMES[preset]}`, async ({
    level0,
    launch,
    picture
  }) => {
    const bob = await enterBare(level0, BOB)
    const app = await launch()
    const { page } = app
    await joinLevel0(app, level0, { preset, person: ADA })

    await test.step('both ways, and an own message is confirmed by its echo', async () => {
      speak(bob, 'cc')
      await expect(messages(page, 'cc')).toContainText('Bob Carter')
      await say(page, 'Bonjour Bob,\nça va ?')
      await expect(ticks(page, 'Bonjour Bob')).toHaveCount(1)
      const [, heard] = await bob.heard('chat_message', 2)
      expect(heard).toMatchObject({
        data: { message: 'Bonjour Bob,\nça va ?', expediteur: { username: 'ada' } }
      })
    })
    await test.step('two equal texts in a row are two messages', async () => {
      await say(page, 'ok')
      await say(page, 'ok')
      await expect(ticks(page, /^.*ok/)).toHaveCount(2)
      expect(level0.messages().filter(({ text }) => text === 'ok')).toHaveLength(2)
    })
    await test.step('an echo that was trimmed is known again', async () => {
      level0.switches.trims = true
      // White space to the server, and none to the app.
      const body = '  trimmed   but inside\u0085'
      await page.evaluate((text) => window.causerie.call('messages.send', { roomId: 1, body: text }), body)
      await expect(ticks(page, 'trimmed')).toHaveCount(1)
      await expect(messages(page, 'trimmed')).toHaveCount(1)
      expect(level0.messages().at(-1)?.text).toBe('trimmed   but inside')
    })
    await test.step('another device of the same person writes as oneself', async () => {
      const phone = await enterBare(level0, ADA)
      speak(phone, 'from my phone')
      await expect(ticks(page, 'from my phone')).toHaveCount(1)
      // The same words on both devices at once.
      speak(phone, 'twice')
      await say(page, 'twice')
      await expect(ticks(page, 'twice')).toHaveCount(2)
      phone.socket.close()
    })
    await picture(page, `level-0-talk-${preset}`)
    const before = await bodies(page)
    expect(before).toEqual(stored(level0))
    expect(level0.received.filter(({ username }) => username === 'ada')).toHaveLength(7)

    await test.step('after a restart the room comes from the disk, before there is a connection', async () => {
      await app.close()
      await level0.stop()
      const again = await launch({ userData: app.userData })
      await expect(messages(again.page)).toHaveCount(before.length)
      expect(await bodies(again.page)).toEqual(before)
      await expect(banner(again.page, /No connection yet|Offline/)).toBeVisible()
      await level0.restart()
      await reconnect(again.page)
      await say(again.page, 'back')
      await expect(ticks(again.page, 'back')).toHaveCount(1)
    })
  })
}

test('of 300 messages in a burst the server drops a third: all are shown, own ones confirmed', async ({
  level0,
  launch
}) => {
  const OWN = 9
  const app = await launch()
  const { page } = app
  await joinLevel0(app, level0, { preset: 'token', person: ADA })
  level0.addUser({ username: 'chloé', password: 'c' })
  const senders = ['bob', 'bob', 'chloé']
  const clients = await Promise.all(senders.map((username) => enterBare(level0, { username, password: '' })))
  level0.switches.loses = everyNth(3)
  for (let number = 1; number <= (300 - OWN) / clients.length; number++) {
    clients.forEach((client, index) => speak(client, `${index} says ${number}`))
    if (number % 10 === 1 && number / 10 < OWN) await say(page, `own ${number}`)
  }
  await expect.poll(() => stored(level0).length, { timeout: 40_000 }).toBe(300)
  const texts = async (): Promise<string[]> => (await readRoom(page)).map(({ text }) => text)
  await expect.poll(texts, { timeout: 40_000 }).toEqual(stored(level0))

  level0.switches.loses = null
  await say(page, 'own last')
  await expect(ticks(page, 'own last')).toHaveCount(1)
  const room = await readRoom(page)
  // Nothing was sent twice, and nothing is in doubt.
  expect(room.map(({ text }) => text)).toEqual(stored(level0))
  const own = room.filter(({ text }) => text.startsWith('own '))
  expect(own.map(({ hasTick }) => hasTick)).toEqual(Array.from({ length: OWN + 1 }, () => true))
})

test('a superuser deletes for everyone; the three refusals of the server have their words', async ({
  level0,
  launch
}) => {
  const bob = await enterBare(level0, BOB)
  const hers = await launch()
  const { page } = hers
  await joinLevel0(hers, level0, { preset: 'token', person: ADA })
  for (const text of ['to go', 'to vanish', 'to stay']) speak(bob, text)
  await expect(messages(page)).toHaveCount(3)

  await test.step('deleted', async () => {
    await deleteMessage(page, 'to go')
    await expect(page.getByText('Message deleted for everyone')).toBeVisible()
    await expect(messages(page, 'to go')).toHaveCount(0)
    expect(await bob.heard('message_deleted')).toMatchObject([{ message_id: 1 }])
    expect(stored(level0)).toEqual(['to vanish', 'to stay'])
  })
  await test.step('no such message', async () => {
    level0.switches.loses = () => true
    level0.remove(2)
    level0.switches.loses = null
    await deleteMessage(page, 'to vanish')
    await expect(page.getByText('The server did not find this message').first()).toBeVisible()
    // What the server does not know goes from the copy too.
    await expect(messages(page, 'to vanish')).toHaveCount(0)
    await expect(messages(page, 'to stay')).toHaveCount(1)
  })
  await test.step('no id, in the words of the server itself: the app never sends that', async () => {
    bob.send({ type: 'delete_message' })
    expect((await bob.heard('error')).at(-1)).toEqual({ type: 'error', message: 'ID du message manquant' })
  })
  await test.step('no right: where the server says nothing of rights, one may try', async () => {
    level0.switches.loginKeys = { token: 'token', refresh: null, user: null }
    level0.switches.frameNames = { ...SEED_NAMES, isSuperuser: 'level' }
    level0.switches.historyNames = level0.switches.frameNames
    const his = await launch()
    await joinLevel0(his, level0, { preset: 'token', person: BOB })
    await deleteMessage(his.page, 'to stay')
    await expect(his.page.getByText('Your account does not have this permission.').first()).toBeVisible()
    await expect(messages(his.page, 'to stay')).toHaveCount(1)
    await expect(messages(page, 'to stay')).toHaveCount(1)
  })
})

test('notifications of each kind, in each shape; what is read is read here', async ({
  level0,
  launch,
  picture
}) => {
  const { switches } = level0
  switches.unread = 'list'
  level0.notify({ kind: 'general', title: 'Maintenance', text: 'Ten minutes at most.', from: 'bob' })
  level0.notify({ kind: 'personal', text: 'Only for Ada', to: 'ada' })
  level0.notify({ kind: 'personal', text: 'Only for Bob', to: 'bob' })
  const app = await launch()
  const { page } = app
  await joinLevel0(app, level0, { preset: 'token', person: ADA })
  await expect(bell(page)).toHaveAccessibleName('Notifications, 2 unread')
  for (const shape of ['data', 'notification', 'flat'] as const) {
    switches.notificationUnder = shape
    level0.notify({ kind: 'general', title: `Title ${shape}`, text: `general under ${shape}` })
    level0.notify({ kind: 'personal', text: `personal under ${shape}`, to: 'ada', from: 'bob' })
  }
  await expect(bell(page)).toHaveAccessibleName('Notifications, 8 unread')
  await bell(page).click()
  await expect(centre(page).getByRole('listitem')).toHaveCount(8)
  await expect(item(page, 'general under flat')).toContainText('Title flat')
  await expect(item(page, 'personal under notification')).toContainText('Bob Carter')
  await expect(centre(page)).toContainText('This server does not remember what is read')
  await centre(page)
    .getByRole('tab', { name: /For you/ })
    .click()
  await expect(centre(page).getByRole('listitem')).toHaveCount(4)
  await centre(page).getByRole('tab', { name: /All/ }).click()
  await item(page, 'Maintenance')
    .getByRole('button', { name: /Maintenance/ })
    .click()
  await expect(bell(page)).toHaveAccessibleName('Notifications, 7 unread')
  await picture(page, 'level-0-notifications')

  await test.step('it stays read, though the server tells of it again', async () => {
    await app.close()
    switches.unread = 'both'
    const again = await launch({ userData: app.userData })
    await expect.poll(() => level0.connections().length).toBe(1)
    await say(again.page, 'connected')
    await expect(ticks(again.page, 'connected')).toHaveCount(1)
    await expect(bell(again.page)).toHaveAccessibleName('Notifications, 7 unread')
    await bell(again.page).click()
    await centre(again.page).getByRole('button', { name: 'Mark all as read' }).click()
    await expect(bell(again.page)).toHaveAccessibleName('Notifications')
    await expect(centre(again.page)).not.toContainText('The server counts')
    // A server that only counts still counts what was read here; nothing of it is hidden.
    switches.unread = 'count'
    level0.closeAll(1000)
    await say(again.page, 'connected again')
    await expect(ticks(again.page, 'connected again')).toHaveCount(1)
    await expect(centre(again.page)).not.toContainText('The server counts')
  })
  await test.step('a count alone says how many are not shown', async () => {
    switches.unread = 'count'
    const his = await launch()
    await joinLevel0(his, level0, { preset: 'cookie', person: BOB })
    await expect(bell(his.page)).toHaveAccessibleName('Notifications')
    await bell(his.page).click()
    await expect(centre(his.page)).toContainText('The server counts 5 more unread that it does not show.')
    await picture(his.page, 'level-0-notifications-count')
  })
})

test('people come and go, whatever the list is called; a ghost does no harm', async ({ level0, launch }) => {
  level0.switches.csrf = false
  const app = await launch()
  const { page } = app
  await joinLevel0(app, level0, { preset: 'cookie', person: ADA })
  const list = people(page)
  await expect(list.getByText('Nobody else for now')).toBeVisible()
  for (const under of ['users', 'online_users', 'data'] as const) {
    level0.switches.onlineUnder = under
    const bob = await enterBare(level0, BOB)
    await expect(list.getByText('Bob Carter')).toBeVisible()
    bob.socket.close()
    await expect(list.getByText('Bob Carter')).toHaveCount(0)
  }
  await test.step('a ghost', async () => {
    level0.addUser({ username: 'ghost', password: 'g' })
    const ghost = await enterBare(level0, { username: 'ghost', password: '' })
    await expect(list.getByText('ghost')).toBeVisible()
    ghost.socket.send(Buffer.from('binary'))
    expect(await ghost.closed()).toBe(1011)
    const bob = await enterBare(level0, BOB)
    const second = await enterBare(level0, BOB)
    await expect(list.getByText('Bob Carter')).toHaveCount(1)
    await expect(list.getByText('ghost')).toBeVisible()
    bob.socket.close()
    second.socket.close()
    await expect(list.getByText('Bob Carter')).toHaveCount(0)
    await say(page, 'still here')
    await expect(ticks(page, 'still here')).toHaveCount(1)
  })
})
