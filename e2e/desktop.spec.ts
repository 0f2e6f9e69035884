import type { Page } from '@playwright/test'
import { composer, messages, say, signIn } from './support/app.ts'
import { expect, test } from './support/fixtures.ts'
import { addInes, addTom, enter } from './support/people.ts'
import { connected, menuLabels, notice, quietButton, told, visibleTrayItem } from './support/sight.ts'
import { closeWindow, lookAt, lookAway, windowState } from './support/window-state.ts'

const bell = (page: Page) => page.getByRole('button', { name: /^Notifications/ })

test.describe('tray', () => {
  test('it says what there is, and its menu does it', async ({ companion, openDesktop, launch }) => {
    const [ines, tom] = [await addInes(companion), await addTom(companion)]
    const desktop = await openDesktop({ notifications: {}, tray: true })
    const app = await launch({ env: desktop.env })
    const item = await visibleTrayItem(desktop)
    await expect.poll(() => item.tooltip()).toBe('Causerie')
    await signIn(app, companion, ines)
    await expect.poll(() => item.tooltip()).toBe('Causerie, Labo Tourbe')
    const plain = await item.icon()
    expect(plain.width).toBe(32)
    await expect
      .poll(() => menuLabels(item))
      .toEqual([
        'Labo Tourbe: connected',
        'Open Causerie',
        'New message…',
        'Mark all as read',
        'Do not disturb',
        'Settings…',
        'Quit Causerie'
      ])
    expect((await item.menu())[0]?.isEnabled).toBe(false)

    await lookAway(app)
    const his = await enter(companion, tom)
    for (let number = 1; number <= 4; number++) his.write(`text ${number}`)
    await expect.poll(() => item.tooltip()).toBe('Causerie, 4 unread')
    await expect.poll(() => menuLabels(item)).toContain('Général (4)')
    const unread = await item.icon()
    await companion.notify('Ten minutes at most.', { title: 'Maintenance' })
    await expect.poll(() => item.tooltip()).toBe('Causerie, 1 notification')
    const pictures = [plain, unread, await item.icon()].map(({ digest }) => digest)
    expect(new Set(pictures).size).toBe(3)
    await item.choose('Mark all as read')
    await expect.poll(() => item.tooltip()).toBe('Causerie, Labo Tourbe')
    await expect.poll(() => desktop.notifications?.visible()).toEqual([])
    expect((await windowState(app)).isFocused).toBe(false)

    await bell(app.page).click()
    his.write('text 5')
    await expect.poll(() => menuLabels(item)).toContain('Général (1)')
    await item.choose('Général (1)')
    await expect.poll(async () => (await windowState(app)).isFocused).toBe(true)
    await expect(composer(app.page)).toBeFocused()
    await item.choose('Settings…')
    await expect(app.page.getByRole('heading', { name: 'Account' })).toBeVisible()
    await his.leave()
  })

  test('do not disturb is chosen there, and shown there whoever chose it', async ({
    companion,
    openDesktop,
    launch
  }) => {
    const ines = await addInes(companion)
    const desktop = await openDesktop({ tray: true })
    const app = await launch({ env: desktop.env })
    await signIn(app, companion, ines)
    const item = await visibleTrayItem(desktop)
    const options = async (): Promise<string[]> => {
      const line = (await item.menu()).find(({ label }) => label === 'Do not disturb')
      return (line?.children ?? []).map(({ label, isChecked }) => `${isChecked ? '●' : '○'} ${label}`)
    }
    await expect
      .poll(options)
      .toEqual(['● Off', '○ 30 minutes', '○ 1 hour', '○ Until tomorrow, 9:00', '○ Until I turn it off'])
    await item.choose('Do not disturb', '1 hour')
    await expect(quietButton(app.page)).toHaveAttribute('aria-pressed', 'true')
    await expect.poll(() => item.tooltip()).toMatch(/^Causerie, do not disturb until .*\d:\d\d/)
    await expect.poll(options).toContain('● 1 hour')
    await expect.poll(options).toContain('○ Off')
    await quietButton(app.page).click()
    await expect.poll(options).toContain('● Off')
    await expect.poll(() => item.tooltip()).toBe('Causerie, Labo Tourbe')
  })

  test('a click shows the window or hides it', async ({ companion, openDesktop, launch }) => {
    const ines = await addInes(companion)
    const desktop = await openDesktop({ tray: true })
    const app = await launch({ env: desktop.env })
    await signIn(app, companion, ines)
    await lookAt(app)
    const item = await visibleTrayItem(desktop)
    await item.activate()
    await expect.poll(async () => (await windowState(app)).isVisible).toBe(false)
    await item.activate()
    await expect.poll(() => windowState(app)).toMatchObject({ isVisible: true, isFocused: true })
    await item.activate()
    await expect.poll(async () => (await windowState(app)).isVisible).toBe(false)
    await item.choose('New message…')
    await expect.poll(() => windowState(app)).toMatchObject({ isVisible: true, isFocused: true })
    await expect(composer(app.page)).toBeFocused()
  })

  test('it comes with the panel and goes with it; a hidden window then comes back', async ({
    companion,
    openDesktop,
    launch
  }) => {
    const ines = await addInes(companion)
    const desktop = await openDesktop({ notifications: {} })
    const app = await launch({ env: desktop.env })
    await signIn(app, companion, ines)
    const hiding = {
      closing: () => closeWindow(app),
      clicking: async () => {
        await lookAt(app)
        await (await visibleTrayItem(desktop)).activate()
      }
    }
    for (const hide of Object.values(hiding)) {
      await desktop.tray.come()
      const item = await visibleTrayItem(desktop)
      await expect.poll(() => item.tooltip()).toBe('Causerie, Labo Tourbe')
      await hide()
      await expect.poll(async () => (await windowState(app)).isVisible).toBe(false)
      desktop.tray.go()
      await expect.poll(async () => (await windowState(app)).isVisible).toBe(true)
    }
  })
})

