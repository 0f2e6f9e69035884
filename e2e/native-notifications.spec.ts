import type { Page } from '@playwright/test'
import { composer, messages, reconnect, say, signIn } from './support/app.ts'
import { expect, test } from './support/fixtures.ts'
import { startNotificationService, type NotificationMode } from './support/notification-service.ts'
import { addInes, addTom, enter } from './support/people.ts'
import {
  connected,
  menuLabels,
  notice,
  quietButton,
  told,
  visibleNotification,
  visibleTrayItem
} from './support/sight.ts'
import { lookAt, lookAway, windowState } from './support/window-state.ts'

const bell = (page: Page) => page.getByRole('button', { name: /^Notifications/ })

test('a room has one, which each message replaces, a click opens and reading removes', async ({
  companion,
  openDesktop,
  launch
}) => {
  const [ines, tom] = [await addInes(companion), await addTom(companion)]
  const desktop = await openDesktop({ notifications: { hasMarkup: true } })
  const app = await launch({ env: desktop.env })
  await signIn(app, companion, ines)
  const [his, herOther] = [await enter(companion, tom), await enter(companion, ines)]
  his.write('while she looks')
  await expect(messages(app.page, 'while she looks')).toHaveCount(1)
  await lookAway(app)
  herOther.write('from her other computer')
  his.write('<b>R&D</b> first')
  await expect.poll(() => told(desktop)).toHaveLength(1)
  const first = await visibleNotification(desktop)
  expect(first).toMatchObject({
    app: 'Causerie',
    replaces: 0,
    summary: 'Général',
    body: 'Tom Whitaker: &lt;b&gt;R&amp;D&lt;/b&gt; first',
    hints: { 'desktop-entry': 'causerie' }
  })
  expect(first.actions).toEqual(['default', expect.any(String)])
  his.write('second')
  await expect.poll(async () => (await visibleNotification(desktop)).body).toBe('Tom Whitaker: second')
  expect((await visibleNotification(desktop)).id).toBe(first.id)

  await bell(app.page).click()
  desktop.notifications?.click(await visibleNotification(desktop))
  await expect.poll(async () => (await windowState(app)).isFocused).toBe(true)
  await expect(composer(app.page)).toBeFocused()
  await expect.poll(() => app.page.title()).toBe('Général — Labo Tourbe')

  await lookAway(app)
  his.write('third')
  await visibleNotification(desktop)
  await lookAt(app)
  await expect.poll(() => desktop.notifications?.visible()).toEqual([])
  await expect(notice(app.page, 'Général')).toHaveCount(0)

  // What was told once is not told again by a later run, and what comes then is.
  await app.close()
  const again = await launch({ env: desktop.env, userData: app.userData })
  await expect(connected(again.page)).toBeVisible()
  await lookAway(again)
  his.write('after a restart')
  await expect.poll(() => told(desktop)).toHaveLength(4)
  expect(told(desktop).at(-1)).toBe('Général | Tom Whitaker: after a restart')
  await Promise.all([his.leave(), herOther.leave()])
})

test('in French, and without marks for a service that shows text as it is', async ({
  companion,
  openDesktop,
  launch
}) => {
  const [ines, tom] = [await addInes(companion), await addTom(companion)]
  const desktop = await openDesktop({ notifications: { hasMarkup: false }, tray: true })
  const english = await launch({ env: desktop.env })
  await signIn(english, companion, ines)
  await english.close()
  const app = await launch({ env: desktop.env, userData: english.userData, language: 'fr' })
  await expect(app.page.getByText('Connecté', { exact: true })).toBeVisible()
  const item = await visibleTrayItem(desktop)
  await expect.poll(() => item.tooltip()).toBe('Causerie, Labo Tourbe')
  await lookAway(app)
  const his = await enter(companion, tom)
  his.write('R&D <1>')
  expect(await visibleNotification(desktop)).toMatchObject({
    summary: 'Général',
    body: 'Tom Whitaker\u00a0: R&D <1>'
  })
  await companion.notify('Dix minutes.', { title: 'Entretien' })
  await expect.poll(() => told(desktop)).toContain('Annonce\u00a0: Entretien | Dix minutes.')
  await expect.poll(() => item.tooltip()).toBe('Causerie, 1 notification')
  await item.choose('Tout marquer comme lu')
  await expect.poll(() => item.tooltip()).toBe('Causerie, Labo Tourbe')
  his.write('un')
  his.write('deux')
  await expect.poll(() => item.tooltip()).toBe('Causerie, 2 non lus')
  await expect
    .poll(() => menuLabels(item))
    .toEqual([
      'Labo Tourbe\u00a0: connecté',
      'Général (2)',
      'Ouvrir Causerie',
      'Nouveau message…',
      'Tout marquer comme lu',
      'Ne pas déranger',
      'Réglages…',
      'Quitter Causerie'
    ])
  await item.choose('Ne pas déranger', 'Jusqu’à nouvel ordre')
  await expect.poll(() => item.tooltip()).toBe('Causerie, ne pas déranger')
  await his.leave()
})

