import type { Page } from '@playwright/test'
import { bodies, composer, signIn } from './support/app.ts'
import { expect, test } from './support/fixtures.ts'
import { addInes, addTom, enter } from './support/people.ts'

function switcher(page: Page): ReturnType<Page['getByRole']> {
  return page.getByRole('dialog', { name: 'Search or jump to…' })
}

/** What Enter would choose now. */
function marked(page: Page): ReturnType<Page['getByRole']> {
  return switcher(page).getByRole('option', { selected: true })
}

/** Opens the switcher, types, and takes what is found first. */
async function jump(page: Page, text: string, found: RegExp): Promise<void> {
  await page.keyboard.press('Control+k')
  await expect(switcher(page).getByRole('combobox')).toBeFocused()
  await page.keyboard.type(text)
  await expect(marked(page)).toHaveText(found)
  await page.keyboard.press('Enter')
  await expect(switcher(page)).toHaveCount(0)
}

function changeButton(page: Page, name: string): ReturnType<Page['getByRole']> {
  return page.getByRole('button', { name: `Change the shortcut: ${name}` })
}

test('the quick switcher leads to rooms, people, settings and actions by keys alone', async ({
  companion,
  launch
}) => {
  const app = await launch()
  const { page } = app
  const tom = await enter(companion, await addTom(companion))
  await signIn(app, companion, await addInes(companion))
  await expect(page.getByText('1 online').first()).toBeVisible()

  // Nothing typed: the room, and who is there. The arrows go round, Escape gives the focus back.
  await page.keyboard.press('Control+k')
  await expect(marked(page)).toHaveText(/Général/)
  await page.keyboard.press('ArrowUp')
  await expect(marked(page)).toHaveText(/Tom Whitaker.*Online/)
  await page.keyboard.press('ArrowDown')
  await expect(marked(page)).toHaveText(/Général/)
  await page.keyboard.type('nobody at all')
  await expect(switcher(page).getByText('Nothing found for “nobody at all”')).toBeVisible()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(switcher(page)).toHaveCount(0)
  await expect(composer(page)).toBeFocused()

  await jump(page, '> settings app', /Settings: Appearance/)
  await expect(page.getByRole('heading', { name: 'Appearance' })).toBeVisible()
  // From within the settings back to the room: without accents, and the focus is where one writes.
  await jump(page, '#gen', /Général/)
  await expect(page.getByRole('heading', { name: 'Appearance' })).toBeHidden()
  await expect(composer(page)).toBeFocused()

  await jump(page, 'dark', /Theme: Dark/)
  await expect.poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true)
  await expect(composer(page)).toBeFocused()
  await jump(page, '@whit', /Tom Whitaker/)
  const card = page.getByRole('dialog', { name: 'Tom Whitaker' })
  await expect(card).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(card).toHaveCount(0)
  await expect(composer(page)).toBeFocused()
  // What was chosen is there before anything is typed, the latest first.
  await page.keyboard.press('Control+k')
  const recent = switcher(page).getByRole('group', { name: 'Recent' }).getByRole('option')
  await expect(recent).toHaveText([/Tom Whitaker/, /Settings: Appearance/])
  await tom.leave()
})

test('keys that were chosen hold at once and after a restart, and so does the one that sends', async ({
  companion,
  launch
}) => {
  const app = await launch()
  const { page } = app
  await signIn(app, companion, await addInes(companion))
  await page.keyboard.press('F1')
  await expect(page.getByRole('heading', { name: 'Shortcuts', exact: true })).toBeVisible()

  // What edits text is refused in place, what another command has can be taken from it.
  await changeButton(page, 'Notifications').press('Enter')
  await page.keyboard.press('Control+c')
  await expect(
    page.getByRole('main').getByText('Ctrl C belongs to text editing or to the system.')
  ).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('main').getByText('Ctrl K is used for “Search or jump to…”.')).toBeVisible()
  await expect(switcher(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'Use it here' }).click()
  await expect(changeButton(page, 'Notifications')).toBeFocused()
  const row = page.getByRole('listitem').filter({ has: changeButton(page, 'Search or jump to…') })
  await expect(row).toContainText('None')
  await page.getByRole('radio', { name: /Ctrl \+ Enter/ }).check()
  await page.keyboard.press('Escape')

  const centre = page.getByRole('dialog', { name: 'Notifications' })
  await page.keyboard.press('Control+k')
  await expect(centre).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(centre).toBeHidden()
  const field = composer(page)
  await field.focus()
  await expect(page.getByText('Ctrl + Enter to send')).toBeVisible()
  await page.keyboard.type('one')
  await page.keyboard.press('Enter')
  await page.keyboard.type('two')
  await page.keyboard.press('Control+Enter')
  await expect(field).toHaveValue('')
  await expect.poll(() => bodies(page)).toEqual(['one\ntwo'])
  await app.close()

  const { page: again } = await launch({ userData: app.userData })
  await expect(composer(again)).toBeFocused()
  await again.keyboard.press('Control+k')
  await expect(again.getByRole('dialog', { name: 'Notifications' })).toBeVisible()
  await again.keyboard.press('F1')
  await changeButton(again, 'Search or jump to…').press('Enter')
  await again.keyboard.press('F2')
  const chosen = again.getByRole('listitem').filter({ has: changeButton(again, 'Search or jump to…') })
  await expect(chosen).toContainText('F2')
  await again.keyboard.press('F2')
  await expect(switcher(again)).toBeVisible()
})
