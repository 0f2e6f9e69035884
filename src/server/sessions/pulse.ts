import type { Link } from './link.ts'

/** Milliseconds between two pings. */
export const HEARTBEAT_MS = 20_000

const MOST_MISSED = 2

/**
 * The heartbeat of one connection: pings at each beat, and ends a connection that let two pings pass. A slow reader is
 * not a dead one: its pong waits behind what it has yet to read, so bytes that it took count too.
 */
export interface Pulse {
  beat(): void
}

export const createPulse = (link: Link): Pulse => new LinkPulse(link)

class LinkPulse implements Pulse {
  readonly #link: Link
  #before: { received: number; taken: number; queued: number } | null = null
  #missed = 0

  constructor(link: Link) {
    this.#link = link
  }

  beat(): void {
    const before = this.#before
    const now = { ...this.#link.traffic(), queued: this.#link.queued() }
    if (before) {
      const isAlive = now.received > before.received || (before.queued > 0 && now.taken > before.taken)
      this.#missed = isAlive ? 0 : this.#missed + 1
    }
    this.#before = now
    if (this.#missed >= MOST_MISSED) this.#link.terminate()
    else this.#link.ping()
  }
}
