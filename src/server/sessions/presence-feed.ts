import type { SharedFrames } from '../fanout/frames.ts'
import type { Presence, Watcher } from '../fanout/presence.ts'
import type { Client } from './client.ts'

/** Tells one client who is online: as a watcher whenever that changes. */
export interface PresenceFeed extends Watcher {
  /** From now on only what changes, once the whole list is there. */
  onlyChanges(): void
  sendList(): void
}

type PresenceClient = Pick<Client, 'link' | 'level'>

export function createPresenceFeed(presence: Presence, client: PresenceClient): PresenceFeed {
  return new ListFeed(presence, client)
}

/** Beyond this many queued bytes who is online has to wait: it is the first thing that a slow connection goes without. */
const PRESENCE_BUDGET = 256 * 1024

/** A slow connection gets the newest list when it drains. */
class ListFeed implements PresenceFeed {
  readonly #presence: Presence
  readonly #client: PresenceClient
  #sendsChanges = false
  /** Whether the other side was sent a list, and every change since. */
  #isComplete = false
  #isWaiting = false

  constructor(presence: Presence, client: PresenceClient) {
    this.#presence = presence
    this.#client = client
  }

  onlyChanges(): void {
    this.#sendsChanges = true
  }

  sendList(): void {
    this.#send(this.#presence.current())
  }

  changed(change: SharedFrames): void {
    this.#send(this.#sendsChanges && this.#isComplete ? change : this.#presence.current())
  }

  #send(frames: SharedFrames): void {
    const { link, level } = this.#client
    this.#isComplete = link.queued() <= PRESENCE_BUDGET
    if (this.#isComplete) return link.send(frames.bytes(level))
    if (this.#isWaiting) return
    this.#isWaiting = true
    link.onceDrained(() => this.#sendMissed())
  }

  #sendMissed(): void {
    this.#isWaiting = false
    // If more is announced in a moment, the list is sent then.
    if (this.#client.link.isOpen() && !this.#isComplete && !this.#presence.isDue()) this.sendList()
  }
}