test.describe('the window', () => {
  test('closed, it lives on in the tray, which is said once; a second start brings it back', async ({
    companion,
    openDesktop,
    launch
  }) => {
    const [ines, tom] = [await addInes(companion), await addTom(companion)]
    const desktop = await openDesktop({ notifications: {}, tray: true })
    const app = await launch({ env: desktop.env })
    await signIn(app, companion, ines)
    const item = await visibleTrayItem(desktop)
    for (let round = 1; round <= 2; round++) {
      await closeWindow(app)
      await expect.poll(async () => (await windowState(app)).isVisible).toBe(false)
      await app.startAgain([])
      await expect.poll(() => windowState(app)).toMatchObject({ isVisible: true, isFocused: true })
    }
    await closeWindow(app)
    const his = await enter(companion, tom)
    his.write('to a hidden window')
    await expect
      .poll(() => told(desktop))
      .toEqual([
        'Causerie stays open in the notification area. | ',
        'Général | Tom Whitaker: to a hidden window'
      ])
    const [, unseen] = desktop.notifications?.visible() ?? []
    if (unseen) desktop.notifications?.click(unseen)
    await expect.poll(() => windowState(app)).toMatchObject({ isVisible: true, isFocused: true })
    await his.leave()
    const ended = app.electron.waitForEvent('close')
    await item.choose('Quit Causerie')
    await ended
    const again = await launch({ env: desktop.env, userData: app.userData })
    await expect(messages(again.page, 'to a hidden window')).toHaveCount(1)
    await closeWindow(again)
    await expect.poll(async () => (await windowState(again)).isVisible).toBe(false)
    expect(told(desktop)).toHaveLength(2)
  })

  test('opens where it was, as large as it was, at the zoom that was chosen', async ({ launch }) => {
    const app = await launch()
    await expect(app.page.getByLabel('Server address')).toBeVisible()
    const place = { x: 40, y: 30, width: 900, height: 640 }
    await app.electron.evaluate(
      ({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds),
      place
    )
    await app.page.evaluate(() => window.causerie.call('app.configure', { zoom: 125 }))
    await expect.poll(() => app.page.evaluate(() => innerWidth)).toBe(720)
    await app.close()
    const again = await launch({ userData: app.userData })
    await expect(again.page.getByLabel('Server address')).toBeVisible()
    await expect
      .poll(() =>
        again.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
      )
      .toEqual(place)
    await expect.poll(() => again.page.evaluate(() => innerWidth)).toBe(720)
    // The page is not drawn for less than 420 of its own pixels, whatever the zoom.
    await again.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setBounds({ width: 560 })
    )
    await again.page.evaluate(() => window.causerie.call('app.configure', { zoom: 200 }))
    await expect.poll(() => again.page.evaluate(() => devicePixelRatio)).toBe(2)
    await expect.poll(() => again.page.evaluate(() => innerWidth)).toBeGreaterThanOrEqual(420)
  })

  test('closed where there is no tray, it is minimised, which the page says when nobody else can', async ({
    companion,
    openDesktop,
    launch
  }) => {
    const ines = await addInes(companion)
    const desktop = await openDesktop()
    const app = await launch({ env: desktop.env })
    await signIn(app, companion, ines)
    await closeWindow(app)
    await expect.poll(async () => (await windowState(app)).isMinimised).toBe(true)
    await expect(notice(app.page, 'Causerie stays open in this window, minimised.')).toHaveCount(1)
    await app.startAgain([])
    await expect
      .poll(() => windowState(app))
      .toMatchObject({ isVisible: true, isMinimised: false, isFocused: true })
    const ended = app.electron.waitForEvent('close')
    // The driver's own keys pass by the window, which is who hears this one.
    await app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.sendInputEvent({
        type: 'keyDown',
        keyCode: 'Q',
        modifiers: ['control']
      })
    )
    await ended
  })

  test('quitting from the tray asks first while messages have not left', async ({
    companion,
    openDesktop,
    launch
  }) => {
    const ines = await addInes(companion)
    const desktop = await openDesktop({ notifications: {}, tray: true })
    const app = await launch({ env: desktop.env })
    const { page } = app
    await signIn(app, companion, ines)
    const item = await visibleTrayItem(desktop)
    await companion.stop()
    await say(page, 'not yet 1')
    await say(page, 'not yet 2')
    await closeWindow(app)
    await expect.poll(async () => (await windowState(app)).isVisible).toBe(false)
    await item.choose('Quit Causerie')
    await expect.poll(() => windowState(app)).toMatchObject({ isVisible: true, isFocused: true })
    const question = page.getByRole('alertdialog')
    await expect(question).toContainText('2 messages have not left yet.')
    await question.getByRole('button', { name: 'Wait' }).click()
    await expect(question).toBeHidden()
    await item.choose('Quit Causerie')
    const ended = app.electron.waitForEvent('close')
    await question.getByRole('button', { name: 'Quit' }).click()
    await ended
    await companion.restart()
    const again = await launch({ env: desktop.env, userData: app.userData })
    await expect(messages(again.page, /not yet/)).toHaveCount(2)
    await expect(connected(again.page)).toBeVisible()
  })
})
