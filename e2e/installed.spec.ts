import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { AppState } from '../src/shared/ipc/contract.ts'
import { debOf, ensurePackage } from '../scripts/package/package.ts'
import { makeDeb } from '../scripts/package/deb.ts'
import { bodies, say } from './support/app.ts'
import {
  changedFiles,
  install,
  installedFiles,
  installedVersion,
  purge,
  whyNotInstall
} from './support/debian.ts'
import { expect, test } from './support/fixtures.ts'
import { makeHome, startInstalled, type Home } from './support/installed-app.ts'
import { connected } from './support/sight.ts'

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

test('the package installs, runs sandboxed with a server inside, outlives an upgrade, and goes without a trace', async ({
  display
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
  await first.page.getByRole('button', { name: /^Start a server on this computer/ }).click()
  await first.page.getByRole('button', { name: 'Open Causerie' }).click()
  await say(first.page, 'written before the upgrade')
  await expect.poll(() => bodies(first.page)).toEqual(['written before the upgrade'])
  expect(await first.quit()).toBe(0)

  install(deb)
  expect(installedVersion()).toBe(job.version)
  expect(changedFiles()).toBe('')
  // As where the kernel lets ordinary programs make no sandbox: then the helper that belongs to root makes it.
  const second = await startInstalled(display, home, ['--disable-namespace-sandbox'])
  expect(await second.seccomp()).toBe('2')
  await expect.poll(() => bodies(second.page)).toEqual(['written before the upgrade'])
  await say(second.page, 'and after it')
  await expect.poll(() => bodies(second.page)).toEqual(['written before the upgrade', 'and after it'])
  await expect(connected(second.page)).toBeVisible()
  expect(await signInTo(await serverOf(second.page))).toBe(401)
  expect(await second.quit()).toBe(0)

  const files = installedFiles()
  expect(files).toContain('/usr/bin/causerie')
  purge()
  expect(installedVersion()).toBe(null)
  expect(files.filter((file) => existsSync(file))).toEqual([])
  expect(existsSync('/usr/lib/causerie')).toBe(false)
  expect(existsSync(join(home.folder, '.config/Causerie/app.sqlite'))).toBe(true)
})

/** Where the server inside the app listens. */
function serverOf(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const { value } = (await window.causerie.call('app.state', {})) as { value: AppState }
    return value.localServer.origin ?? ''
  })
}

/** Tries a password, which the server hashes whether there is such a person or not; answers the status. */
async function signInTo(origin: string): Promise<number> {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ username: 'nobody', password: 'a guess' })
  return (await fetch(`${origin}/api/login/`, { method: 'POST', headers, body })).status
}
