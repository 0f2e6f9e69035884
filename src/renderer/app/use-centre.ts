import { useEffect, useEffectEvent, useState, type RefObject } from 'react'
import { useModel, useServices } from '../state/app-context.tsx'
import { isComposing } from '../ui/is-composing.ts'

/** Whether the notification centre is open, and what somebody came to see in it. */
export function useCentre(bell: RefObject<HTMLButtonElement | null>) {
  const isCovered = useModel((model) => model.settingsPage !== null)
  const [centre, setCentre] = useState<{ readonly wanted: { readonly id: number } | null } | null>(null)
  const isOpen = centre !== null
  const close = () => {
    setCentre(null)
    bell.current?.focus()
  }
  const closeOnEscape = useEffectEvent((event: KeyboardEvent) => {
    const isInside = event.target instanceof Element && isBelowPanel(event.target)
    if (event.key !== 'Escape' || isComposing(event) || !isInside || document.querySelector('[role="menu"]'))
      return
    event.stopPropagation()
    event.preventDefault()
    close()
  })
  // Before the parts of the page hear it: the panel is the topmost layer.
  useEffect(() => {
    if (!isOpen || isCovered) return undefined
    const listener = (event: KeyboardEvent) => closeOnEscape(event)
    document.addEventListener('keydown', listener, { capture: true })
    return () => document.removeEventListener('keydown', listener, { capture: true })
  }, [isOpen, isCovered])
  return {
    isOpen,
    wanted: centre?.wanted ?? null,
    toggle: () => (isOpen ? close() : setCentre({ wanted: null })),
    show: (id: number) => setCentre({ wanted: { id } }),
    /** Out of the way of what is shown instead. */
    leave: () => setCentre(null)
  }
}

/** Whether an element is in the panel or in what it lies over; the emoji picker stands over both. */
function isBelowPanel(element: Element): boolean {
  return element.closest('#root') !== null && element.closest('form [role="dialog"]') === null
}

/** Leads whoever came from outside to where they wanted to be, once; `any` makes way for it. */
export function usePlaceOpened(go: {
  any: () => void
  room: () => void
  notification: (id: number) => void
  settings: () => void
}): void {
  const { store, navigation } = useServices()
  const place = useModel((model) => model.placeOpened)
  const hasSettings = useModel((model) => model.settingsPage !== null)
  const lead = useEffectEvent(() => {
    if (!place) return
    // What is behind the settings cannot take the focus before they are gone.
    if (hasSettings && place.kind !== 'settings') return navigation.closeSettings()
    store.setState({ placeOpened: null })
    go.any()
    if (place.kind === 'room') go.room()
    else if (place.kind === 'notification') go.notification(place.id)
    else go.settings()
  })
  useEffect(() => lead(), [place, hasSettings])
}
