import type { Page } from '@playwright/test'
import { composer, messages } from './support/app.ts'
import { expect, test } from './support/fixtures.ts'

test('everything is done by the keyboard, and one always sees where one is', async ({
  companion,
  launch
}) => {
  const ines = await companion.addUser('ines', { superuser: true, name: ['Inès', 'Belkacem'] })
  await companion.notify('Ten minutes at most.', { title: 'Maintenance' })
  const { page } = await launch()
  const { keyboard } = page
  const focus = page.locator(':focus')

  await test.step('the first run', async () => {
    await expect(page.getByLabel('Server address')).toBeFocused()
    await expectSeen(page)
    await keyboard.type(companion.url)
    await expect(page.getByText('Server found: Labo Tourbe')).toBeVisible()
    await tabTo(page, 'User name')
    await keyboard.type(ines.username)
    await tabTo(page, 'Password')
    await keyboard.type(ines.password)
    await tabTo(page, 'Join')
    await keyboard.press('Enter')
    await expect(composer(page)).toBeFocused()
    await expectSeen(page)
  })

  await test.step('writing', async () => {
    for (const text of ['the first', 'a mistake', 'the last']) {
      await keyboard.type(text)
      await keyboard.press('Enter')
      await expect(messages(page, text).getByText('Sent', { exact: true })).toBeAttached()
    }
    await expectSeen(page)
  })

  await test.step('deleting', async () => {
    await keyboard.press('Shift+F6')
    await expect(messages(page, 'the last')).toBeFocused()
    await expectSeen(page)
    await keyboard.press('ArrowUp')
    await expect(messages(page, 'a mistake')).toBeFocused()
    await keyboard.press('Tab')
    await expect(focus).toHaveAccessibleName('More actions')
    await expectSeen(page)
    await keyboard.press('Shift+Tab')
    await keyboard.press('Delete')
    await expect(page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' })).toBeFocused()
    await expectSeen(page)
    await tabTo(page, 'Delete')
    await keyboard.press('Enter')
    await expect(messages(page, 'a mistake')).toHaveCount(0)
    await expect(messages(page, 'the last')).toBeFocused()
    await expectSeen(page)
  })

  await test.step('a notification', async () => {
    await keyboard.press('Control+Shift+A')
    await expect(page.getByRole('dialog', { name: 'Notifications' })).toBeVisible()
    await tabTo(page, /Maintenance/)
    await keyboard.press('Enter')
    await expect(page.getByRole('button', { name: /^Notifications/ })).toHaveAccessibleName('Notifications')
    await expectSeen(page)
    await keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expectSeen(page)
  })

  await test.step('every part of the window', async () => {
    for (const part of ['nav', 'main', 'form', 'nav']) {
      await keyboard.press('F6')
      await expect(page.locator(`${part}:focus-within`)).toHaveCount(1)
      await expectSeen(page)
    }
  })

  await test.step('the quick switcher', async () => {
    await keyboard.press('Control+K')
    await expect(page.getByRole('combobox')).toBeFocused()
    await expectSeen(page)
    await keyboard.type('gen')
    await expect(page.getByRole('option', { name: /Général/ })).toHaveAttribute('aria-selected', 'true')
    await keyboard.press('Enter')
    await expect(composer(page)).toBeFocused()
    await expectSeen(page)
  })

  await test.step('the settings', async () => {
    await keyboard.press('Control+,')
    await expect(focus).toHaveAccessibleName('Account')
    await expectSeen(page)
    await goToPage(page, 'Appearance')
    await tabTo(page, /Same as system|Light/)
    await keyboard.press('ArrowDown')
    await keyboard.press('ArrowDown')
    await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked()
    await expect
      .poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches))
      .toBe(true)
    await expectSeen(page)
    await keyboard.press('Shift+Tab')
    await goToPage(page, 'Language')
    await tabTo(page, /Same as system|English/)
    await keyboard.press('ArrowDown')
    await expect(page.getByRole('heading', { level: 1, name: 'Langue' })).toBeVisible()
    await expectSeen(page)
    await keyboard.press('Escape')
    await expect(page.getByRole('heading', { level: 1, name: 'Langue' })).toHaveCount(0)
    await expectSeen(page)
  })

  await test.step('signing out', async () => {
    await page.getByRole('textbox', { name: 'Message à Général' }).waitFor()
    await keyboard.press('F6')
    await tabTo(page, /Inès Belkacem/)
    await keyboard.press('Enter')
    await expect(page.getByRole('menu')).toBeVisible()
    await keyboard.press('End')
    await keyboard.press('ArrowUp')
    await expect(focus).toHaveAccessibleName(/Se déconnecter/)
    await keyboard.press('Enter')
    await expect(page.getByLabel('Adresse du serveur')).toBeFocused()
    await expectSeen(page)
  })
})

/** Goes on with the tab key until what has this name has the focus. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const isIt = (found: string): boolean => (typeof name === 'string' ? found === name : name.test(found))
  for (let presses = 0; presses < 30; presses++) {
    await page.keyboard.press('Tab')
    await expectSeen(page)
    if (isIt(await nameOfFocus(page))) return
  }
  throw new Error(`the tab key does not come to ${String(name)}`)
}

/** Goes to a page of the settings from another one in their list. */
async function goToPage(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 8 && (await nameOfFocus(page)) !== name; presses++) {
    await page.keyboard.press('ArrowDown')
  }
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

/** The name of what has the focus, as it is read out. */
async function nameOfFocus(page: Page): Promise<string> {
  const snapshot = await page.locator(':focus').ariaSnapshot()
  return /"((?:[^"\\]|\\.)*)"/.exec(snapshot)?.[1] ?? ''
}

/** What has the focus has a name, and is marked: by a ring, a field by a halo, or by what is chosen in its list. */
async function expectSeen(page: Page): Promise<void> {
  const focus = page.locator(':focus')
  await expect(focus).toHaveCount(1)
  await expect(focus).toHaveAccessibleName(/\S/)
  const isMarked = (): Promise<boolean> =>
    focus.evaluate((element) => {
      const chosen = document.getElementById(element.getAttribute('aria-activedescendant') ?? '')
      if (chosen?.getAttribute('aria-selected') === 'true') return true
      const around = [element, element.parentElement, element.parentElement?.parentElement]
      return around.some((one, distance) => {
        if (!one || (distance > 0 && !element.matches('input, textarea'))) return false
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one)
        const hasRing = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
        return hasRing || /0px 0px 0px (?:1\.5|2|3)px/.test(boxShadow)
      })
    })
  await expect.poll(isMarked, { message: `${await nameOfFocus(page)} is marked` }).toBe(true)
}
