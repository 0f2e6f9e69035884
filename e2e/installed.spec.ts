import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { debOf, ensurePackage } from '../scripts/package/package.ts'
import { makeDeb } from '../scripts/package/deb.ts'
import { bodies, composer, say } from './support/app.ts'
import { install, installedFiles, installedVersion, purge, whyNotInstall } from './support/debian.ts'
import { expect, test } from './support/fixtures.ts'
import { makeHome, startInstalled, type Home } from './support/installed-app.ts'
import { addInes } from './support/people.ts'

const reason = whyNotInstall()
test.skip(reason !== null, reason ?? '')
// The package is made, twice.
test.setTimeout(180_000)

let home: Home
test.beforeEach(() => {
  purge()
  home = makeHome()
})
test.afterEach(() => {
  purge()
  home.remove()
})

test('the package installs, runs sandboxed, keeps what was written over an upgrade, and goes without a trace', async ({
  display,
  companion
}, { outputDir }) => {
  const made = await ensurePackage()
  const deb = made.files.find((file) => file.endsWith('.deb')) ?? ''
  const job = debOf(made.runtime, made.unpacked, outputDir)
  const older = await makeDeb({ ...job, version: '0.0.1' })

  install(older)
  rmSync(older)
  expect(installedVersion()).toBe('0.0.1')
  const first = await startInstalled(display, home)
  expect(await first.seccomp()).toBe('2')
  const ines = await addInes(companion)
  const { page } = first
  await page.getByLabel('Server address').fill(companion.url)
  await expect(page.getByText('Server found: Labo Tourbe')).toBeVisible()
  await page.getByLabel('User name').fill(ines.username)
  await page.getByLabel('Password', { exact: true }).fill(ines.password)
  await page.getByRole('button', { name: 'Join' }).click()
  await expect(composer(page)).toBeVisible()
  await say(page, 'written before the upgrade')
  await expect.poll(() => bodies(page)).toEqual(['written before the upgrade'])
  expect(await first.quit()).toBe(0)

  install(deb)
  expect(installedVersion()).toBe(job.version)
  // As where the kernel lets ordinary programs make no sandbox: then the helper that belongs to root makes it.
  const second = await startInstalled(display, home, ['--disable-namespace-sandbox'])
  expect(await second.seccomp()).toBe('2')
  await expect.poll(() => bodies(second.page)).toEqual(['written before the upgrade'])
  await say(second.page, 'and after it')
  await expect.poll(() => bodies(second.page)).toEqual(['written before the upgrade', 'and after it'])
  expect(await second.quit()).toBe(0)

  const files = installedFiles()
  expect(files).toContain('/usr/bin/causerie')
  purge()
  expect(installedVersion()).toBe(null)
  expect(files.filter((file) => existsSync(file))).toEqual([])
  expect(existsSync('/usr/lib/causerie')).toBe(false)
  expect(existsSync(join(home.folder, '.config/Causerie/app.sqlite'))).toBe(true)
})
