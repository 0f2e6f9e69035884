import type { AppState } from '../src/shared/ipc/contract.ts'
import { makeAppState } from '../src/shared/testkit/make.ts'
import { readFileSync } from 'node:fs'
import { bodies } from './support/app.ts'
import { expect, test } from './support/fixtures.ts'
import { startHostileServer } from './support/hostile-server.ts'
import { hostileTexts } from './support/hostile-texts.ts'
import { launchAsOrdinaryUser } from './support/ordinary-user.ts'

test('every page is sandboxed, isolated, and without node', async ({ launch }) => {
  const app = await launch()
  const preferences = await app.electron.evaluate(({ webContents }) =>
    // No longer declared, and still there.
    (webContents.getAllWebContents() as unknown as { getLastWebPreferences(): object }[]).map((contents) =>
      contents.getLastWebPreferences()
    )
  )
  expect(preferences).toHaveLength(1)
  for (const preference of preferences) {
    expect(preference).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true
    })
  }
  expect(
    await app.page.evaluate(() => [
      typeof (window as unknown as { require: unknown }).require,
      typeof (window as unknown as { process: unknown }).process,
      Object.keys(window.causerie).toSorted().join()
    ])
  ).toEqual(['undefined', 'undefined', 'call,subscribe'])
})

test('the page comes from our scheme, under a policy that lets nothing else in', async ({ launch }) => {
  const app = await launch()
  const { page } = app
  expect(page.url()).toBe('app://causerie/index.html')
  const policy = await page.evaluate(async () =>
    (await fetch('/index.html')).headers.get('content-security-policy')
  )
  for (const rule of [
    "default-src 'none'",
    "script-src 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    "frame-ancestors 'none'"
  ]) {
    expect(policy?.split('; ')).toContain(rule)
  }
  expect(policy).not.toContain('unsafe')

  const statuses = await page.evaluate(async () => {
    const paths = [
      '/../main/index.cjs',
      '/..%2f..%2fpackage.json',
      '/%2e%2e/main/index.cjs',
      '/nothing.js',
      '/'
    ]
    return Promise.all(paths.map(async (path) => (await fetch(`app://causerie${path}`)).status))
  })
  expect(statuses).toEqual([404, 404, 404, 404, 404])
  app.expectConsoleErrors()
  const reached = await page.evaluate(async () => {
    const urls = [
      'file:///etc/hostname',
      'https://example.org/',
      'app://other/index.html',
      'http://127.0.0.1:1/'
    ]
    return Promise.all(
      urls.map((url) =>
        fetch(url)
          .then(() => true)
          .catch(() => false)
      )
    )
  })
  expect(reached).toEqual([false, false, false, false])
  const sinks = await page.evaluate(() => {
    const attempts = [
      () => (document.body.innerHTML = '<img src=x>'),
      () => document.body.insertAdjacentHTML('beforeend', '<b>x</b>'),
      () => document.write('x'),
      () => Object.assign(document.createElement('script'), { src: 'https://example.org/x.js' }),
      () => window.setTimeout('1' as unknown as () => void)
    ]
    return attempts.map((attempt) => {
      try {
        attempt()
        return 'open'
      } catch {
        return 'closed'
      }
    })
  })
  expect(sinks).toEqual(['closed', 'closed', 'closed', 'closed', 'closed'])
})

test('nobody leads the page elsewhere, and nothing opens a window', async ({ launch }) => {
  const app = await launch()
  const { page, electron } = app
  app.expectConsoleErrors()
  await electron.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openExternal = async (url) => void opened.push(url)
  })
  await page.evaluate(() => {
    for (const url of [
      'https://example.org/',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'causerie://join',
      'bad url:'
    ]) {
      const link = document.createElement('a')
      link.href = url
      document.body.append(link)
      link.click()
      window.open(url)
    }
    const frame = document.createElement('iframe')
    frame.src = 'https://example.org/'
    document.body.append(frame)
  })
  await expect
    .poll(() => electron.evaluate(() => (globalThis as unknown as { opened: string[] }).opened))
    .toEqual(['https://example.org/'])
  expect(page.url()).toBe('app://causerie/index.html')
  expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  await page.evaluate(() => document.querySelector('iframe')?.remove())
})

