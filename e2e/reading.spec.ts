import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { messages, signIn, type RunningApp } from './support/app.ts'
import { expect, test } from './support/fixtures.ts'
import { openLevel0Client } from './support/level-0-client.ts'

/** Says `message 1` to `message COUNT`; returns once the server has them all. */
async function talk({ page }: RunningApp, count: number): Promise<void> {
  await page.evaluate(async (last) => {
    for (let number = 1; number <= last; number++) {
      await window.causerie.call('messages.send', { roomId: 1, body: `message ${number}` })
    }
  }, count)
  await expect.poll(() => placedCount(page), { timeout: 30_000 }).toBe(count)
}

function placedCount(page: Page): Promise<number | undefined> {
  return page.evaluate(async () => {
    const answer = (await window.causerie.call('messages.page', { roomId: 1, before: null })) as {
      value: { messages: { placement: { n: number } | null }[] }
    }
    return answer.value.messages.at(-1)?.placement?.n
  })
}

function scrollTo(page: Page, top: number): Promise<void> {
  return page.getByRole('log').evaluate((list, to) => list.scrollTo({ top: to }), top)
}

/** The first message in sight. */
function firstInSight(page: Page): Promise<string | null | undefined> {
  return page.getByRole('log').evaluate((list) => {
    const top = list.getBoundingClientRect().top
    const rows = [...list.querySelectorAll('article')]
    const first = rows.find((row) => row.getBoundingClientRect().bottom > top)
    return first?.querySelector('[data-body]')?.textContent
  })
}

/** How far below the upper edge of the list a message is. */
async function topOf(page: Page, text: string): Promise<number> {
  const row = page.getByRole('article').filter({ has: page.getByText(text, { exact: true }) })
  return row.evaluate(
    (one) => one.getBoundingClientRect().top - (one.closest('[role="log"]')?.getBoundingClientRect().top ?? 0)
  )
}

test('who reads older messages stays there when the first one in sight is deleted', async ({
  companion,
  launch
}) => {
  const ines = await companion.addUser('ines', { superuser: true })
  const app = await launch()
  await signIn(app, companion, ines)
  await talk(app, 80)
  await expect(messages(app.page)).toHaveCount(80)
  await scrollTo(app.page, 700)
  await expect.poll(() => topOf(app.page, 'message 40')).toBeGreaterThan(0)
  const before = await topOf(app.page, 'message 40')
  const number = Number((await firstInSight(app.page))?.replace('message ', ''))
  const other = await openLevel0Client(companion.url, await companion.token(ines))
  other.send({ type: 'delete_message', message_id: number })
  await expect(messages(app.page)).toHaveCount(79)
  expect(Math.abs((await topOf(app.page, 'message 40')) - before)).toBeLessThan(1)
  await other.close()
})

test('older messages of the same day come in above without a movement', async ({ companion, launch }) => {
  const ines = await companion.addUser('ines')
  const first = await launch()
  await signIn(first, companion, ines)
  await talk(first, 250)
  await first.close()
  const app = await launch({ userData: first.userData })
  await expect(messages(app.page)).toHaveCount(100)
  await scrollTo(app.page, 0)
  await expect(messages(app.page)).toHaveCount(200)
  // The day's divider was between the edge and the message.
  expect(await topOf(app.page, 'message 151')).toBeLessThan(60)
  expect(await topOf(app.page, 'message 151')).toBeGreaterThanOrEqual(0)
})

test('a steady conversation is heard while it goes on', async ({ companion, launch }) => {
  const ines = await companion.addUser('ines')
  const tom = await companion.addUser('tom')
  const app = await launch()
  await signIn(app, companion, ines)
  await talk(app, 1)
  const other = await openLevel0Client(companion.url, await companion.token(tom))
  const heard = app.page.locator('[aria-live="polite"]')
  let isHeard = false
  for (let number = 1; number <= 20 && !isHeard; number++) {
    other.send({ type: 'chat_message', message: `steady ${number}` })
    await pause(200)
    isHeard = (await heard.textContent()) !== ''
  }
  expect(isHeard).toBe(true)
  await other.close()
})
