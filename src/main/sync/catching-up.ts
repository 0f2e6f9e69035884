import type { CopyState } from '../../shared/model/copy.ts'
import { roomStream } from '../../shared/protocol/constants.ts'
import type { Clock } from '../../shared/std/clock.ts'
import type { Frame } from '../connection/dialect.ts'
import type { AccountStore } from '../store/account-store.ts'
import { ProtocolError } from './inbox.ts'
import type { Hole } from './next-hole.ts'
import type { SeenRooms } from './seen-rooms.ts'
import { noTimer, timer } from './timer.ts'

/** Milliseconds that nobody needs to hear of. */
const UNSAID = 1000
/** Milliseconds between two times that it is told how far it is. */
const EVERY = 100

/**
 * How far the copy is behind what was missed, once that takes a while. What a person calls that: the events that answer
 * the `resume`, and what the server left out of the room before them since they were last connected. What it left out
 * of other rooms, and the history of a room that was never here, is filled in without a word.
 */
export interface CatchingUp {
  /** A `resume` has left. */
  begin(): void
  /**
   * These are in the copy now. Throws where the server refuses the `resume`: the link would stay, and hear nothing. No
   * other command of this program is without a name.
   */
  heard(frames: readonly Frame[]): void
  restart(): void
}

export interface CatchingUpDeps {
  readonly store: AccountStore
  readonly seen: SeenRooms
  readonly clock: Clock
  readonly tell: (catchingUp: CopyState['catchingUp']) => void
}

interface Progress {
  received: number
  /** As the server has said it; null: it has not. */
  events: number | null
  /** What it left out of the room that was before the person. */
  hole: Hole | null
  isAnswered: boolean
}

export function createCatchingUp({ store, seen, clock, tell }: CatchingUpDeps): CatchingUp {
  let progress: Progress | null = null
  let next = noTimer()

  const say = (): void => {
    if (!progress) return
    const { received, events, hole } = progress
    const total = events === null ? null : events + (hole ? sizeOf(hole) : 0)
    tell({ received: Math.min(received, total ?? received), total })
    next = timer(clock, EVERY, say)
  }
  const end = (): void => {
    progress = null
    next.stop()
    tell(null)
  }
  const note = (now: Progress, frame: Frame): void => {
    switch (frame.type) {
      case 'catching-up':
        now.events = frame.events
        return
      case 'limited': {
        const roomId = seen.current()
        const isSeen = roomId !== null && frame.stream === roomStream(roomId)
        // From the first one on: of this room nothing was here, and all of it is history.
        if (isSeen && frame.from > 1) now.hole = { stream: frame.stream, range: frame }
        return
      }
      case 'event':
        if (!now.isAnswered) now.received++
        return
      case 'page':
        if (frame.stream === now.hole?.stream) now.received += frame.events.length
        return
      case 'caught-up':
        now.isAnswered = true
        return
      case 'error':
        if (frame.requestId === null && !now.isAnswered) throw new ProtocolError('resume is refused')
        return
      default:
    }
  }
  return {
    begin() {
      progress = { received: 0, events: null, hole: null, isAnswered: false }
      next.stop()
      next = timer(clock, UNSAID, say)
    },
    heard(frames) {
      const now = progress
      if (!now) return
      for (const frame of frames) note(now, frame)
      const { isAnswered, hole } = now
      if (isAnswered && !(hole && store.missing.newestIn(hole.stream, hole.range))) end()
    },
    restart: end
  }
}

function sizeOf({ range: { from, to } }: Hole): number {
  return to - from + 1
}
