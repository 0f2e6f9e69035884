import type { Page } from '@playwright/test'
import { SEED_NAMES } from '../src/main/testkit/level-0/switches.ts'
import { composer, messages, say } from './support/app.ts'
import { expect } from './support/fixtures.ts'
import {
  ADA,
  askToJoin,
  BOB,
  enterBare,
  joinLevel0,
  limits,
  openProfile,
  PRESET_NAMES,
  speak,
  test,
  ticks
} from './support/level-0.ts'
import { connected } from './support/sight.ts'

const report = (page: Page) => page.getByRole('region', { name: 'Test of the connection' })
const step = (page: Page, name: string) =>
  report(page)
    .getByRole('listitem')
    .filter({ has: page.getByText(name, { exact: true }) })
const SOCKET = 'Live connection (WebSocket)'

for (const preset of ['token', 'cookie'] as const) {
  test(`joins with the preset ${PRESET_NAMES[preset]}, and is told once what the server cannot do`, async ({
    level0,
    launch,
    picture
  }) => {
    level0.switches.checksReferer = true
    const app = await launch()
    const { page } = app
    await page.getByLabel('Server address').fill(level0.url)
    await expect(page.getByRole('radio', { name: PRESET_NAMES.token })).toBeChecked()
    await picture(page, 'level-0-presets')
    const explanation = await askToJoin(app, level0, { preset, person: ADA })
    await expect(explanation).toContainText('127.0.0.1')
    await expect(explanation).toContainText('What you have read is remembered on this computer only.')
    await picture(page, `level-0-explanation-${preset}`)
    await page.evaluate(() => window.causerie.call('app.configure', { theme: 'dark', language: 'fr' }))
    await expect(page.getByRole('dialog', { name: 'Ce que ce serveur' })).toBeVisible()
    await picture(page, `level-0-explanation-${preset}-dark-fr`)
    await page.evaluate(() => window.causerie.call('app.configure', { theme: 'light', language: 'en' }))
    await explanation.getByRole('button', { name: 'Understood' }).click()
    await expect(composer(page)).toBeFocused()
    const [opened] = level0.opened
    expect(opened).toMatchObject({ status: 101, username: 'ada', origin: level0.url, subprotocol: undefined })
    expect(opened?.url.includes('token=')).toBe(preset === 'token')
    expect(opened?.cookie?.includes('sessionid=') ?? false).toBe(preset === 'cookie')
    await say(page, 'Bonjour')
    await expect(ticks(page, 'Bonjour')).toHaveCount(1)
    await app.close()

    // Nobody types anything, nor is told again.
    const asked = level0.asked.length
    const again = await launch({ userData: app.userData })
    await expect(messages(again.page, 'Bonjour')).toHaveCount(1)
    await expect(connected(again.page)).toBeVisible()
    expect(level0.asked.slice(asked).every(({ method }) => method === 'GET')).toBe(true)
    await expect(limits(again.page)).toHaveCount(0)
    await again.page.getByRole('button', { name: /Server menu/ }).click()
    await again.page.getByRole('menuitem', { name: 'About this server' }).click()
    await expect(limits(again.page)).toContainText('Announcements cannot be written from here.')
    await limits(again.page).getByRole('button', { name: 'Understood' }).click()
    await expect(limits(again.page)).toBeHidden()
  })
}

test('each refusal of the sign-in has its words', async ({ level0, launch }) => {
  const { page } = await launch()
  await page.getByLabel('Server address').fill(level0.url)
  await expect(page.getByRole('radio', { name: PRESET_NAMES.token })).toBeVisible()
  await page.getByLabel('User name').fill('ada')
  const refused = async (words: string, password: string): Promise<void> => {
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Join' }).click()
    await expect(page.locator('form').getByText(words)).toBeVisible()
  }
  for (const status of [400, 401, 403] as const) {
    level0.switches.wrongPassword = status
    await refused('Wrong user name or password.', `wrong ${status}`)
  }
  level0.switches.allowedHosts = []
  await refused('The sign-in worked, but the live connection did not.', ADA.password)
  await page.getByRole('radio', { name: PRESET_NAMES.cookie }).check({ force: true })
  await refused('Wrong user name or password.', 'wrong')
  level0.switches.allowedHosts = ['127.0.0.1']
  await page.getByLabel('Password', { exact: true }).fill(ADA.password)
  await page.keyboard.press('Enter')
  await expect(limits(page)).toBeVisible()
})

