import { expect, type Locator, type Page } from '@playwright/test'

/** Pixels: less than what a screen can show. */
export const STILL = 1

/** The room's messages, as what scrolls. */
export function list(page: Page): Locator {
  return page.getByRole('log')
}

/** Goes to a place in what is held, and returns once the page has seen it and drawn the rows there. */
export async function scrollTo(page: Page, top: number): Promise<void> {
  await list(page).evaluate(async (view, to) => {
    const frame = () => new Promise(requestAnimationFrame)
    for (let frames = 0; frames < 3; frames++) await frame()
    view.scrollTo({ top: to })
    for (let frames = 0; frames < 3; frames++) await frame()
  }, top)
  await expect.poll(() => list(page).getAttribute('data-scrolling')).toBeNull()
}

/** Returns once nothing in the list has moved for more frames than the page takes to measure what has come. */
export async function atRest(page: Page): Promise<void> {
  await list(page).evaluate(async (view) => {
    const MEASURED_AFTER = 10
    const look = () => {
      const rows = [...view.querySelectorAll('article, [data-gap]')]
      const tops = rows.map((row) => row.getBoundingClientRect().top)
      return [view.scrollTop, view.scrollHeight, view.clientHeight, ...tops].join()
    }
    let seen = look()
    for (let still = 0; still < MEASURED_AFTER;) {
      await new Promise(requestAnimationFrame)
      const now = look()
      still = now === seen && !view.dataset['scrolling'] ? still + 1 : 0
      seen = now
    }
  })
}

/** The message with exactly this text. */
export function rowOf(page: Page, text: string): Locator {
  return page.getByRole('article').filter({ has: page.getByText(text, { exact: true }) })
}

/** The number of the first message in sight. */
export async function firstInSight(page: Page): Promise<number> {
  const text = await list(page).evaluate((view) => {
    const top = view.getBoundingClientRect().top
    const first = [...view.querySelectorAll('article')].find(
      (row) => row.getBoundingClientRect().bottom > top
    )
    return first?.querySelector('[data-body]')?.textContent
  })
  return Number(/\d+/.exec(text ?? '')?.[0])
}

/** How far a row is below the upper edge of the list. */
export function topOf(row: Locator): Promise<number> {
  return row.evaluate(
    (one) => one.getBoundingClientRect().top - (one.closest('[role="log"]')?.getBoundingClientRect().top ?? 0)
  )
}

export function distanceFromEnd(page: Page): Promise<number> {
  return list(page).evaluate((view) => view.scrollHeight - view.clientHeight - view.scrollTop)
}
