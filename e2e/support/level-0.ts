import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Locator, type Page } from '@playwright/test'
import type { ProfileDocument } from '../../src/shared/protocol/profile.ts'
import { openBareClient, type BareClient } from '../../src/main/testkit/level-0/bare-client.ts'
import { startLevel0Server, type Level0Server } from '../../src/main/testkit/level-0/server.ts'
import { composer, messages, type RunningApp } from './app.ts'
import type { Person } from './companion.ts'
import { test as base } from './fixtures.ts'

/** May delete for everyone. */
export const ADA: Person = { username: 'ada', password: 'password of ada' }
export const BOB: Person = { username: 'bob', password: 'password of bob' }

export const PRESET_NAMES = {
  token: 'Django Channels, token',
  cookie: 'Django Channels, session cookie'
} as const

interface Fixtures {
  /** A Django backend as it was measured, with Ada and Bob. */
  readonly level0: Level0Server
  /** Writes a profile as an organisation hands it out, or any other text; answers its file. */
  readonly profileFile: (content: ProfileDocument | string) => string
}

/* oxlint-disable no-empty-pattern -- Playwright reads a fixture's dependencies from this pattern. */
export const test = base.extend<Fixtures>({
  level0: async ({}, use) => {
    const server = await startLevel0Server()
    server.addUser({ ...ADA, superuser: true, firstName: 'Ada', lastName: 'Lemaire' })
    server.addUser({ ...BOB, firstName: 'Bob', lastName: 'Carter' })
    await use(server)
    await server.stop()
  },
  profileFile: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'causerie-profile-'))
    await use((content) => {
      const file = join(folder, 'organisation.json')
      writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
      return file
    })
    rmSync(folder, { recursive: true })
  }
})
/* oxlint-enable no-empty-pattern */

/** Somebody who is in the room with a page of the server's own. */
export function enterBare(server: Level0Server, { username }: Person): Promise<BareClient> {
  return openBareClient(server.url, { token: server.tokenOf(username) })
}

export function speak(client: BareClient, message: string): void {
  client.send({ type: 'chat_message', message })
}

/** Presses the button that opens a profile, and chooses a file in place of the person. */
export async function openProfile({ electron, page }: RunningApp, file: string): Promise<void> {
  await electron.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, file)
  await page.getByRole('button', { name: /^Open a profile/ }).click()
}

interface Joining {
  readonly person: Person
  /** One of those that are offered; else the profile that was opened is used. */
  readonly preset?: keyof typeof PRESET_NAMES
}

/** Fills in the first-run form and joins; returns with the explanation of the server open. */
export async function askToJoin(
  { page }: RunningApp,
  server: Level0Server,
  joining: Joining
): Promise<Locator> {
  const { person, preset } = joining
  await page.getByLabel('Server address').fill(server.url)
  if (preset) await page.getByRole('radio', { name: PRESET_NAMES[preset] }).check({ force: true })
  await page.getByLabel('User name').fill(person.username)
  await page.getByLabel('Password', { exact: true }).fill(person.password)
  await page.getByRole('button', { name: 'Join' }).click()
  await expect(limits(page)).toBeVisible()
  return limits(page)
}

/** Joins, and closes the explanation of the server. */
export async function joinLevel0(app: RunningApp, server: Level0Server, joining: Joining): Promise<void> {
  const explanation = await askToJoin(app, server, joining)
  await explanation.getByRole('button', { name: 'Understood' }).click()
  await expect(explanation).toBeHidden()
  await expect(composer(app.page)).toBeVisible()
}

/** What the server cannot do, in words. */
export function limits(page: Page): Locator {
  return page.getByRole('dialog', { name: 'What this server can and cannot do' })
}

/** The ticks of own messages that hold a text: the server has them. */
export function ticks(page: Page, text?: string | RegExp): Locator {
  return messages(page, text).getByText('Sent', { exact: true })
}

/** What the page says above the room of a connection that is not there. */
export function banner(page: Page, words: RegExp): Locator {
  return page.getByRole('status').filter({ hasText: words })
}

/** The texts of the messages that the server holds. */
export function stored(server: Level0Server): string[] {
  return server.messages().map(({ text }) => text)
}

/** Deletes a message in the app, for everyone: with the key, since a notice may lie over the button. */
export async function deleteMessage(page: Page, text: string): Promise<void> {
  await messages(page, text).hover()
  await expect(messages(page, text).getByRole('button', { name: 'Delete for everyone' })).toBeVisible()
  await messages(page, text).press('Delete')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
}

/** A message as the page shows it. */
export interface ShownMessage {
  readonly text: string
  readonly hasTick: boolean
}

/** All messages of a room from its beginning on: goes through the whole list, as a reader would. */
export function readRoom(page: Page): Promise<ShownMessage[]> {
  return page.getByRole('log').evaluate(async (view) => {
    const PATIENCE = 12
    const found = new Map<string, { text: string; hasTick: boolean }>()
    /** The list keeps others beside those in sight. */
    const isInSight = (row: HTMLElement): boolean => {
      const { top, bottom } = row.getBoundingClientRect()
      const sight = view.getBoundingClientRect()
      return bottom > sight.top && top < sight.bottom
    }
    const note = (): void => {
      for (const row of [...view.querySelectorAll<HTMLElement>('[data-row]')].filter(isInSight)) {
        const text = row.querySelector('[data-body]')?.textContent ?? ''
        const hasTick = [...row.querySelectorAll('span')].some((one) => one.textContent === 'Sent')
        found.set(row.dataset['row'] ?? '', { text, hasTick })
      }
    }
    /** Goes on until nothing has moved for a while: older messages come in at the edge. */
    const go = async (distance: number): Promise<void> => {
      let before = ''
      for (let still = 0; still < PATIENCE;) {
        view.scrollBy({ top: distance, behavior: 'instant' })
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20)))
        note()
        const now = [view.scrollTop, view.scrollHeight, found.size].join(' ')
        still = now === before ? still + 1 : 0
        before = now
      }
    }
    await go(-view.clientHeight)
    found.clear()
    await go(view.clientHeight / 2)
    return [...found.values()]
  })
}
