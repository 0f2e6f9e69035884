import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Page } from '@playwright/test'
import Database from 'better-sqlite3'
import { composer, reconnect, say, type RunningApp } from './support/app.ts'
import { expect, test } from './support/fixtures.ts'

const cli = resolve(import.meta.dirname, '../src/server/cli.ts')
const offer = /^Start a server on this computer/

test('one press starts a server that outlives the window, goes on without the app and comes back to it', async ({
  launch,
  openDesktop,
  picture
}) => {
  const { env } = await openDesktop({ tray: true })
  const app = await launch({ env })
  const { page } = app
  await page.getByRole('button', { name: offer }).click()
  await expect(page.getByRole('heading', { name: 'Your server is running' })).toBeVisible()
  const steps = page.getByRole('status').getByRole('listitem')
  await expect(steps).toHaveText([
    /^Database created/,
    /^Listening on port \d+/,
    /^Your admin account is ready/
  ])
  await picture(page, 'local-server-ready')
  await expect(page.getByRole('button', { name: 'Open Causerie' })).toBeFocused()
  await page.keyboard.press('Enter')
  const data = join(app.userData, 'server')
  await say(page, 'written at home')

  const window = await app.electron.browserWindow(page)
  await window.evaluate((shown) => shown.close())
  await expect.poll(() => window.evaluate((shown) => shown.isVisible())).toBe(false)
  const server = await serverProcess(app)
  // It comes back from a crash, too.
  process.kill(server, 'SIGKILL')
  await expect.poll(() => serverProcess(app).catch(() => server)).not.toBe(server)
  const anew = await serverProcess(app)
  await window.evaluate((shown) => shown.show())
  await say(page, 'still there')
  await reconnect(page)
  await expect.poll(() => bodiesIn(data)).toEqual(['written at home', 'still there'])
  await app.close()
  await expect.poll(() => isAlive(anew)).toBe(false)
  expect(existsSync(join(data, 'causerie.db-wal')), 'its files are complete').toBe(false)
  const log = readFileSync(join(app.userData, 'logs/server.log'), 'utf8').trim().split('\n')
  const events = log.map((line) => (JSON.parse(line) as { event: string }).event)
  expect(events.at(-1)).toBe('server.stopped')

  const plain = spawn(process.execPath, [cli, 'start', '--data', data, '--json'], {
    stdio: ['ignore', 'pipe', 'ignore']
  })
  const [line] = (await once(createInterface({ input: plain.stdout }), 'line')) as [string]
  const { url } = JSON.parse(line) as { url: string }
  const again = await launch({ env, userData: app.userData })
  await say(again.page, 'with the other server')
  await expect.poll(() => bodiesIn(data)).toContain('with the other server')
  await openAccountPage(again.page)
  await expect(again.page.getByText('Another program runs it.')).toBeVisible()
  await expect(again.page.getByText(url, { exact: true }).first()).toBeVisible()
  plain.kill()
  await once(plain, 'exit')
  await again.page.getByRole('button', { name: 'Check again' }).click()
  await expect(again.page.getByText(/^Running, for this computer only/)).toBeVisible()
  const killed = await serverProcess(again)
  await again.kill()
  await expect.poll(() => isAlive(killed), 'a killed app takes it along').toBe(false)
})

test('a failure is named, tried again when told, and the server can be stopped and started', async ({
  launch,
  picture
}) => {
  const userData = mkdtempSync(join(tmpdir(), 'causerie-app-'))
  writeFileSync(join(userData, 'server'), 'a file where the folder should be')
  const { page } = await launch({ userData })
  await page.getByRole('button', { name: offer }).click()
  await expect(page.getByRole('heading', { name: 'Your server did not start' })).toBeVisible()
  await expect(page.getByRole('status').getByText('Its folder cannot be used.')).toBeVisible()
  await picture(page, 'local-server-failed')
  rmSync(join(userData, 'server'))
  await page.getByRole('button', { name: 'Retry' }).click()
  await page.getByRole('button', { name: 'Open Causerie' }).click()
  await expect(composer(page)).toBeVisible()

  await openAccountPage(page)
  const group = page.getByRole('region', { name: 'Server on this computer' })
  await expect(group.getByText(/^Running, for this computer only/)).toBeVisible()
  await picture(page, 'local-server-settings')
  await group.getByRole('button', { name: 'Stop' }).click()
  await expect(group.getByText('Stopped. It starts again with Causerie.')).toBeVisible()
  await group.getByRole('button', { name: 'Start' }).click()
  await expect(group.getByText(/^Running, for this computer only/)).toBeVisible()

  // Whoever signs out has no password, and gets in again all the same.
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: /^Open your server on this computer/ }).click()
  await page.getByRole('button', { name: 'Open Causerie' }).click()
  await expect(composer(page)).toBeVisible()
})

async function openAccountPage(page: Page): Promise<void> {
  await page.keyboard.press('Control+,')
  await expect(page.getByRole('heading', { level: 1, name: 'Account' })).toBeVisible()
}

/** The id of the process that the server is. */
async function serverProcess({ electron }: RunningApp): Promise<number> {
  const pid = await electron.evaluate(
    ({ app }) => app.getAppMetrics().find(({ name }) => name === 'Causerie server')?.pid
  )
  if (pid === undefined) throw new Error('the app has no server')
  return pid
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** The texts of the messages that a server has, in their order. */
function bodiesIn(data: string): string[] {
  const db = new Database(join(data, 'causerie.db'), { readonly: true })
  try {
    return db.prepare<[], string>('SELECT body FROM messages ORDER BY id').pluck().all()
  } finally {
    db.close()
  }
}
