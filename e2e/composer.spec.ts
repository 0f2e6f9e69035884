import type { Page } from '@playwright/test'
import { bodies, composer, messages, say, signIn, type RunningApp } from './support/app.ts'
import { expect, test } from './support/fixtures.ts'

/** What the page asks of anything but the app itself, from now on. */
function requestsOf({ page }: RunningApp): string[] {
  const requests: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith('app://causerie/')) requests.push(request.url())
  })
  return requests
}

function picker(page: Page): ReturnType<Page['getByRole']> {
  return page.getByRole('dialog', { name: /Choose an emoji|Choisir un émoji/ })
}

function shortcodes(page: Page): ReturnType<Page['getByRole']> {
  return page.getByRole('listbox', { name: 'Matching emoji' })
}

/** Chooses how the app looks and speaks, as its menu does. */
async function configure({ page }: RunningApp, settings: object): Promise<void> {
  await page.evaluate((chosen) => window.causerie.call('app.configure', chosen), settings)
}

test('emoji come from the picker, by mouse and by keys, in both languages, without a network', async ({
  companion,
  launch,
  picture
}) => {
  const app = await launch()
  const { page } = app
  await signIn(app, companion, await companion.addUser('ines', { name: ['Inès', 'Belkacem'] }))
  const requests = requestsOf(app)
  const field = composer(page)

  // By keys: the field keeps its caret, the search has the focus, Enter inserts and closes.
  await field.fill('Bravo  team')
  await field.press('Home')
  for (let step = 0; step < 6; step++) await field.press('ArrowRight')
  await field.press('Control+e')
  const search = picker(page).getByRole('combobox', { name: 'Search emoji' })
  await expect(search).toBeFocused()
  await search.pressSequentially('jeune pousse')
  await expect(picker(page).getByText(':seedling:')).toBeVisible()
  await search.press('Enter')
  await expect(picker(page)).toHaveCount(0)
  await expect(field).toBeFocused()
  await expect(field).toHaveValue('Bravo 🌱 team')
  await field.press('Control+z')
  await expect(field).toHaveValue('Bravo  team')
  await field.press('Control+Shift+z')
  await expect(field).toHaveValue('Bravo 🌱 team')

  // By mouse, and with Shift one after the other.
  const button = page.getByRole('button', { name: 'Choose an emoji' })
  await button.click()
  await expect(picker(page).getByRole('rowheader', { name: 'Recent' })).toBeVisible()
  await picker(page)
    .getByRole('gridcell', { name: 'grinning face', exact: true })
    .click({ modifiers: ['Shift'] })
  await expect(picker(page)).toBeVisible()
  await expect(search).toBeFocused()
  await picker(page).getByRole('tab', { name: 'Food and drink' }).click()
  await expect(picker(page).getByRole('tab', { name: 'Food and drink' })).toHaveAttribute(
    'aria-selected',
    'true'
  )
  await picker(page).getByRole('gridcell', { name: 'red apple' }).click()
  await expect(picker(page)).toHaveCount(0)
  await expect(field).toHaveValue('Bravo 🌱😀🍎 team')

  // Arrows move through the grid; Escape gives the focus back and changes nothing.
  await button.click()
  const active = async (): Promise<string | null> => {
    const id = await search.getAttribute('aria-activedescendant')
    return page.locator(`[id="${id}"]`).getAttribute('aria-label')
  }
  await expect.poll(active).toBe('red apple')
  await search.press('ArrowRight')
  await expect.poll(active).toBe('grinning face')
  for (let step = 0; step < 30; step++) await search.press('ArrowDown')
  await expect(page.locator(`[id="${await search.getAttribute('aria-activedescendant')}"]`)).toBeInViewport()
  await search.press('Escape')
  await expect(picker(page)).toHaveCount(0)
  await expect(button).toBeFocused()
  await button.click()
  await messages(page).or(page.getByRole('log')).first().click()
  await expect(picker(page)).toHaveCount(0)

  // Somebody who searches and finds nothing is told so, in the interface's language.
  await configure(app, { language: 'fr' })
  const french = page.getByRole('textbox', { name: 'Message à Général' })
  await french.press('Control+e')
  const recherche = picker(page).getByRole('combobox', { name: 'Chercher un émoji' })
  await recherche.fill('zzqq')
  await expect(picker(page).getByText('Aucun émoji pour «\u00a0zzqq\u00a0»')).toBeVisible()
  await recherche.fill('seedling')
  await expect(picker(page).getByText(':jeune_pousse:')).toBeVisible()
  await recherche.fill('')
  await configure(app, { theme: 'light' })
  await picture(page, 'emoji-picker-light')
  await configure(app, { theme: 'dark' })
  await picture(page, 'emoji-picker-dark')
  await page.keyboard.press('Escape')
  await expect(french).toBeFocused()
  expect(requests).toEqual([])
})

