import { useEffect, useEffectEvent } from 'react'
import { isModalOpen } from '../ui/is-modal-open.ts'

/** The keys that work wherever the focus is. */
export function useShortcuts({ toggleCentre, toggleQuiet }: { toggleCentre(): void; toggleQuiet(): void }) {
  const shortcutOf = (event: KeyboardEvent): (() => void) | null => {
    if (event.key === 'F6') return () => moveRegion(event.shiftKey ? -1 : 1)
    if (event.key === 'F8') return focusLastNotice
    if (!(event.ctrlKey || event.metaKey) || !event.shiftKey || event.altKey) return null
    const key = event.key.toLowerCase()
    return key === 'a' ? toggleCentre : key === 'd' ? toggleQuiet : null
  }
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isModalOpen()) return
    const run = shortcutOf(event)
    if (!run) return
    event.preventDefault()
    run()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event)
    addEventListener('keydown', listener)
    return () => removeEventListener('keydown', listener)
  }, [])
}

/** Where the focus can be in each region, in their order. */
const REGIONS = ['nav', '[role="log"]', 'form', 'aside[role="dialog"]']
const FOCUSABLE = 'a[href], button:not([tabindex="-1"]), textarea, input, [tabindex="0"]'
/** The one tab stop of the messages: links and buttons of others may stand before it. */
const TAB_STOP = 'article[tabindex="0"]'

function moveRegion(step: 1 | -1): void {
  const regions = REGIONS.flatMap(
    (selector) => document.querySelector<HTMLElement>(`#root ${selector}`) ?? []
  )
  const current = regions.findIndex((region) => region.contains(document.activeElement))
  const start = current === -1 && step === -1 ? 0 : current
  const next = regions[(start + step + regions.length) % regions.length]
  const target = next?.querySelector<HTMLElement>(TAB_STOP) ?? next?.querySelector<HTMLElement>(FOCUSABLE)
  const place = target ?? next
  place?.focus()
}

function focusLastNotice(): void {
  const buttons = document.querySelectorAll<HTMLElement>('[data-notice]:last-child button')
  buttons[0]?.focus()
}
