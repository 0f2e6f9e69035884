import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, type Browser, type Page } from '@playwright/test'
import { start, type Program } from '../../scripts/lib/programs.ts'
import { NOBODY } from './ordinary-user.ts'

/** A home of somebody who is not root, in which the installed app keeps what it keeps. */
export interface Home {
  readonly folder: string
  remove(): void
}

/** The installed app, running as that somebody. */
export interface InstalledApp {
  readonly page: Page
  /** Whether the kernel filters what the page's process asks of it: 2 is a filter. */
  seccomp(): Promise<string | undefined>
  quit(): Promise<number | string>
}

export function makeHome(): Home {
  const folder = mkdtempSync(join(tmpdir(), 'causerie-home-'))
  chownSync(folder, NOBODY, NOBODY)
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/**
 * Starts what is installed by its name, as nobody. Its fuses keep Playwright from driving its main process, so this
 * goes through the development tools of the page.
 */
export async function startInstalled(
  display: Record<string, string>,
  home: Home,
  args: readonly string[] = []
): Promise<InstalledApp> {
  const user = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups']
  const program = start('setpriv', [...user, 'causerie', '--remote-debugging-port=0', ...args], {
    env: { ...display, HOME: home.folder, XDG_CONFIG_HOME: '', LANG: 'en_GB.UTF-8', LANGUAGE: 'en_GB' },
    stdio: ['ignore', 'ignore', 'pipe'],
    patience: 20_000
  })
  const browser = await chromium.connectOverCDP(await addressOf(program))
  const page = await firstPage(browser)
  return {
    page,
    async seccomp() {
      const session = await browser.newBrowserCDPSession()
      const { processInfo } = await session.send('SystemInfo.getProcessInfo')
      const renderer = processInfo.find(({ type }) => type === 'renderer')
      const status = readFileSync(`/proc/${renderer?.id}/status`, 'utf8')
      return /^Seccomp:\t(\d)$/m.exec(status)?.[1]
    },
    async quit() {
      await browser.close()
      await program.stop()
      return program.ended
    }
  }
}

async function firstPage(browser: Browser): Promise<Page> {
  const context = browser.contexts()[0]
  if (!context) throw new Error('the app has no pages')
  return context.pages()[0] ?? context.waitForEvent('page')
}

/** Where the program says that it listens for development tools. */
async function addressOf({ child }: Program): Promise<string> {
  if (!child.stderr) throw new Error('standard error is no pipe')
  const said: string[] = []
  for await (const line of createInterface({ input: child.stderr })) {
    const address = /^DevTools listening on (ws:.*)$/.exec(line)?.[1]
    said.push(line)
    if (address === undefined) continue
    child.stderr.resume()
    return address
  }
  throw new Error(`the installed app ended before it listened:\n${said.join('\n')}`)
}
