import type { Locator, Page } from '@playwright/test'
import { messages } from './support/app.ts'
import { expect, test } from './support/fixtures.ts'
import { openMainScreen, walk } from './support/screens.ts'
import { faintTexts, tooManyAccents } from './support/screens-contrast.ts'
import { misfits, smallTargets } from './support/screens-fit.ts'
import { chroma, lightness, paintDisplay, pixelsAt, watchDisplay } from './support/screens-pixels.ts'
import { FULL_SIZE, openStage, THEMES, type Stage } from './support/screens-stage.ts'

test.describe.configure({ mode: 'parallel' })

const PANE_PADDING = 24
const HEADER = 52
const LONGEST_LINE = 640
const WIDTHS = [1280, 900, 640, 420]
const FIRST = 'Chamber 2'
const ONE_LINE = 'spare batteries'
const FIRST_WITH_EMOJI = 'Merci Oscar'
const FOLLOW_UP = 'bottes'

test('the main screen keeps the ten checks, at two sizes, in either theme', async ({ launch }) => {
  const stage = await openStage(launch, 'fr')
  await openMainScreen(stage)
  for (const size of [FULL_SIZE, { width: 900, height: 640 }]) {
    await stage.resize(size)
    for (const theme of THEMES) {
      await stage.wear(theme)
      await test.step(`${size.width} × ${size.height}, ${theme}`, () => expectTenChecks(stage))
    }
  }
  await expectGrounds(stage)
  stage.close()
})

test('on every screen nothing is cut, and nothing is too small to press', async ({ launch }) => {
  // A busy computer takes minutes; a screen that hangs fails by itself before.
  test.setTimeout(480_000)
  const stage = await openStage(launch, 'fr')
  const { page } = stage
  const found: string[] = []
  await walk(stage, async ({ name, width: only, isPlaced, open, close }) => {
    const note = (where: string, faults: string[]): void =>
      void found.push(...faults.map((fault) => `${name}, ${where}: ${fault}`))
    note('targets', await smallTargets(page))
    for (const width of only ? [only] : WIDTHS) {
      if (isPlaced) await close?.(stage)
      await stage.resize({ width, height: 720 })
      if (isPlaced) await open(stage)
      note(`${width}`, await misfits(page))
    }
    if (!only) await stage.resize(FULL_SIZE)
  })
  stage.close()
  expect(found).toEqual([])
})

test('at 200 % nothing is cut; colours that the system forces and less motion are kept', async ({
  launch,
  picture
}) => {
  const stage = await openStage(launch, 'fr')
  const { app, page } = stage
  const zoom = (factor: number): Promise<void> =>
    app.electron
      .evaluate(({ BrowserWindow }, to) => {
        BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(to)
      }, factor)
      .then(() => page.waitForFunction((width) => innerWidth === width, FULL_SIZE.width / factor))
      .then(() => stage.settled())
  await zoom(2)
  expect(await misfits(page), 'the first run at 200 %').toEqual([])
  await zoom(1)
  await openMainScreen(stage)
  await zoom(2)
  expect(await misfits(page), 'the room at 200 %').toEqual([])
  await page.keyboard.press('Control+Shift+A')
  await stage.settled()
  expect(await misfits(page), 'the notifications at 200 %').toEqual([])
  await page.keyboard.press('Escape')
  await picture(page, 'zoom-200')
  await zoom(1)

  // The stage has asked for less motion.
  const longest = await page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((element) =>
      getComputedStyle(element).transitionDuration.split(',').map(Number.parseFloat)
    )
  )
  expect(Math.max(...longest)).toBeLessThanOrEqual(0.08)

  await page.emulateMedia({ forcedColors: 'active' })
  await page.keyboard.press('F6')
  const current = page.locator('nav [aria-current]').first()
  await expect(current).toBeVisible()
  const { outline, ground, canvas } = await current.evaluate((element) => {
    const probe = document.body.appendChild(document.createElement('i'))
    probe.style.cssText = 'forced-color-adjust: none; background: Canvas'
    const canvas = getComputedStyle(probe).backgroundColor
    probe.remove()
    const style = getComputedStyle(element)
    return { outline: style.outlineStyle, ground: style.backgroundColor, canvas }
  })
  expect(outline !== 'none' || ground !== canvas, 'the selected room differs from the others').toBe(true)
  await picture(page, 'forced-colours')
  stage.close()
})

