import type { Unsubscribe } from '../../shared/std/clock.ts'
import type { Level } from '../fanout/frames.ts'
import type { Presence } from '../fanout/presence.ts'
import type { Link } from './link.ts'

/** Beyond this many queued bytes the list waits: it is the first thing that a slow connection goes without. */
const PRESENCE_BUDGET = 256 * 1024

export interface PresenceFeedDeps {
  readonly presence: Presence
  readonly link: Link
  readonly level: Level
  /** The list is about to go out: of a thousand who come at once, not each is to have one made for them. */
  readonly isDue: boolean
}

/**
 * Sends who is online: at once, or with the others if that is soon, and whenever it changes. A slow connection gets
 * the newest list when it drains.
 */
export function createPresenceFeed({ presence, link, level, isDue }: PresenceFeedDeps): Unsubscribe {
  let isStale = false

  function send(): void {
    isStale = link.queued() > PRESENCE_BUDGET
    if (!isStale) link.send(presence.current().bytes(level))
  }

  const unsubscribe = presence.changed.subscribe(send)
  const stopWatching = link.onDrained(() => {
    if (isStale && !presence.isDue()) send()
  })
  if (!isDue) send()
  return () => {
    unsubscribe()
    stopWatching()
  }
}
