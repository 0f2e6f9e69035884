import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, expect, type ElectronApplication, type Page } from '@playwright/test'
import { appArguments } from '../../scripts/lib/app-arguments.ts'
import type { AppState } from '../../src/shared/ipc/contract.ts'
import type { Companion, Person } from './companion.ts'

/** The running app, with its first window. */
export interface RunningApp {
  readonly electron: ElectronApplication
  readonly page: Page
  readonly userData: string
  /** Says that the test makes the console complain. */
  expectConsoleErrors(): void
  /** Starts the program a second time on the same data, as a link or an impatient person does; it ends by itself. */
  startAgain(args: readonly string[]): Promise<void>
  /** Ends it as a crash does. */
  kill(): Promise<void>
  /** Quits as a person would; a process that stays is killed, and that is an error. */
  close(): Promise<void>
}

export interface LaunchOptions {
  /** The folder of a former run; else a new one. */
  readonly userData?: string
  readonly args?: readonly string[]
  readonly language?: 'fr' | 'en'
  readonly layout?: 'packaged' | 'folder'
  /** Beside the environment of the display, and over it. */
  readonly env?: Record<string, string>
}

/** Where the build has put the app. */
export interface Assembled {
  readonly exec: string
  readonly app: string
  readonly packaged: string
}

/** Milliseconds: quitting takes less than a thousand, and what stays after so many stays for good. */
const QUIT_TIMEOUT = 20_000
const assembledFile = resolve(import.meta.dirname, '../../.runtime/assembled.json')

export function readAssembled(): Assembled {
  return JSON.parse(readFileSync(assembledFile, 'utf8')) as Assembled
}

/** Starts the built app on a display. `env` is that display's environment. */
export async function launchApp(
  env: Record<string, string>,
  options: LaunchOptions = {}
): Promise<RunningApp> {
  const assembled = readAssembled()
  const userData = options.userData ?? mkdtempSync(join(tmpdir(), 'causerie-app-'))
  const isFolder = options.layout === 'folder'
  const locale = options.language === 'fr' ? 'fr_FR.UTF-8' : 'en_GB.UTF-8'
  const executablePath = isFolder ? assembled.exec : assembled.packaged
  const fixedArgs = [...(isFolder ? [assembled.app] : []), ...appArguments(), `--user-data-dir=${userData}`]
  const environment = { ...plainEnvironment(), ...env, ...options.env, LANG: locale, LANGUAGE: locale }
  const electron = await _electron.launch({
    executablePath,
    args: [...fixedArgs, ...(options.args ?? [])],
    env: environment,
    // Playwright would otherwise force the light theme.
    colorScheme: null
  })
  const page = await electron.firstWindow()
  const unexpected: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') unexpected.push(message.text())
  })
  page.on('pageerror', (error) => unexpected.push(String(error)))
  const child = electron.process()
  let isClosed = false
  let isComplaintExpected = false
  return {
    electron,
    page,
    userData,
    expectConsoleErrors: () => void (isComplaintExpected = true),
    startAgain: (args) => runToEnd(executablePath, [...fixedArgs, ...args], environment),
    async kill() {
      isClosed = true
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
    async close() {
      if (isClosed) return
      isClosed = true
      let isKilled = false
      const timer = setTimeout(() => (isKilled = child.kill('SIGKILL')), QUIT_TIMEOUT)
      await electron.close()
      clearTimeout(timer)
      expect(isKilled, 'the app quits by itself').toBe(false)
      if (!isComplaintExpected) expect(unexpected, 'no error on the console').toEqual([])
    }
  }
}

export function removeUserData(app: RunningApp): void {
  rmSync(app.userData, { recursive: true, force: true })
}

/** Fills in the first-run form and waits for the room. */
export async function signIn({ page }: RunningApp, companion: Companion, person: Person): Promise<void> {
  await page.getByLabel('Server address').fill(companion.url)
  await expect(page.getByText('Server found: Labo Tourbe')).toBeVisible()
  await page.getByLabel('User name').fill(person.username)
  await page.getByLabel('Password', { exact: true }).fill(person.password)
  await page.getByRole('button', { name: 'Join' }).click()
  await expect(composer(page)).toBeVisible()
}

export function composer(page: Page): ReturnType<Page['getByRole']> {
  return page.getByRole('textbox', { name: 'Message to Général' })
}

/** Types a message and sends it; returns once the field is empty, and so once it is on disk. */
export async function say(page: Page, text: string): Promise<void> {
  await composer(page).fill(text)
  await composer(page).press('Enter')
  await expect(composer(page)).toHaveValue('')
}

/** Has the app connect now instead of when it would by itself. */
export async function reconnect(page: Page): Promise<void> {
  await expect
    .poll(async () => {
      await page.evaluate(() => window.causerie.call('connection.retry', {}))
      const state = await page.evaluate(() => window.causerie.call('app.state', {}))
      return (state as { value: AppState }).value.session?.connection.phase
    })
    .toBe('online')
}

/** The rows of the timeline that hold a text. */
export function messages(page: Page, text?: string | RegExp): ReturnType<Page['getByRole']> {
  const rows = page.getByRole('log').getByRole('article')
  return text === undefined ? rows : rows.filter({ hasText: text })
}

/** The texts of the timeline, in their order. */
export function bodies(page: Page): Promise<string[]> {
  return page.getByRole('log').locator('[data-body]').allTextContents()
}

async function runToEnd(command: string, args: string[], env: Record<string, string>): Promise<void> {
  await once(spawn(command, args, { env, stdio: 'ignore' }), 'exit')
}

function plainEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  )
}
