import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { USUAL_PORT } from '../src/shared/protocol/constants.ts'
import { composer, say, signIn } from './support/app.ts'
import { expect, test } from './support/fixtures.ts'
import { pass, stopClock } from './support/page-clock.ts'

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
  // The keys of the zoom are there before anybody is signed in.
  const width = await app.page.evaluate(() => innerWidth)
  await app.page.keyboard.press('Control++')
  await expect.poll(() => app.page.evaluate(() => innerWidth)).toBeLessThan(width)
  await app.page.keyboard.press('Control+0')
  await expect.poll(() => app.page.evaluate(() => innerWidth)).toBe(width)
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

test('says what answers there instead of a server that it can join', async ({ launch, picture }) => {
  const app = await launch()
  const { page } = app
  const find = async (address: string, words: string): Promise<void> => {
    await page.getByLabel('Server address').fill(address)
    await expect(page.getByText(words)).toBeVisible({ timeout: 20_000 })
  }
  const page404 = await listening(
    createServer((_, response) => response.writeHead(404).end('<h1>Hello</h1>'))
  )
  const later = await listening(
    createServer((_, response) => {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ name: 'Labo Tourbe', protocols: [7], setup: false }))
    })
  )
  const secure = await listening(createSecureServer(await selfSigned(), (_, response) => response.end('{}')))
  await find(`http://127.0.0.1:${page404.port}`, 'There is no Causerie server at this address.')
  await find(`http://127.0.0.1:${later.port}`, 'This server speaks a newer language')
  await find(`https://127.0.0.1:${secure.port}`, 'This computer does not know who issued')
  await picture(page, 'first-run-certificate')
  await find('https://causerie.invalid', 'No computer has this name.')
  await find('127.0.0.1:1', 'The server is not answering.')
  for (const { server } of [page404, later, secure]) server.close()
})

test('a server on this computer is offered, and one press fills in its address', async ({
  launch,
  picture
}) => {
  // The wait for the port is no part of its own time.
  test.setTimeout(100_000)
  const local = createServer((_, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ name: 'Here', protocols: [0, 1], setup: true }))
  })
  test.skip(!(await listensAtUsualPort(local)), 'a server of somebody else runs at the usual port')
  const app = await launch()
  const { page } = app
  const card = page.getByRole('button', { name: /^A server is running on this computer Here/ })
  // The app gives it a second to answer, and asks again when its page begins anew.
  await expect(async () => {
    await page.reload()
    await expect(card).toBeVisible({ timeout: 3_000 })
  }).toPass()
  await picture(page, 'first-run-local')
  await card.click()
  await expect(page.getByLabel('Server address')).toHaveValue(new RegExp(`:${USUAL_PORT}$`))
  await expect(card).toBeHidden()
  await expect(page.getByLabel('User name')).toBeFocused()
  local.close()
})

test('after too many tries the button waits, and says for how long', async ({
  companion,
  launch,
  picture
}) => {
  const ines = await companion.addUser('ines')
  const app = await launch({ args: [`--server=${companion.url}`] })
  const { page } = app
  await expect(page.getByText('Server found: Labo Tourbe')).toBeVisible()
  await page.getByLabel('User name').fill(ines.username)
  const password = page.getByLabel('Password', { exact: true })
  const join = page.getByRole('button', { name: 'Join' })
  const tooMany = page.locator('form').getByText(/^Too many tries. You can try again in \d+\ss\.$/)
  const wrong = page.locator('form').getByText('Wrong user name or password.')
  await stopClock(page)
  for (let tries = 0; tries < 30 && !(await tooMany.isVisible()); tries++) {
    await password.fill(`wrong ${tries}`)
    await join.click()
    await expect(tooMany.or(wrong).filter({ visible: true })).toHaveCount(1)
  }
  await expect(tooMany).toBeVisible()
  await expect(join).toBeDisabled()
  await picture(page, 'first-run-throttled')
  const seconds = async (): Promise<number> => Number(/\d+/.exec(await tooMany.innerText())?.[0])
  const before = await seconds()
  await pass(page, 1_000)
  await expect.poll(seconds).toBe(before - 1)
  // Typing goes on meanwhile, and does not make it forget.
  await password.fill(ines.password)
  await expect(tooMany).toBeVisible()
  // Another server has not had too many.
  await page.getByLabel('Server address').fill('localhost:1')
  await expect(join).toBeEnabled()
  await page.getByLabel('Server address').fill(companion.url)
  await expect(tooMany).toBeVisible()
})

test('without a keyring it says that the session is in a file', async ({ companion, launch }) => {
  const ines = await companion.addUser('ines')
  const app = await launch()
  await signIn(app, companion, ines)
  await expect(app.page.getByText('Your session is kept in a file')).toBeVisible()
})

async function listening(server: Server): Promise<{ server: Server; port: number }> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { server, port: (server.address() as AddressInfo).port }
}

/** A certificate for localhost that nobody vouches for, and its key: secret to nobody. */
async function selfSigned(): Promise<{ key: Buffer; cert: Buffer }> {
  const folder = resolve(import.meta.dirname, '../src/main/testkit')
  const read = (name: string): Promise<Buffer> => readFile(join(folder, name))
  return { key: await read('self-signed-key.pem'), cert: await read('self-signed.pem') }
}

/** Has a server listen at the usual port, which the servers of other tests leave after a while. */
async function listensAtUsualPort(server: Server): Promise<boolean> {
  for (const until = Date.now() + 40_000; Date.now() < until; await pause(200)) {
    server.listen(USUAL_PORT, '127.0.0.1')
    const listening = once(server, 'listening').then(
      () => true,
      () => false
    )
    if (await listening) return true
  }
  return false
}
