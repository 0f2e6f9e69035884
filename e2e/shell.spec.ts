import type { Page } from '@playwright/test'
import { composer, signIn, type RunningApp } from './support/app.ts'
import { expect, test } from './support/fixtures.ts'
import { addInes, addTom, enter } from './support/people.ts'

const nav = (page: Page) => page.getByRole('navigation', { name: 'Rooms and people' })
const tom = (page: Page) => page.getByRole('button', { name: /Tom Whitaker/ })
const card = (page: Page) => page.getByRole('dialog', { name: 'Tom Whitaker' })
const focused = (page: Page) => page.locator(':focus')

async function resize({ electron, page }: RunningApp, width: number, height: number): Promise<void> {
  await electron.evaluate(
    ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h),
    [width, height] as const
  )
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width)
}

/** Goes on by Tab until a button has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const button = page.getByRole('button', { name })
  for (let presses = 0; presses < 25; presses++) {
    if (await button.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
    // Wherever the keyboard leads, it is somewhere with a name.
    await expect(focused(page)).toHaveAccessibleName(/./)
  }
  throw new Error(`no Tab leads to ${name}`)
}

test('the sidebar is as wide and as open as it was left', async ({ companion, launch }) => {
  const app = await launch()
  const { page } = app
  await enter(companion, await addTom(companion))
  await signIn(app, companion, await addInes(companion))
  const edge = page.getByRole('separator', { name: 'Width of the sidebar' })
  await expect(edge).toHaveAttribute('aria-valuenow', '264')
  const box = await edge.boundingBox()
  const x = (box?.x ?? 0) + 4
  await page.mouse.move(x, 400)
  await page.mouse.down()
  await page.mouse.move(x + 36, 400, { steps: 4 })
  await page.mouse.up()
  await expect(edge).toHaveAttribute('aria-valuenow', '300')
  await edge.press('End')
  await expect(edge).toHaveAttribute('aria-valuenow', '360')
  await expect.poll(async () => (await nav(page).boundingBox())?.width).toBeCloseTo(359, 0)
  await edge.dblclick()
  await expect(edge).toHaveAttribute('aria-valuenow', '264')
  await edge.press('ArrowLeft')
  await expect(edge).toHaveAttribute('aria-valuenow', '256')

  const people = page.getByRole('button', { name: /^People/ })
  await expect(people).toHaveText(/People· 1 online/)
  await expect(tom(page)).toBeVisible()
  await people.press('Enter')
  await expect(people).toHaveAttribute('aria-expanded', 'false')
  await expect(tom(page)).toHaveCount(0)
  await app.close()

  const again = await launch({ userData: app.userData })
  await expect(again.page.getByRole('button', { name: /^People/ })).toHaveAttribute('aria-expanded', 'false')
  await expect(again.page.getByRole('separator')).toHaveAttribute('aria-valuenow', '256')
})

test('who is there can be looked up by keyboard, from the list and from the header', async ({
  companion,
  launch,
  picture
}) => {
  const tomHimself = await enter(companion, await addTom(companion))
  await enter(companion, await companion.addUser('elise', { name: ['Élise', 'Fontaine'] }))
  const camille = await companion.addUser('camille', { name: ['Camille', 'Roussel'], superuser: true })
  await enter(companion, camille)
  const app = await launch()
  const { page } = app
  await signIn(app, companion, await addInes(companion))
  await expect(tom(page)).toBeVisible()
  // One tab stop; arrows, Home, End and letters lead from one person to the next.
  await tabTo(page, /Camille Roussel/)
  await page.keyboard.press('ArrowDown')
  await expect(focused(page)).toHaveText(/Élise Fontaine/)
  await page.keyboard.press('End')
  await expect(focused(page)).toHaveText(/Tom Whitaker/)
  await page.keyboard.press('e')
  await expect(focused(page)).toHaveText(/Élise Fontaine/)
  await page.keyboard.press('Home')
  await page.keyboard.press('t')
  await page.keyboard.press('Enter')
  await expect(card(page)).toContainText('tom')
  await expect(card(page)).toContainText('Online')
  await expect(page.getByRole('button', { name: 'Copy user name' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText('User name copied')).toBeVisible()
  await expect.poll(() => app.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe('tom')
  await picture(page, 'person-card')
  await page.keyboard.press('Escape')
  await expect(card(page)).toHaveCount(0)
  await expect(tom(page)).toBeFocused()
  // Whoever the focus is on may leave; it does not leave with them.
  await tomHimself.leave()
  await expect(tom(page)).toHaveCount(0)
  await expect(focused(page)).toHaveText(/Élise Fontaine/)

  const pile = page.getByRole('button', { name: '2 online', exact: true })
  await pile.press('Enter')
  const options = page.getByRole('listbox', { name: 'People online' }).getByRole('option')
  await expect(options).toHaveText([/Camille Roussel/, /Élise Fontaine/])
  await expect(options.first()).toBeFocused()
  await picture(page, 'people-popover')
  await page.keyboard.press('Escape')
  await expect(pile).toBeFocused()
  await pile.press('Enter')
  await expect(options.first()).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  const hers = page.getByRole('dialog', { name: 'Camille Roussel' })
  await expect(hers).toContainText('Admin')
  await expect(page.getByRole('listbox')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(pile).toBeFocused()
})

test('a small window has a rail, a smaller one a drawer, and the keyboard is never lost', async ({
  companion,
  launch,
  picture
}) => {
  await enter(companion, await addTom(companion))
  const app = await launch()
  const { page } = app
  await signIn(app, companion, await addInes(companion))
  await resize(app, 640, 720)
  await expect(page.getByRole('separator')).toHaveCount(0)
  await expect.poll(async () => (await nav(page).boundingBox())?.width).toBeLessThan(65)
  await tom(page).hover()
  await expect(page.getByText('Tom Whitaker', { exact: true })).toBeVisible()
  await picture(page, 'rail')
  await tabTo(page, /Show the sidebar/)
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('dialog', { name: 'Rooms and people' })
  await expect(drawer.getByRole('button', { name: /^Search or jump to/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(drawer).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Show the sidebar' })).toBeFocused()

  await resize(app, 420, 720)
  await expect(nav(page)).toHaveCount(0)
  await expect(composer(page)).toBeFocused()
  const menu = page.getByRole('button', { name: 'Rooms and people' })
  await menu.press('Enter')
  await expect(drawer).toHaveAttribute('aria-modal', 'true')
  await tabTo(page, /Inès Belkacem/)
  await tabTo(page, /^Général/)
  await page.keyboard.press('Enter')
  await expect(drawer).toHaveCount(0)
  await expect(composer(page)).toBeFocused()
  await menu.click()
  await drawer.getByRole('button', { name: /Tom Whitaker/ }).press('Enter')
  await expect(drawer).toHaveCount(0)
  await expect(card(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(composer(page)).toBeFocused()
  await menu.click()
  await page.mouse.click(400, 300)
  await expect(drawer).toHaveCount(0)
  await expect(menu).toBeFocused()
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(420)
})
