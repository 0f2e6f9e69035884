import type { Unsubscribe } from '../../shared/std/clock.ts'
import type { Level, SharedFrames } from '../fanout/frames.ts'
import type { Presence } from '../fanout/presence.ts'
import type { Link } from './link.ts'

/** Tells one connection who is online. */
export interface PresenceFeed {
  /** From now on only what changes, once the whole list is there. */
  onlyChanges(): void
  stop: Unsubscribe
}

/** Beyond this many queued bytes who is online has to wait: it is the first thing that a slow connection goes without. */
const PRESENCE_BUDGET = 256 * 1024

export interface PresenceFeedDeps {
  readonly presence: Presence
  readonly link: Link
  readonly level: Level
  /** The others are told in a moment: of a thousand who come at once, not each is to have a list made for them. */
  readonly isDue: boolean
}

/**
 * Sends who is online: at once, or with the others if that is soon, and whenever it changes. A slow connection gets
 * the newest list when it drains.
 */
export function createPresenceFeed({ presence, link, level, isDue }: PresenceFeedDeps): PresenceFeed {
  let sendsChanges = false
  /** Whether the other side was sent a list, and every change since. */
  let isComplete = false
  let isWaiting = false

  function send(frames: SharedFrames): void {
    isComplete = link.queued() <= PRESENCE_BUDGET
    isWaiting = !isComplete
    if (isComplete) link.send(frames.bytes(level))
  }

  const unsubscribe = presence.changed.subscribe((change) => {
    send(sendsChanges && isComplete ? change : presence.current())
  })
  const stopWatching = link.onDrained(() => {
    if (isWaiting && !presence.isDue()) send(presence.current())
  })
  if (!isDue) send(presence.current())
  return {
    onlyChanges() {
      sendsChanges = true
    },
    stop() {
      unsubscribe()
      stopWatching()
    }
  }
}
