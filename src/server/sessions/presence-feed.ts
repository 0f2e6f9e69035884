import type { Unsubscribe } from '../../shared/std/clock.ts'
import type { Level } from '../fanout/frames.ts'
import type { Presence } from '../fanout/presence.ts'
import type { Link } from './link.ts'

/** Beyond this many queued bytes the list waits: it is the first thing that a slow connection goes without. */
const PRESENCE_BUDGET = 256 * 1024

/** Sends who is online: at once, and whenever that changes. A slow connection gets the newest list when it drains. */
export function createPresenceFeed({
  presence,
  link,
  level
}: {
  presence: Presence
  link: Link
  level: Level
}): Unsubscribe {
  let isStale = false

  function send(): void {
    isStale = link.queued() > PRESENCE_BUDGET
    if (!isStale) link.send(presence.current().bytes(level))
  }

  const unsubscribe = presence.changed.subscribe(send)
  const stopWatching = link.onDrained(() => {
    if (isStale) send()
  })
  send()
  return () => {
    unsubscribe()
    stopWatching()
  }
}
