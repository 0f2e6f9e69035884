/** Where the focus can be in each region, in their order. */
const REGIONS = ['nav', '[role="log"]', 'form', 'main > [role="dialog"]', 'main[aria-labelledby]']
const FOCUSABLE = 'a[href], button:not([tabindex="-1"]), textarea, input, [tabindex="0"]'
/** The one tab stop of the messages: links and buttons of others may stand before it. */
const TAB_STOP = 'article[tabindex="0"]'

/** Takes the focus from one part of the window to the next, or to the one before. */
export function moveRegion(step: 1 | -1): void {
  const regions = REGIONS.flatMap(
    (selector) => document.querySelector<HTMLElement>(`#root ${selector}:not([inert] *)`) ?? []
  )
  const current = regions.findIndex((region) => region.contains(document.activeElement))
  const start = current === -1 && step === -1 ? 0 : current
  const next = regions[(start + step + regions.length) % regions.length]
  const target = next?.querySelector<HTMLElement>(TAB_STOP) ?? next?.querySelector<HTMLElement>(FOCUSABLE)
  const place = target ?? next
  place?.focus()
}

export function focusLastNotice(): void {
  const buttons = document.querySelectorAll<HTMLElement>('[data-notice]:last-child button')
  buttons[0]?.focus()
}
