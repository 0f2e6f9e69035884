import type { Page } from '@playwright/test'
import axe, { type RunOptions } from 'axe-core'
import { expect, test } from './support/fixtures.ts'
import { walk } from './support/screens.ts'
import { faintTexts, tooManyAccents } from './support/screens-contrast.ts'
import { openStage, type Stage } from './support/screens-stage.ts'

test.describe.configure({ mode: 'parallel' })

const EVERYTHING = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** Menus and popovers are no part of a landmark: they lie at the end of the page, over all of it. */
const OFF = { region: { enabled: false } }
/** Those that the keys go through while the focus stays in a field: these need no tab stop of their own. */
const DRIVEN_BY_FIELD = '[role=grid], [role=listbox]'

/** Every screen is seen in either language and in either theme, each language in one theme: changing it takes long. */
const LOOKS = [
  ['fr', 'dark'],
  ['en', 'light']
] as const

for (const [language, theme] of LOOKS) {
  test(`on every screen axe finds nothing and all can be read, in ${language}, ${theme}`, async ({
    launch
  }) => {
    // A busy computer takes minutes; a screen that hangs fails by itself before.
    test.setTimeout(480_000)
    const stage = await openStage(launch, language)
    const found: string[] = []
    await walk(stage, async ({ name }) => {
      await stage.wear(theme)
      const seen = [await violations(stage), await faintTexts(stage.page), await tooManyAccents(stage.page)]
      found.push(...seen.flat().map((fault) => `${name}: ${fault}`))
    })
    stage.close()
    expect(found).toEqual([])
  })
}

/** What axe has to say of what is on the screen now, a line for each element. */
async function violations({ page }: Stage): Promise<string[]> {
  const isThere = await page.evaluate(() => 'axe' in window)
  if (!isThere) await page.evaluate(axe.source)
  const options: RunOptions = {
    runOnly: { type: 'tag', values: EVERYTHING },
    resultTypes: ['violations'],
    rules: OFF
  }
  const all = await page.evaluate(async (asked) => {
    const { violations: found } = await window.axe.run(document, asked)
    return found.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary = '' }) => ({ id, selector: target.join(' '), failureSummary }))
    )
  }, options)
  const lines: string[] = []
  for (const { id, selector, failureSummary } of all) {
    if (id === 'scrollable-region-focusable' && (await isDrivenByField(page, selector))) continue
    lines.push(`${id}: ${selector} (${failureSummary})`)
  }
  return lines
}

function isDrivenByField(page: Page, selector: string): Promise<boolean> {
  return page.locator(selector).evaluate((element, driven) => {
    const list = element.matches(driven) ? element : element.querySelector(driven)
    return list !== null && document.querySelector(`[aria-controls="${list.id}"]`) === document.activeElement
  }, DRIVEN_BY_FIELD)
}

declare global {
  interface Window {
    /** In the page, once its source has run there. */
    readonly axe: typeof axe
  }
}
