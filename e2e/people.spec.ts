import { composer, type RunningApp } from './support/app.ts'
import { startCrowdServer, type CrowdServer } from './support/crowd-server.ts'
import { expect, test } from './support/fixtures.ts'

const CROWD = 2000

/** Signs in on a server that takes everybody in. */
async function join({ page }: RunningApp, server: CrowdServer): Promise<void> {
  await page.getByLabel('Server address').fill(server.url)
  await expect(page.getByText('Server found: Labo Tourbe')).toBeVisible()
  await page.getByLabel('User name').fill('user1')
  await page.getByLabel('Password', { exact: true }).fill('a long password')
  await page.getByRole('button', { name: 'Join' }).click()
  await expect(composer(page)).toBeVisible()
}

test('2,000 people come and go while one types, and the list is right at the end', async ({
  launch,
  picture
}, info) => {
  const server = await startCrowdServer(CROWD)
  const app = await launch()
  const { page } = app
  await join(app, server)
  await expect(page.getByText('1,999 online').first()).toBeVisible()
  await page.evaluate(() => {
    const frames: number[] = []
    let last = performance.now()
    const note = (now: number): void => {
      frames.push(now - last)
      last = now
      requestAnimationFrame(note)
    }
    requestAnimationFrame(note)
    Object.assign(window, { frames })
  })
  const words = 'Is it still smooth while everybody comes and goes. '
  const churned = server.churn(40, 100)
  await composer(page).pressSequentially(words, { delay: 60 })
  await churned
  await expect(composer(page)).toHaveValue(words)
  const frames = await page.evaluate(() => (window as unknown as { frames: number[] }).frames)
  const sorted = frames.toSorted((a, b) => a - b)
  const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1)
  info.annotations.push({
    type: 'frames',
    description: `${frames.length} frames, median ${at(0.5)} ms, 99th percentile ${at(0.99)} ms, longest ${at(0.9999)} ms`
  })

  const list = page.getByRole('list', { name: /People/ })
  await expect(page.getByText('1,999 online').first()).toBeVisible()
  const names = list.locator('[dir="auto"]')
  // Only what can be seen is drawn, in the order of the names, down to the last of all.
  expect(await names.count()).toBeLessThan(60)
  const top = await names.allTextContents()
  expect(top).toEqual(top.toSorted())
  await picture(page, 'people-2000')
  await list.getByText(top[0] ?? '').hover()
  await page.mouse.wheel(0, 100_000)
  await expect(list.getByRole('listitem').last()).toHaveAttribute('aria-posinset', '1999')
  server.close()
})

test('nobody moves while the pointer is among them', async ({ launch }) => {
  const server = await startCrowdServer(5)
  const app = await launch()
  await join(app, server)
  const names = app.page.getByRole('list', { name: /People/ }).locator('[dir="auto"]')
  await expect(names).toHaveCount(4)
  const before = await names.allTextContents()
  await names.first().hover()
  // The numbers of the people are not in the order of their names; the first by name is number 4.
  const first = before[0] ?? ''
  server.without([4])
  await expect(names).toHaveCount(3)
  expect(await names.allTextContents()).toEqual(before.slice(1))
  server.without([])
  await expect(names).toHaveCount(4)
  expect(await names.allTextContents()).toEqual([...before.slice(1), first])
  await composer(app.page).hover()
  await expect.poll(() => names.allTextContents()).toEqual(before)
  server.close()
})