for (const theme of THEMES) {
  test(`the window has no frame of the other theme when it opens, ${theme}`, async ({ display, launch }) => {
    const before = await launch()
    await before.page.evaluate((chosen) => window.causerie.call('app.configure', { theme: chosen }), theme)
    await before.close()
    await paintDisplay(display)
    const watch = watchDisplay(display)
    const { frames } = watch
    try {
      const { page } = await launch({ userData: before.userData })
      await page.getByRole('textbox').first().waitFor()
      await expect.poll(() => frames.at(-1)?.[theme], 'the window is there').toBeGreaterThan(0.3)
      // And stays as it is.
      const enough = frames.length + 1
      await expect.poll(() => frames.length).toBeGreaterThan(enough)
    } finally {
      await watch.stop()
    }
    const wrong = theme === 'dark' ? 'light' : 'dark'
    const last = frames.at(-1) ?? { light: 0, dark: 0 }
    // Texts, and the poster of the first run, are in every frame of the window alike.
    const most = last[wrong] + 0.03
    for (const frame of frames) expect(frame[wrong]).toBeLessThan(most)
  })
}

async function expectTenChecks({ app, page, t }: Stage): Promise<void> {
  const pane = await boxOf(page.getByRole('main'))
  const header = page.getByRole('main').locator('header')

  await test.step('1: one left edge', async () => {
    const icon = await boxOf(header.locator('svg').first())
    const avatar = await boxOf(messages(page, FIRST).locator('[aria-hidden]').first())
    const composer = await boxOf(page.locator('main form textarea').locator('xpath=..'))
    expect(avatar.x - pane.x).toBe(PANE_PADDING)
    expect(composer.x - pane.x).toBe(PANE_PADDING)
    // The strokes of an icon begin inside of its box.
    expect(Math.abs(icon.x - pane.x - PANE_PADDING)).toBeLessThanOrEqual(1)
  })
  await test.step('2: one bottom line', async () => {
    const own = await boxOf(header)
    const server = await boxOf(page.getByRole('navigation').first().locator('> *').first())
    expect([own.y + own.height, server.y + server.height]).toEqual([HEADER, HEADER])
  })
  await test.step('3: no line too long, nothing cut', async () => {
    const widths = await page
      .locator('[data-body]')
      .evaluateAll((bodies) => bodies.map((body) => body.getBoundingClientRect().width))
    expect(Math.max(...widths)).toBeLessThanOrEqual(LONGEST_LINE)
    expect(await misfits(page)).toEqual([])
  })
  await test.step('4: one name and one picture for what one says at a time', async () => {
    const [head, next] = [messages(page, 'deux sondes'), messages(page, FOLLOW_UP)]
    await expect(head.getByText('Maëlle Le Goff')).toHaveCount(1)
    await expect(next.getByText('Maëlle Le Goff')).toHaveCount(0)
    const [a, b, c] = [await boxOf(head), await boxOf(next), await boxOf(messages(page, FIRST))]
    expect(b.y - (a.y + a.height), 'in a group').toBe(0)
    expect(c.y - (b.y + b.height), 'between groups').toBe(12)
  })
  await test.step('5, 6: red, saffron and the filled button', async () => {
    expect(await tooManyAccents(page)).toEqual([])
    expect(await coloured(page, ['--danger', '--danger-ink', '--danger-soft'])).toEqual([])
    // The bell has it while something is for the reader alone.
    const bell = page.getByRole('button', { name: new RegExp(t('centre.title')) })
    const saffron = await coloured(page, ['--mention', '--mention-soft', '--mention-ink'])
    expect(saffron).toEqual([`span “${await bell.textContent()}”`])
  })
  await test.step('7: contrast', async () => expect(await faintTexts(page)).toEqual([]))
  await test.step('8: one selected room, without a badge', async () => {
    const selected = page.getByRole('navigation').locator('[aria-current]')
    await expect(selected).toHaveCount(1)
    await expect(selected.first()).toHaveText('Général')
  })
  await test.step('9: emoji', async () => {
    const [plain, coloured] = [messages(page, ONE_LINE), messages(page, FIRST_WITH_EMOJI)]
    expect((await boxOf(coloured)).height).toBe((await boxOf(plain)).height)
    const place = await messages(page, 'traitement à midi')
      .locator('[data-body]')
      .evaluate((body) => {
        const range = document.createRange()
        range.selectNodeContents(body)
        const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT)
        while (texts.nextNode()) {
          const at = texts.currentNode.textContent?.indexOf('🌱') ?? -1
          if (at < 0) continue
          range.setStart(texts.currentNode, at)
          range.setEnd(texts.currentNode, at + 2)
        }
        const { x, y, width, height } = range.getBoundingClientRect()
        return { x, y, width, height }
      })
    const points = Array.from({ length: 144 }, (_, index) => ({
      x: place.x + (place.width * ((index % 12) + 0.5)) / 12,
      y: place.y + (place.height * (Math.floor(index / 12) + 0.5)) / 12
    }))
    const strong = (await pixelsAt(app, points)).filter((pixel) => chroma(pixel) > 60)
    expect(strong.length).toBeGreaterThan(8)
  })
  await test.step('all is large enough to press', async () => expect(await smallTargets(page)).toEqual([]))
}

