import type { Page } from '@playwright/test'

/** Who hears the page: every sentence that its two live regions have said, in order. */
export interface Hearing {
  /** Sentences so far, the assertive ones with an exclamation mark before them. */
  heard(): Promise<readonly string[]>
  /** Forgets what was heard. */
  forget(): Promise<void>
}

/** Listens to the live regions as a screen reader does: to what is put into them, and to no more than that. */
export async function listen(page: Page): Promise<Hearing> {
  await page.locator('[aria-live="polite"]').waitFor({ state: 'attached' })
  const sentences = await page.evaluateHandle(() => {
    const heard: string[] = []
    for (const manner of ['polite', 'assertive']) {
      const regions = document.querySelectorAll(`[aria-live="${manner}"]`)
      if (regions.length !== 1) throw new Error(`${regions.length} ${manner} regions`)
      const mark = manner === 'assertive' ? '! ' : ''
      const region = regions[0]!
      if (region.textContent) heard.push(mark + region.textContent)
      new MutationObserver((changes) => {
        const isAddition = ({ type, addedNodes }: MutationRecord) =>
          type === 'characterData' || addedNodes.length > 0
        if (changes.some(isAddition) && region.textContent) heard.push(mark + region.textContent)
      }).observe(region, { childList: true, characterData: true, subtree: true })
      new MutationObserver(() => {
        if (!region.isConnected) heard.push(`the ${manner} region is gone`)
      }).observe(document.body, { childList: true, subtree: true })
    }
    return heard
  })
  return {
    heard: () => sentences.evaluate((heard) => [...heard]),
    forget: () => sentences.evaluate((heard) => void (heard.length = 0))
  }
}
