import { composer, messages, reconnect, say, signIn, type RunningApp } from './support/app.ts'
import { expect, test } from './support/fixtures.ts'
import { openFreezingLine } from './support/freezing-line.ts'
import { listen } from './support/hearing.ts'
import { writeHistory } from './support/history.ts'
import { pass, stopClock } from './support/page-clock.ts'
import { addInes, addTom, enter } from './support/people.ts'

/** Milliseconds: longer than a sentence waits for others. */
const A_MOMENT = 900
/** Longer than many messages are counted together. */
const LONG_ENOUGH = 2_000

function configure({ page }: RunningApp, settings: object): Promise<unknown> {
  return page.evaluate((wanted) => window.causerie.call('app.configure', wanted), settings)
}

test('what arrives is spoken once, and so is what became of an own message', async ({
  companion,
  launch
}) => {
  const app = await launch()
  const { page } = app
  await signIn(app, companion, await addInes(companion))
  const tom = await enter(companion, await addTom(companion))
  const hearing = await listen(page)
  // A room that has been empty for so long has nothing to be read in.
  await stopClock(page)
  tom.write('the first ever')
  await expect(messages(page, 'the first ever')).toHaveCount(1)
  await pass(page, A_MOMENT)
  await expect.poll(hearing.heard).toEqual(['Tom Whitaker: the first ever'])
  await pass(page, LONG_ENOUGH)
  await hearing.forget()

  for (let number = 1; number <= 5; number++) tom.write(`at once ${number}`)
  await expect(messages(page, /at once \d/)).toHaveCount(5)
  await pass(page, A_MOMENT)
  await expect.poll(hearing.heard).toEqual(['5 new messages'])
  await configure(app, { language: 'fr' })
  await expect(page.getByRole('textbox', { name: 'Message à Général' })).toBeVisible()
  await configure(app, { language: 'en' })
  await say(page, 'mine')
  await expect.poll(hearing.heard).toEqual(['5 new messages', 'Sent'])
  await hearing.forget()

  await configure(app, { quiet: 'always' })
  tom.write('while quiet')
  await expect(messages(page, 'while quiet')).toHaveCount(1)
  await pass(page, A_MOMENT)
  expect(await hearing.heard()).toEqual([])
  await say(page, 'mine again')
  await expect.poll(hearing.heard).toEqual(['Sent'])
  await hearing.forget()
  await composer(page).fill('x'.repeat(4_001))
  await composer(page).press('Enter')
  await expect.poll(hearing.heard).toEqual(['! Message too long: 1 character over.'])
  await tom.leave()
})

test('nothing old is spoken: not at the start, not while one scrolls; what was missed is a number', async ({
  companion,
  launch
}) => {
  const ines = await addInes(companion)
  const tom = await addTom(companion)
  await writeHistory(companion, tom, 170)
  const line = await openFreezingLine(companion.url)
  const app = await launch()
  const { page } = app
  await signIn(app, { ...companion, url: line.url }, ines)
  // The page begins anew, on a whole copy.
  const oldest = () => page.evaluate(() => window.causerie.call('messages.page', { roomId: 1, before: 10 }))
  await expect.poll(oldest).toHaveProperty('value.messages.0')
  await page.reload()
  const hearing = await listen(page)
  await expect(messages(page, 'message 170')).toBeVisible()
  const list = page.getByRole('log')
  const first = page.getByText('message 1', { exact: true })
  const goUp = async (): Promise<boolean> => {
    await list.evaluate((view) => view.scrollBy(0, -900))
    return first.isVisible()
  }
  await expect.poll(goUp, { intervals: [60] }).toBe(true)
  await page.clock.install()
  await page.clock.fastForward(A_MOMENT)
  expect(await hearing.heard()).toEqual([])

  line.cut()
  await expect(page.getByRole('status').filter({ hasText: /Connection lost|Offline/ })).toBeVisible()
  await writeHistory(companion, tom, 4, (number) => `missed ${number}`)
  line.mend()
  await reconnect(page)
  await expect.poll(hearing.heard).toEqual(['4 new messages'])
  await page.clock.fastForward(A_MOMENT)
  expect(await hearing.heard()).toEqual(['4 new messages'])
  line.close()
})

test('a steady conversation is heard while it goes on', async ({ companion, launch }) => {
  const app = await launch()
  await signIn(app, companion, await addInes(companion))
  const tom = await enter(companion, await addTom(companion))
  const { heard } = await listen(app.page)
  await stopClock(app.page)
  for (let number = 1; number <= 10; number++) {
    tom.write(`steady ${number}`)
    await expect(messages(app.page, `steady ${number}`)).toHaveCount(1)
    await pass(app.page, A_MOMENT / 4)
  }
  expect(await heard()).not.toEqual([])
  await tom.leave()
})