/** The tenth: in the dark the sidebar is darker than the pane, and that darker than what floats; neither black nor white. */
async function expectGrounds(stage: Stage): Promise<void> {
  const { app, page } = stage
  await stage.wear('dark')
  await stage.resize(FULL_SIZE)
  await page.keyboard.press('Control+Shift+A')
  await stage.settled()
  const points = [
    { x: 250, y: 600 },
    { x: 270, y: 400 },
    { x: 1240, y: 765 }
  ]
  const [sidebar = 0, pane = 0, popover = 0] = (await pixelsAt(app, points)).map(lightness)
  expect(sidebar).toBeGreaterThan(0)
  expect(pane).toBeGreaterThan(sidebar)
  expect(popover).toBeGreaterThan(pane)
  const pure = await page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .map((element) => getComputedStyle(element).color)
      .filter((colour) => colour === 'rgb(255, 255, 255)' || colour === 'rgb(0, 0, 0)')
  )
  expect(pure).toEqual([])
  await page.keyboard.press('Escape')
}

/** What is seen of some colours of the design, a line for each element. */
function coloured(page: Page, tokens: readonly string[]): Promise<string[]> {
  return page.evaluate((names) => {
    const probe = document.body.appendChild(document.createElement('i'))
    const colours = names.map((name) => {
      probe.style.color = `var(${name})`
      return getComputedStyle(probe).color
    })
    probe.remove()
    return [...document.querySelectorAll<HTMLElement>('body *')]
      .filter((element) => element.checkVisibility() && element.getBoundingClientRect().width > 1)
      .filter((element) => {
        const { color, backgroundColor } = getComputedStyle(element)
        return (
          colours.includes(backgroundColor) || (element.childElementCount === 0 && colours.includes(color))
        )
      })
      .map((element) => `${element.localName} “${element.textContent?.slice(0, 30)}”`)
  }, tokens)
}

async function boxOf(element: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await element.boundingBox()
  if (!box) throw new Error('it is not there')
  return box
}