test('many at once are told as a number, and so is what came while there was no connection', async ({
  companion,
  openDesktop,
  launch
}) => {
  const [ines, tom] = [await addInes(companion), await addTom(companion)]
  const desktop = await openDesktop({ notifications: {}, tray: true, keyring: 'unlocked' })
  const options = { env: desktop.env, args: ['--password-store=gnome-libsecret'] }
  const app = await launch(options)
  await signIn(app, companion, ines)
  await lookAway(app)
  const his = await enter(companion, tom)
  for (let number = 1; number <= 6; number++) his.write(`burst ${number}`)
  await expect.poll(async () => (await visibleNotification(desktop)).body).toBe('6 new messages')
  expect(new Set(desktop.notifications?.shown.map(({ id }) => id)).size).toBe(1)
  await app.close()

  // A start that cannot connect before it is allowed to.
  await desktop.keyring?.lock()
  const again = await launch({ ...options, userData: app.userData })
  await expect(again.page.getByText('Keyring locked')).toBeVisible()
  const item = await visibleTrayItem(desktop)
  await expect.poll(() => item.tooltip()).toBe('Causerie, offline')
  await expect.poll(() => menuLabels(item)).toContain('Labo Tourbe: offline')
  await lookAway(again)
  const before = told(desktop).length
  for (let number = 1; number <= 5; number++) his.write(`backlog ${number}`)
  await his.received('backlog 5')
  await desktop.keyring?.unlock()
  await reconnect(again.page)
  await expect(messages(again.page, 'backlog 5')).toHaveCount(1)
  await expect.poll(() => told(desktop).slice(before)).toEqual(['Général | 5 new messages'])
  await his.leave()
})

test('what the server tells, everyone or one person, leads to its place and goes when it is read', async ({
  companion,
  openDesktop,
  launch
}) => {
  const ines = await addInes(companion)
  const desktop = await openDesktop({ notifications: {} })
  const app = await launch({ env: desktop.env })
  const { page } = app
  await signIn(app, companion, ines)
  await companion.notify('While you look.', { title: 'Now' })
  await expect(notice(page, 'Announcement: Now')).toContainText('While you look.')
  await companion.notify('A word with you.', { to: ines })
  await expect(notice(page, 'For you')).toContainText('A word with you.')
  expect(told(desktop)).toEqual([])

  await lookAway(app)
  await companion.notify('Ten minutes at most.', { title: 'Maintenance' })
  await companion.notify('Only for you.', { to: ines })
  await expect
    .poll(() => told(desktop))
    .toEqual(['Announcement: Maintenance | Ten minutes at most.', 'For you | Only for you.'])
  const [announcement, personal] = desktop.notifications?.visible() ?? []
  if (!announcement || !personal) throw new Error('both are to be seen')
  desktop.notifications?.click(announcement)
  await expect.poll(async () => (await windowState(app)).isFocused).toBe(true)
  const centre = page.getByRole('dialog', { name: 'Notifications' })
  await expect(centre.getByRole('button', { name: /Maintenance/ })).toHaveAttribute('aria-expanded', 'true')
  expect(desktop.notifications?.visible()).toEqual([personal])
  await centre.getByRole('button', { name: 'Mark all as read' }).click()
  await expect.poll(() => desktop.notifications?.visible()).toEqual([])
})

test('during do not disturb nothing is told, in the window neither', async ({
  companion,
  openDesktop,
  launch
}) => {
  const [ines, tom] = [await addInes(companion), await addTom(companion)]
  const desktop = await openDesktop({ notifications: {}, tray: true })
  const app = await launch({ env: desktop.env })
  await signIn(app, companion, ines)
  const item = await visibleTrayItem(desktop)
  await expect.poll(() => item.tooltip()).toBe('Causerie, Labo Tourbe')
  const plain = await item.icon()
  await item.choose('Do not disturb', 'Until I turn it off')
  await expect.poll(() => item.tooltip()).toBe('Causerie, do not disturb')
  await expect(quietButton(app.page)).toHaveAttribute('aria-pressed', 'true')
  expect((await item.icon()).digest).not.toBe(plain.digest)
  await lookAway(app)
  const his = await enter(companion, tom)
  his.write('quiet')
  await companion.notify('Quiet as well.', { title: 'Hush' })
  await expect(bell(app.page)).toHaveAccessibleName('Notifications, 1 unread')
  await expect.poll(() => app.page.title()).toBe('(1) Général — Labo Tourbe')
  await item.choose('Do not disturb', 'Off')
  await expect(quietButton(app.page)).toHaveAttribute('aria-pressed', 'false')
  his.write('loud')
  await expect.poll(() => told(desktop)).toEqual(['Général | Tom Whitaker: loud'])
  await expect(notice(app.page, 'Hush')).toHaveCount(0)
  await his.leave()
})

for (const mode of ['absent', 'silent', 'dying'] satisfies (NotificationMode | 'absent')[]) {
  test(`a service that is ${mode} holds nothing up: the page says the same`, async ({
    companion,
    openDesktop,
    launch,
    picture
  }) => {
    const [ines, tom] = [await addInes(companion), await addTom(companion)]
    const desktop = await openDesktop(mode === 'absent' ? {} : { notifications: { mode } })
    const app = await launch({ env: desktop.env })
    await signIn(app, companion, ines)
    await lookAway(app)
    const his = await enter(companion, tom)
    his.write('hello <there>')
    await companion.notify('Ten minutes at most.', { title: 'Maintenance' })
    await expect(notice(app.page, 'Général')).toContainText('Tom Whitaker: hello <there>')
    await expect(notice(app.page, 'Announcement: Maintenance')).toContainText('Ten minutes at most.')
    await picture(app.page, `notification-service-${mode}`)
    await say(app.page, 'all goes on')
    await his.received('all goes on')
    if (mode !== 'silent') {
      const later = await startNotificationService(desktop.env['DBUS_SESSION_BUS_ADDRESS'] ?? '')
      his.write('somebody is there now')
      await expect
        .poll(() => later.shown.map(({ body }) => body))
        .toEqual(['Tom Whitaker: somebody is there now'])
      later.close()
    }
    await his.leave()
  })
}