test('a profile of the organisation says what everything is called there', async ({
  level0,
  launch,
  picture,
  profileFile
}) => {
  const { switches } = level0
  const names = {
    ...SEED_NAMES,
    id: 'numero',
    message: 'texte',
    sender: 'auteur',
    userId: 'matricule',
    username: 'identifiant',
    isSuperuser: 'responsable'
  }
  Object.assign(switches, { historyNames: names, frameNames: names, historyUnder: 'lignes', scheme: 'Token' })
  switches.identity = ['header']
  switches.loginKeys = { token: 'jeton', refresh: null, user: 'personne' }
  level0.say('bob', 'from before')
  const app = await launch()
  const { page } = app

  await test.step('a broken one says which part is wrong', async () => {
    await openProfile(app, profileFile('{ "profile": 1, '))
    await expect(page.locator('form').getByText('it is not written in JSON')).toBeVisible()
    await openProfile(app, profileFile('{ "profile": 1, "socket": { "identity": "smell" } }'))
    await expect(page.locator('form').getByText('its part “socket.identity” is wrong')).toBeVisible()
  })
  await openProfile(
    app,
    profileFile({
      profile: 1,
      name: 'Atelier',
      address: level0.url,
      signIn: { token: 'jeton', user: 'personne' },
      authorization: { scheme: 'Token' },
      socket: { identity: 'header' },
      fields: {
        messages: 'lignes',
        id: 'numero',
        body: 'texte',
        sender: 'auteur',
        userId: 'matricule',
        username: 'identifiant',
        isSuperuser: 'responsable'
      }
    })
  )
  await expect(page.getByLabel('Server address')).toHaveValue(level0.url)
  await expect(page.getByRole('radio', { name: 'Atelier' })).toBeChecked()
  await picture(page, 'level-0-profile-opened')
  await joinLevel0(app, level0, { person: ADA })
  await expect(page.getByRole('navigation').getByText('Atelier')).toBeVisible()
  expect(level0.opened[0]).toMatchObject({ status: 101, url: '/ws/notifications/' })
  await expect(messages(page, 'from before')).toContainText('Bob Carter')
  level0.say('bob', 'now')
  await expect(messages(page, 'now')).toHaveCount(1)
  await say(page, 'mine')
  await expect(ticks(page, 'mine')).toHaveCount(1)
  await messages(page, 'now').hover()
  await expect(messages(page, 'now').getByRole('button', { name: 'Delete for everyone' })).toBeVisible()
})

test('a pasted token needs no password', async ({ level0, launch }) => {
  const { page } = await launch()
  await page.getByLabel('Server address').fill(level0.url)
  await page.getByText('I have a token').click()
  await page.getByLabel('User name').fill('bob')
  await page.getByLabel('Token', { exact: true }).fill(`Bearer ${level0.tokenOf('bob')} `)
  await page.getByRole('button', { name: 'Join' }).click()
  await limits(page).getByRole('button', { name: 'Understood' }).click()
  await say(page, 'by token')
  await expect(ticks(page, 'by token')).toHaveCount(1)
  expect(level0.asked.some(({ path }) => path === '/api/login/')).toBe(false)
  const ada = await enterBare(level0, ADA)
  speak(ada, 'seen')
  await expect(messages(page, 'seen')).toHaveCount(1)
})

test('the test of a profile says which step fails, and why', async ({
  level0,
  launch,
  picture,
  profileFile
}) => {
  const { switches } = level0
  const app = await launch()
  const { page } = app
  const credentials = async (): Promise<void> => {
    await page.getByLabel('User name').fill(BOB.username)
    await page.getByLabel('Password', { exact: true }).fill(BOB.password)
  }
  const run = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Test the connection' }).click()
    await expect(report(page)).toBeVisible()
  }
  /** Tests again, where `detail` is what an administrator looks for. */
  const fails = async (name: string, words: string, detail: string): Promise<void> => {
    await run()
    await expect(report(page)).toContainText(`This step does not work: ${name}.`)
    await expect(step(page, name)).toContainText('Does not work')
    await expect(step(page, name)).toContainText(words)
    await expect(step(page, name)).toContainText(detail)
  }
  await page.getByLabel('Server address').fill(level0.url)
  await page.getByRole('radio', { name: PRESET_NAMES.cookie }).check({ force: true })

  await test.step('without a name only what needs none is tried', async () => {
    await run()
    await expect(report(page)).toContainText('What was tried works. The rest takes a sign-in.')
    await expect(step(page, 'Protection of the sign-in (CSRF)')).toContainText('Works')
    await credentials()
    await expect(report(page)).toBeHidden()
  })
  await test.step('all steps of the presets work', async () => {
    await run()
    await expect(report(page)).toContainText('Every step works.')
    await expect(step(page, 'Who is signed in')).toContainText('Not in this profile')
    await page.getByRole('radio', { name: PRESET_NAMES.token }).check({ force: true })
    await run()
    await expect(report(page)).toContainText('Every step works.')
    await expect(step(page, SOCKET)).toContainText('GET /ws/notifications/ → 101, then a frame')
  })
  await test.step('the origin is not allowed: 403', async () => {
    switches.allowedHosts = []
    await fails(SOCKET, 'whether the server allows the origin', '→ 403')
    await picture(page, 'level-0-test-failed')
    switches.allowedHosts = ['127.0.0.1']
  })
  await test.step('no history', async () => {
    switches.history = false
    await fails('Older messages', 'There is nothing at this path.', '→ 404')
    switches.history = true
  })
  await test.step('a token that is worth nothing: 4401 after opening', async () => {
    switches.refusal = '4401'
    await page.getByText('I have a token').click()
    await page.getByLabel('Token', { exact: true }).fill('worth-nothing')
    await fails(SOCKET, 'The live connection opened, then the server closed it', 'closed with 4401')
    await page.getByText('I have a token').click()
    await credentials()
  })
  await test.step('a wrong path of the socket: 500', async () => {
    await openProfile(app, profileFile({ profile: 1, socket: { url: '/ws/notification/' } }))
    await fails(SOCKET, 'Check the path in the profile', 'GET /ws/notification/ → 500')
  })
  await test.step('a missing slash: a redirect that is named', async () => {
    await openProfile(app, profileFile({ profile: 1, signIn: { url: '/api/login' }, me: {} }))
    await fails('Sign-in', 'lacks a slash at its end', '/api/login/')
    await expect(step(page, SOCKET)).toContainText('Not tried')
    await page.evaluate(() => window.causerie.call('app.configure', { theme: 'dark' }))
    await page.getByText('Français').click()
    await page.getByRole('button', { name: 'Tester la connexion' }).click()
    await expect(page.getByText('Cette étape', { exact: false }).first()).toBeVisible()
    await picture(page, 'level-0-test-failed-dark-fr')
  })
})
