import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { composer, say, signIn } from './support/app.ts'
import { expect, test } from './support/fixtures.ts'

test('the first superuser is made in the app with the one-time code', async ({
  companion,
  launch,
  picture
}) => {
  await expect.poll(() => companion.setupCode()).not.toBeNull()
  const app = await launch({ args: [`--server=${companion.url}`] })
  await expect(app.page.getByLabel('Server address')).toHaveValue(companion.url)
  await app.page.getByLabel('One-time code').fill('WRON-GCOD')
  await app.page.getByLabel('User name').fill('ines')
  await app.page.getByLabel('Password', { exact: true }).fill('a long password')
  await picture(app.page, 'first-run-setup')
  await app.page.getByRole('button', { name: 'Create the account' }).click()
  await expect(app.page.getByText('This code is wrong').first()).toBeVisible()
  await app.page.getByLabel('One-time code').fill(companion.setupCode() ?? '')
  await app.page.getByRole('button', { name: 'Create the account' }).click()
  await expect(composer(app.page)).toBeVisible()
  await say(app.page, 'first')
})

test('each refusal has its words, and nothing typed is lost', async ({ companion, launch, picture }) => {
  const ines = await companion.addUser('ines')
  const app = await launch()
  const { page } = app
  await page.getByLabel('Server address').fill('127.0.0.1:1')
  await expect(page.getByText('The server is not answering.')).toBeVisible()
  await page.getByLabel('Server address').fill('http://causerie.example')
  await expect(page.getByText('Use https.')).toBeVisible()
  await page.getByLabel('Server address').fill(companion.url)
  await expect(page.getByText('Server found: Labo Tourbe')).toBeVisible()
  await page.getByLabel('User name').fill(ines.username)
  await page.getByLabel('Password', { exact: true }).fill('not it')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Wrong user name or password.').first()).toBeVisible()
  await expect(page.getByLabel('User name')).toHaveValue(ines.username)
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused()
  await picture(page, 'first-run-wrong-password')
  await signIn(app, companion, ines)
})

test('speaks the system’s language, and the other one when told, at once and after a restart', async ({
  companion,
  launch,
  picture
}) => {
  const app = await launch({ language: 'fr', args: [`--server=${companion.url}`] })
  await expect(app.page.locator('html')).toHaveAttribute('lang', 'fr')
  await expect(app.page.getByLabel('Adresse du serveur')).toBeVisible()
  await picture(app.page, 'first-run-fr')
  await app.page.getByText('English').click()
  await expect(app.page.getByLabel('Server address')).toBeVisible()
  await app.close()
  const again = await launch({ language: 'fr', userData: app.userData })
  await expect(again.page.getByLabel('Server address')).toBeVisible()
})

test('an account signed out here is gone from this computer', async ({ companion, launch }) => {
  const ines = await companion.addUser('ines', { name: ['Inès', 'Belkacem'] })
  const app = await launch()
  await signIn(app, companion, ines)
  await say(app.page, 'a secret')
  await app.page.getByRole('button', { name: /Inès Belkacem/ }).click()
  await app.page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(app.page.getByLabel('Server address')).toBeVisible()
  expect(readdirSync(join(app.userData, 'accounts'))).toEqual([])
  await app.close()
  const again = await launch({ userData: app.userData })
  await expect(again.page.getByLabel('Server address')).toBeVisible()
})

test('the folder layout runs as well', async ({ companion, launch }) => {
  const ines = await companion.addUser('ines')
  const app = await launch({ layout: 'folder' })
  await signIn(app, companion, ines)
  await say(app.page, 'salut')
  expect(await app.electron.evaluate(({ app: electronApp }) => electronApp.isPackaged)).toBe(false)
})

test('a link to a server fills in its address and asks, in the window that is already there', async ({
  companion,
  launch
}) => {
  const ines = await companion.addUser('ines')
  const app = await launch()
  await expect(app.page.getByLabel('Server address')).toHaveValue('')
  const link = `causerie://join?server=${encodeURIComponent(companion.url)}`
  await app.startAgain([link])
  await expect(app.page.getByLabel('Server address')).toHaveValue(companion.url)
  await app.startAgain(['causerie://open?file=/etc/passwd', 'https://example.org/'])
  await expect(app.page.getByText('Server found: Labo Tourbe')).toBeVisible()
  expect(app.page.url()).toBe('app://causerie/index.html')
  await signIn(app, companion, ines)
})