test('a window that shows a foreign page gets nothing over the bridge', async ({ launch }) => {
  const { electron } = await launch()
  const answers = await electron.evaluate(async ({ app, BrowserWindow }) => {
    const preload = `${app.getAppPath()}/out/preload/index.cjs`
    const foreign = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
    await foreign.loadURL('data:text/html,<title>foreign</title>')
    const names = ['app.state', 'messages.page', 'messages.send', 'accounts.signOut']
    const code = `Promise.all(${JSON.stringify(names)}.map((name) => causerie.call(name, {})))`
    const result = (await foreign.webContents.executeJavaScript(code)) as unknown
    foreign.destroy()
    return result
  })
  expect(answers).toEqual(Array.from({ length: 4 }, () => ({ ok: false, code: 'forbidden' })))
})

test('main listens to no message that goes past the gate', async ({ launch }) => {
  const { electron } = await launch()
  // 'error' is Electron's own. Calls have handlers, of which there can be one for each channel.
  expect(await electron.evaluate(({ ipcMain }) => ipcMain.eventNames())).toEqual(['error'])
})

test('permissions are denied before anybody is asked', async ({ launch }) => {
  const { page } = await launch()
  const states = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone'] as PermissionName[]
    const queried = await Promise.all(
      names.map(async (name) => (await navigator.permissions.query({ name })).state)
    )
    return [...queried, await Notification.requestPermission()]
  })
  expect(states).toEqual(['denied', 'denied', 'denied', 'denied', 'denied'])
})

test('whatever a server puts wherever it can is shown as text, and nothing of it runs', async ({
  launch,
  picture
}) => {
  const server = await startHostileServer(hostileTexts)
  const { page } = await launch({ args: [`--server=${server.url}`] })
  const requests: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  page.on('dialog', (dialog) => requests.push(dialog.message()))
  await expect(page.getByText('Server found:')).toBeVisible()
  await page.getByLabel('User name').fill('ines')
  await page.getByLabel('Password', { exact: true }).fill('any')
  await page.keyboard.press('Enter')

  const seen = new Set<string>()
  const last = hostileTexts.at(-1) ?? ''
  await expect.poll(async () => (await bodies(page)).at(-1)).toBe(last)
  await picture(page, 'hostile-texts')
  // Only what is near is in the page.
  await expect
    .poll(
      async () => {
        await page.getByRole('log').evaluate((list) => list.scrollBy({ top: -list.clientHeight / 2 }))
        for (const text of await bodies(page)) seen.add(text)
        return seen.size
      },
      { timeout: 30_000, intervals: [50] }
    )
    .toBe(hostileTexts.length)
  expect(seen).toEqual(new Set(hostileTexts))
  const row = page.getByRole('log').getByRole('article').last()
  await row.hover()
  await row.getByRole('button', { name: 'Delete for everyone' }).click()
  await expect(page.getByRole('alertdialog')).toContainText(last)

  expect(hostileTexts.length).toBeGreaterThanOrEqual(200)
  expect(await page.evaluate(() => 'canary' in window)).toBe(false)
  expect(requests.filter((url) => url.includes('canary'))).toEqual([])
  expect(page.url()).toBe('app://causerie/index.html')
  const foreign =
    'script:not([src]), iframe, object, embed, img, video, audio, math, style, meta[http-equiv=refresh]'
  expect(await page.locator(foreign).count()).toBe(0)
  server.close()
})

test('as an ordinary user the page runs inside of the kernel’s sandbox', async ({ display }) => {
  const app = await launchAsOrdinaryUser(display)
  try {
    const pid = await app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId()
    )
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    expect(/^Seccomp:\t(\d)$/m.exec(status)?.[1]).toBe('2')
  } finally {
    await app.dispose()
  }
})

test('a page that cannot start says so, and its button loads it again', async ({ launch, picture }) => {
  const { page, electron } = await launch()
  const address = page.getByLabel('Server address')
  await expect(address).toBeVisible()
  await electron.evaluate(({ ipcMain }) => {
    ipcMain.removeHandler('causerie:call')
    ipcMain.handle('causerie:call', () => ({ ok: false, code: 'internal' }))
  })
  await page.evaluate(() => void setTimeout(() => location.reload()))
  await expect(page.getByText('The app could not start. Try again.')).toBeVisible()
  await picture(page, 'cannot-start')
  const state: AppState = { ...makeAppState(null), language: 'en' }
  await electron.evaluate(({ ipcMain }, value) => {
    ipcMain.removeHandler('causerie:call')
    ipcMain.handle('causerie:call', (_, name) => ({ ok: true, value: name === 'app.state' ? value : null }))
  }, state)
  await page.getByRole('button', { name: 'Reload' }).click()
  await expect(address).toBeVisible()
})
