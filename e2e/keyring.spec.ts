import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { messages, say, signIn, type RunningApp } from './support/app.ts'
import { expect, test } from './support/fixtures.ts'
import { connected, notice } from './support/sight.ts'

/** Makes Chromium use GNOME's keyring, whatever desktop this is. */
const withKeyring = ['--password-store=gnome-libsecret']

const fileNotice = 'This computer has no keyring. Only you can read it.'
const lockedNotice = 'This session ends when Causerie quits.'

/** The files that hold a token: at most one for each account. */
function tokenFiles({ userData }: RunningApp): string[] {
  const accounts = join(userData, 'accounts')
  return readdirSync(accounts, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('token'))
    .map((name) => join(accounts, name))
}

function keptToken(app: RunningApp): string {
  const [file, ...others] = tokenFiles(app)
  expect(others).toEqual([])
  return file ? readFileSync(file, 'utf8') : ''
}

test('the keyring seals the session, and opens it at the next start', async ({
  companion,
  openDesktop,
  launch
}) => {
  const ines = await companion.addUser('ines')
  const { env } = await openDesktop({ keyring: 'unlocked' })
  const app = await launch({ env, args: withKeyring })
  await signIn(app, companion, ines)
  await say(app.page, 'kept well')
  expect(keptToken(app)).toMatch(/^sealed [\w+/=]+$/)
  expect(statSync(tokenFiles(app)[0] ?? '').mode & 0o777).toBe(0o600)
  await expect(notice(app.page, fileNotice)).toHaveCount(0)
  await app.close()

  const again = await launch({ env, args: withKeyring, userData: app.userData })
  await expect(messages(again.page, 'kept well')).toHaveCount(1)
  await expect(connected(again.page)).toBeVisible()
  // Another keyring cannot open it: then one signs in again.
  await again.close()
  const elsewhere = await openDesktop({ keyring: 'unlocked' })
  const moved = await launch({ env: elsewhere.env, args: withKeyring, userData: app.userData })
  await expect(messages(moved.page, 'kept well')).toHaveCount(1)
  await expect(moved.page.getByText('Session expired.', { exact: true })).toBeVisible()
})

const without = {
  'the system has none': '--password-store=basic',
  'nobody answers': '--password-store=gnome-libsecret'
}
for (const [why, choice] of Object.entries(without)) {
  test(`without a keyring (${why}) the session lies in a file of its owner’s, who is told`, async ({
    companion,
    openDesktop,
    launch
  }) => {
    const ines = await companion.addUser('ines')
    const { env } = await openDesktop()
    const app = await launch({ env, args: [choice] })
    await signIn(app, companion, ines)
    await expect(notice(app.page, fileNotice)).toBeVisible()
    expect(keptToken(app)).not.toMatch(/^sealed/)
    expect(keptToken(app).length).toBeGreaterThan(20)
    expect(statSync(tokenFiles(app)[0] ?? '').mode & 0o777).toBe(0o600)
    await app.close()
    const again = await launch({ env, args: [choice], userData: app.userData })
    await expect(connected(again.page)).toBeVisible()
  })
}

test('a locked keyring holds up no sign-in; once it is unlocked, the session can be kept', async ({
  companion,
  openDesktop,
  launch,
  picture
}) => {
  const ines = await companion.addUser('ines')
  const { env, keyring } = await openDesktop({ keyring: 'locked' })
  const app = await launch({ env, args: withKeyring })
  await signIn(app, companion, ines)
  await expect(notice(app.page, lockedNotice)).toBeVisible()
  await picture(app.page, 'keyring-locked-at-sign-in')
  expect(tokenFiles(app)).toEqual([])
  // The one that is pressed is still leaving when the next one comes.
  const again = app.page
    .locator('[data-notice]:not([data-leaving])')
    .getByRole('button', { name: 'Try again' })
  await again.click()
  // Whoever waited for the keyring would wait until it is unlocked.
  await expect(again).toBeVisible()

  await keyring?.unlock()
  await again.click()
  await expect(notice(app.page, 'Your session is kept')).toBeVisible()
  expect(keptToken(app)).toMatch(/^sealed /)
})

test('a start with a locked keyring shows the copy at once, and connects once it is unlocked', async ({
  companion,
  openDesktop,
  launch,
  picture
}) => {
  const ines = await companion.addUser('ines')
  const { env, keyring } = await openDesktop({ keyring: 'unlocked' })
  const app = await launch({ env, args: withKeyring })
  await signIn(app, companion, ines)
  await say(app.page, 'in the copy')
  await app.close()
  await keyring?.lock()

  const again = await launch({ env, args: withKeyring, userData: app.userData })
  await expect(messages(again.page, 'in the copy')).toHaveCount(1)
  const banner = again.page.getByText('Your keyring is locked.', { exact: true })
  await expect(banner).toBeVisible()
  await picture(again.page, 'keyring-locked-at-start')
  const retry = again.page.getByRole('button', { name: 'Retry' })
  await retry.click()
  await expect(banner).toBeVisible()
  await say(again.page, 'typed while locked')

  await keyring?.unlock()
  await retry.click()
  await expect(connected(again.page)).toBeVisible()
  await expect(messages(again.page, 'typed while locked')).toHaveCount(1)
})
