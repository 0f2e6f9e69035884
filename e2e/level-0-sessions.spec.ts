import type { Level0Server } from '../src/main/testkit/level-0/server.ts'
import { messages, say, type RunningApp } from './support/app.ts'
import { expect } from './support/fixtures.ts'
import {
  ADA,
  banner,
  joinLevel0,
  limits,
  openProfile,
  PRESET_NAMES,
  stored,
  test,
  ticks
} from './support/level-0.ts'
import { connected } from './support/sight.ts'

/** How often the app has asked for a new token. */
const refreshes = (level0: Level0Server): number =>
  level0.asked.filter(({ path }) => path === '/api/token/refresh/').length

async function signInAgain({ page }: RunningApp, password: string): Promise<void> {
  await expect(banner(page, /Session expired/)).toBeVisible()
  await page.getByRole('button', { name: 'Sign in again' }).click()
  await expect(page.getByLabel('User name')).toHaveValue('ada')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

test('an expired token is exchanged for a new one, without a word', async ({
  level0,
  launch,
  profileFile
}) => {
  level0.switches.refusal = '4401'
  const app = await launch()
  const { page } = app
  level0.switches.loginKeys = { token: 'token', refresh: 'refresh', user: null }
  await openProfile(app, profileFile({ profile: 1, address: level0.url, refresh: {}, me: {} }))
  await joinLevel0(app, level0, { person: ADA })
  await expect(page.getByRole('button', { name: /Ada Lemaire/ })).toBeVisible()
  await say(page, 'before')
  await expect(ticks(page, 'before')).toHaveCount(1)

  await test.step('when the socket is closed with 4401', async () => {
    level0.expireTokens()
    level0.closeAll(1000)
    await expect.poll(() => refreshes(level0)).toBe(1)
    await say(page, 'after')
    await expect(ticks(page, 'after')).toHaveCount(1)
  })
  await test.step('when it is refused with 403, and after a restart', async () => {
    level0.switches.refusal = '403'
    level0.switches.anonymous = 403
    level0.expireTokens()
    level0.closeAll(1006)
    await expect.poll(() => refreshes(level0)).toBe(2)
    await expect(connected(page)).toBeVisible()
    await app.close()
    const again = await launch({ userData: app.userData })
    await say(again.page, 'again')
    await expect(ticks(again.page, 'again')).toHaveCount(1)
    // The new token was kept.
    expect(refreshes(level0)).toBe(2)
    level0.signEverybodyOut()
    level0.closeAll(1000)
    await signInAgain(again, ADA.password)
    await expect(messages(again.page, 'again')).toHaveCount(1)
  })
})

for (const preset of ['token', 'cookie'] as const) {
  test(`a session that is over asks for a new sign-in: ${PRESET_NAMES[preset]}`, async ({
    level0,
    launch
  }) => {
    const app = await launch()
    const { page } = app
    await joinLevel0(app, level0, { preset, person: ADA })
    await say(page, 'before')
    await expect(ticks(page, 'before')).toHaveCount(1)
    level0.switches.refusal = preset === 'token' ? '4401' : '403'
    level0.switches.anonymous = preset === 'token' ? 401 : 302
    level0.signEverybodyOut()
    level0.closeAll(1000)
    await expect(banner(page, /Session expired/)).toBeVisible()
    await say(page, 'typed meanwhile')
    level0.say('bob', 'said meanwhile')
    await signInAgain(app, ADA.password)
    await expect(messages(page, 'said meanwhile')).toHaveCount(1)
    await expect(ticks(page, 'typed meanwhile')).toHaveCount(1)
    expect(stored(level0)).toEqual(['before', 'said meanwhile', 'typed meanwhile'])
  })
}

test('whoever joined with a pasted token is asked for a token again', async ({ level0, launch }) => {
  const { page } = await launch()
  await page.getByLabel('Server address').fill(level0.url)
  await page.getByText('I have a token').click()
  await page.getByLabel('User name').fill('bob')
  await page.getByLabel('Token', { exact: true }).fill(level0.tokenOf('bob'))
  await page.getByRole('button', { name: 'Join' }).click()
  await limits(page).getByRole('button', { name: 'Understood' }).click()
  level0.switches.refusal = '4401'
  level0.signEverybodyOut()
  level0.closeAll(1000)
  await expect(banner(page, /Session expired/)).toBeVisible()
  await page.getByRole('button', { name: 'Sign in again' }).click()
  await expect(page.getByLabel('Password', { exact: true })).toHaveCount(0)
  await page.getByLabel('Token', { exact: true }).fill('worth-nothing')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.locator('form').getByText('refuses the live connection with this token')).toBeVisible()
  await page.getByLabel('Token', { exact: true }).fill(` ${level0.tokenOf('bob')} `)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await say(page, 'by token')
  await expect(ticks(page, 'by token')).toHaveCount(1)
})