test('the skin tone stays after a restart', async ({ companion, launch, picture }) => {
  const app = await launch()
  await signIn(app, companion, await companion.addUser('ines'))
  await composer(app.page).press('Control+e')
  const dialog = picker(app.page)
  await dialog.getByRole('button', { name: 'Skin tone' }).click()
  await picture(app.page, 'emoji-tones')
  await dialog.getByRole('button', { name: 'Medium-dark' }).click()
  await dialog.getByRole('combobox').fill('waving hand')
  await dialog.getByRole('combobox').press('Enter')
  await expect(composer(app.page)).toHaveValue('👋🏾')
  await app.close()

  const { page } = await launch({ userData: app.userData })
  await composer(page).fill('')
  await composer(page).pressSequentially(':wav')
  await expect(shortcodes(page).getByRole('option').first()).toContainText('👋🏾')
  await composer(page).press('Tab')
  await expect(composer(page)).toHaveValue('👋🏾')
  await composer(page).press('Control+e')
  await expect(picker(page).getByRole('gridcell', { name: 'waving hand' }).first()).toHaveText('👋🏾')
})

test('a name after a colon opens a list, and a closing colon replaces it', async ({
  companion,
  launch,
  picture
}) => {
  const app = await launch()
  const { page } = app
  await signIn(app, companion, await companion.addUser('ines'))
  const field = composer(page)

  await field.pressSequentially('Bravo :par')
  await expect(shortcodes(page).getByRole('option')).toHaveCount(6)
  await expect(field).toHaveAttribute('aria-activedescendant', /./)
  await picture(page, 'shortcode-list')
  await field.press('ArrowDown')
  await expect(shortcodes(page).getByRole('option').nth(1)).toHaveAttribute('aria-selected', 'true')
  await field.press('ArrowUp')
  await field.pressSequentially('ty')
  await field.press('Enter')
  await expect(field).toHaveValue('Bravo 🎉')
  await expect(shortcodes(page)).toHaveCount(0)
  expect(await bodies(page)).toEqual([])

  // Escape leaves the text, and the list stays away until the next colon; Enter then sends.
  await field.fill('')
  await field.pressSequentially('at :sm')
  await expect(shortcodes(page)).toBeVisible()
  await field.press('Escape')
  await field.pressSequentially('ile')
  await expect(shortcodes(page)).toHaveCount(0)
  await expect(field).toHaveValue('at :smile')
  await field.pressSequentially(' :sm')
  await expect(shortcodes(page)).toBeVisible()
  await field.press('Escape')
  await field.press('Enter')
  await expect(field).toHaveValue('')
  await expect.poll(() => bodies(page)).toEqual(['at :smile :sm'])

  // A whole name becomes its emoji, which can be undone; code and times stay what they are.
  await field.pressSequentially('un :seedling:')
  await expect(field).toHaveValue('un 🌱')
  await field.press('Control+z')
  await expect(field).toHaveValue('un :seedling:')
  await field.fill('')
  await field.pressSequentially('à 10:30:45, `:seedling:` et :zzqq: puis :cœur_rouge:')
  await expect(field).toHaveValue('à 10:30:45, `:seedling:` et :zzqq: puis ❤️')
})

test('a draft is there again after a crash, and gone once it was sent', async ({ companion, launch }) => {
  const app = await launch()
  await signIn(app, companion, await companion.addUser('ines'))
  await composer(app.page).pressSequentially('Une phrase que personne ne doit perdre')
  await expect.poll(() => draftOnDisk(app.page)).toBe('Une phrase que personne ne doit perdre')
  await app.kill()

  const again = await launch({ userData: app.userData })
  await expect(composer(again.page)).toHaveValue('Une phrase que personne ne doit perdre')
  await composer(again.page).press('Enter')
  await expect(composer(again.page)).toHaveValue('')
  await say(again.page, 'et une autre')
  await again.close()

  const { page } = await launch({ userData: app.userData })
  await expect(messages(page)).toHaveCount(2)
  await expect(composer(page)).toHaveValue('')
})

test('what is pasted or dropped comes without what cannot be seen, and can be undone', async ({
  companion,
  launch
}) => {
  const app = await launch()
  const { page, electron } = app
  await signIn(app, companion, await companion.addUser('ines'))
  const field = composer(page)
  const paste = async (text: string): Promise<void> => {
    await electron.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text)
    await field.press('Control+v')
  }

  await field.fill('Voici : ')
  await paste('un\r\ndeux\u0007\u001b\ttrois\u00a0!\r\n\r\n')
  await expect(field).toHaveValue('Voici : un\ndeux\ttrois\u00a0!')
  await field.press('Control+z')
  await expect(field).toHaveValue('Voici : ')
  await paste('propre')
  await expect(field).toHaveValue('Voici : propre')

  await field.fill('Voici : ')
  await page.evaluate(
    (body) => window.causerie.call('messages.send', { roomId: 1, body }),
    'net\u0000 et\u0007'
  )
  const dragged = messages(page, 'net').locator('[data-body]')
  await dragged.selectText()
  await dragged.dragTo(field)
  await expect(field).toHaveValue('Voici : net et')

  // A long text stays text: the field grows to two fifths of the window and no further.
  await paste(Array.from({ length: 80 }, (_, line) => `ligne ${line}`).join('\n'))
  const available = await page.evaluate(() => innerHeight)
  await expect
    .poll(async () => Math.round((await field.boundingBox())?.height ?? 0))
    .toBe(Math.round(available * 0.4))
})

/** What the copy would open the field with. */
async function draftOnDisk(page: Page): Promise<string> {
  const state = await page.evaluate(() => window.causerie.call('app.state', {}))
  return (state as { value: { session: { draft: string } } }).value.session.draft
}
