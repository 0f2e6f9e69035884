import type { Link } from './link.ts'

/** Milliseconds between two pings. */
export const HEARTBEAT_MS = 20_000

const MOST_MISSED = 2

/**
 * The heartbeat of one connection, to be called at each beat: pings, and ends a connection that let two pings pass.
 * A slow reader is not a dead one: its pong waits behind what it has yet to read, so bytes that it took count too.
 */
export function createPulse(link: Link): () => void {
  let before: { received: number; taken: number; queued: number } | null = null
  let missed = 0
  return () => {
    const now = { ...link.traffic(), queued: link.queued() }
    if (before) {
      const isAlive = now.received > before.received || (before.queued > 0 && now.taken > before.taken)
      missed = isAlive ? 0 : missed + 1
    }
    before = now
    if (missed >= MOST_MISSED) link.terminate()
    else link.ping()
  }
}
