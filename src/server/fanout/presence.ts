import type { User } from '../../shared/model/user.ts'
import type { Clock, Unsubscribe } from '../../shared/std/clock.ts'
import { createEmitter, type Signal } from '../../shared/std/signal.ts'
import { shareFrames, type SharedFrames } from './frames.ts'

/** Who has at least one live socket. Never stored. */
export interface Presence {
  /** One more socket of a user; the returned function takes it away again. */
  join(user: User): Unsubscribe
  /** Whether the list goes out in a moment anyway, because somebody joined or left. */
  isDue(): boolean
  /** The whole list as of now. */
  current(): SharedFrames
  /** The whole list, a moment after somebody joined or left. */
  readonly changed: Signal<SharedFrames>
  count(): number
}

/** So long joins and leaves are gathered: the list goes out whole, which with many people is not small. */
const WINDOW_MS = 100

export function createPresence({ clock }: { clock: Clock }): Presence {
  const socketsByUserId = new Map<number, { user: User; sockets: number }>()
  const changed = createEmitter<SharedFrames>()
  let list: SharedFrames | null = null
  let isAnnouncing = false

  function current(): SharedFrames {
    list ??= shareFrames([{ type: 'online', users: [...socketsByUserId.values()].map(({ user }) => user) }])
    return list
  }

  function announce(): void {
    list = null
    if (isAnnouncing) return
    isAnnouncing = true
    clock.after(WINDOW_MS, () => {
      isAnnouncing = false
      changed.emit(current())
    })
  }

  function leave(userId: number): void {
    const entry = socketsByUserId.get(userId)
    if (!entry) return
    entry.sockets--
    if (entry.sockets > 0) return
    socketsByUserId.delete(userId)
    announce()
  }

  return {
    join(user) {
      const entry = socketsByUserId.get(user.id)
      if (entry) {
        entry.sockets++
      } else {
        socketsByUserId.set(user.id, { user, sockets: 1 })
        announce()
      }
      let isHere = true
      return () => {
        if (isHere) leave(user.id)
        isHere = false
      }
    },
    isDue: () => isAnnouncing,
    current,
    changed,
    count: () => socketsByUserId.size
  }
}
