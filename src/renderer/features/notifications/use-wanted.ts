import { useEffect, type RefObject } from 'react'
import { useServices } from '../../state/app-context.tsx'
import type { NotificationList } from '../../state/notifications.ts'
import { itemElement } from './item-element.ts'

interface WantedDeps {
  readonly frame: RefObject<HTMLElement | null>
  readonly wanted: { readonly id: number } | null
  readonly list: NotificationList | undefined
  readonly readOlder: () => void
  readonly onFound: (id: number) => void
  /** It was found, or there is no such notification. */
  readonly onServed: () => void
}

/** Finds the notification that somebody came to see: its pages are read until it is there, or none is left. */
export function useWanted({ frame, wanted, list, readOlder, onFound, onServed }: WantedDeps): void {
  const { client } = useServices()
  useEffect(() => {
    if (!wanted || !list) return
    const item = list.items.find(({ id }) => id === wanted.id)
    const oldest = list.items.at(-1)?.id ?? 0
    if (!item && list.hasOlder && oldest > wanted.id) return readOlder()
    onServed()
    if (!item) return
    onFound(item.id)
    if (!item.isRead) void client.call('notifications.markRead', { id: item.id })
    const element = itemElement(frame.current, item.id)
    element?.focus()
    element?.scrollIntoView({ block: 'nearest' })
  })
}
