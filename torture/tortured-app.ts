import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { copyFile } from '../bench/history.ts'
import { appOn, startListening } from '../bench/programs.ts'
import type { Person } from '../e2e/support/companion.ts'
import type { Program } from '../scripts/lib/programs.ts'
import { until } from './wait.ts'

/** The built app on one folder of data, killed and started again. */
export interface TorturedApp {
  readonly userData: string
  /** Its copy of its only account. */
  copy(): string
  /** Returns as soon as the process is there; whatever it does by itself it does from then on. */
  start(): Promise<void>
  /** The window, once its page is there to be spoken to. */
  page(): Promise<Page>
  /** Ends it and all of its processes, as a power cut does. */
  kill(): Promise<void>
  /** Quits as a person does. */
  quit(): Promise<void>
  /** What it wrote down of its copy that is never to happen. */
  complaints(): readonly string[]
}

const QUIT_TIMEOUT = 10_000
const SIGN_IN_TIMEOUT = 60_000

export function createTorturedApp(display: Record<string, string>): TorturedApp {
  const userData = mkdtempSync(join(tmpdir(), 'causerie-app-'))
  let running: { program: Program; address: string } | null = null
  const program = (): { program: Program; address: string } => {
    if (!running) throw new Error('the app does not run')
    return running
  }
  const kill = async (): Promise<void> => {
    const { child, ended } = program().program
    running = null
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    await ended
  }
  return {
    userData,
    copy: () => copyFile(userData),
    async start() {
      running = await startListening(display, appOn(userData))
    },
    async page() {
      const browser = await chromium.connectOverCDP(program().address)
      const [context] = browser.contexts()
      if (!context) throw new Error('the app has no window')
      const page = context.pages()[0] ?? (await context.waitForEvent('page'))
      await page.locator('textarea, form').first().waitFor()
      return page
    },
    kill,
    async quit() {
      const page = await this.page()
      const { ended } = program().program
      // The page goes before it can answer.
      page.evaluate(() => window.causerie.call('app.quit', { force: true })).catch(() => undefined)
      const timer = setTimeout(() => void kill(), QUIT_TIMEOUT)
      const code = await ended
      clearTimeout(timer)
      running = null
      if (code !== 0) throw new Error(`the app did not quit by itself, but ended with ${code}`)
    },
    complaints() {
      const aside = readdirSync(dirname(copyFile(userData))).filter((name) => name.includes('damaged'))
      const log = readFileSync(join(userData, 'logs/main.log'), 'utf8').split('\n')
      return [...aside, ...log.filter((line) => NEVER.test(line))]
    }
  }
}

const NEVER = /uncaught|not_applied|not_written|copy_rebuilt|put_back|not_started|connection\.rejected/

/** Signs in, and stays signed in over every start; tries again as long as the network is in the way. */
export async function signIn(page: Page, address: string, person: Person): Promise<void> {
  const enter = (): Promise<Answer> =>
    page.evaluate(
      (entry) =>
        window.causerie.call('accounts.signIn', { ...entry, keep: true, profile: null }) as Promise<Answer>,
      { address, ...person }
    )
  await until('the app is let in', async () => (await enter()).ok, SIGN_IN_TIMEOUT)
}

interface Answer {
  readonly ok: boolean
}

/** Types a message into the field, as a person does; returns once the field is empty, and so once it is on disk. */
export async function typeByHand(page: Page, text: string): Promise<void> {
  const field = page.locator('textarea')
  await field.fill(text)
  await field.press('Enter')
  await page.waitForFunction(() => document.querySelector('textarea')?.value === '')
}

/** Hands messages to the app as its field does, one after the other; true: all are on disk. */
export function typeAtOnce(page: Page, texts: readonly string[]): Promise<boolean> {
  return page.evaluate(async (all) => {
    for (const body of all) {
      const answer = await window.causerie.call('messages.send', { roomId: 1, body })
      if (!(answer as { readonly ok: boolean }).ok) return false
    }
    return true
  }, texts)
}

export async function retryConnection(page: Page): Promise<void> {
  await page.evaluate(() => window.causerie.call('connection.retry', {}))
}
