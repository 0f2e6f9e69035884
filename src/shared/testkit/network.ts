import type { Clock } from '../std/clock.ts'
import type { Random } from '../std/random.ts'

/** How a line behaves, while it does. */
export interface Weather {
  /** Milliseconds that everything takes, and up to so many more. */
  readonly latency: number
  readonly jitter: number
  readonly bytesPerSecond: number
}

export const FAIR: Weather = { latency: 5, jitter: 10, bytesPerSecond: 1_000_000 }

/** One direction of a line. As TCP has it: what arrives at all arrives in order, and nothing arrives after a loss. */
export interface Direction {
  send(bytes: number, arrive: () => void): void
  /** Bytes that were sent and have neither arrived nor been lost. */
  readonly underWay: number
  /** Of what is under way only this share still arrives, and nothing of what is sent from now on. Nobody is told. */
  lose(share: number): void
  /** The other side does not read, until `resume`. */
  pause(): void
  resume(): void
}

export interface DirectionDeps {
  readonly clock: Clock
  readonly random: Random
  /** Asked for each piece anew. */
  readonly weather: () => Weather
}

interface Piece {
  readonly bytes: number
  readonly arrive: () => void
  hasCome: boolean
}

export function createDirection({ clock, random, weather }: DirectionDeps): Direction {
  let pieces: Piece[] = []
  let isLost = false
  let isPaused = false
  /** When the last piece comes, as far as is known: none overtakes it. */
  let busyUntil = 0

  const deliver = (): void => {
    while (!isPaused && pieces[0]?.hasCome) pieces.shift()?.arrive()
  }
  return {
    send(bytes, arrive) {
      if (isLost) return
      const { latency, jitter, bytesPerSecond } = weather()
      const now = clock.now()
      const due = Math.max(busyUntil, now + latency + random() * jitter) + (bytes / bytesPerSecond) * 1000
      busyUntil = due
      const piece: Piece = { bytes, arrive, hasCome: false }
      pieces.push(piece)
      clock.after(Math.ceil(due - now), () => {
        piece.hasCome = true
        deliver()
      })
    },
    get underWay() {
      return pieces.reduce((sum, { bytes }) => sum + bytes, 0)
    },
    lose(share) {
      isLost = true
      pieces = pieces.slice(0, Math.round(pieces.length * share))
    },
    pause: () => void (isPaused = true),
    resume() {
      isPaused = false
      deliver()
    }
  }
}
