import type { User } from '../../shared/model/user.ts'
import type { Clock, Unsubscribe } from '../../shared/std/clock.ts'
import { createEmitter, type Signal } from '../../shared/std/signal.ts'
import { shareFrames, type SharedFrames } from './frames.ts'

/** Who has at least one live socket. Never stored. */
export interface Presence {
  /** One more socket of a user; the returned function takes it away again. */
  join(user: User): Unsubscribe
  /** Whether it is announced in a moment anyway that somebody joined or left. */
  isDue(): boolean
  /** The whole list as of now. */
  current(): SharedFrames
  /**
   * What became of everybody who joined or left since the last time, a moment after the first of them did. It makes
   * the list of now from any list that was current since then.
   */
  readonly changed: Signal<SharedFrames>
  count(): number
}

/** So long joins and leaves are gathered: with many people there are many who are told. */
const WINDOW_MS = 100

export function createPresence({ clock }: { clock: Clock }): Presence {
  const socketsByUserId = new Map<number, { user: User; sockets: number }>()
  const changed = createEmitter<SharedFrames>()
  let list: SharedFrames | null = null
  /** Who joined or left since the last announcement. */
  let touched = new Set<number>()

  function current(): SharedFrames {
    list ??= shareFrames([{ type: 'online', users: [...socketsByUserId.values()].map(({ user }) => user) }])
    return list
  }

  function touch(userId: number): void {
    list = null
    touched.add(userId)
    if (touched.size === 1) clock.after(WINDOW_MS, announce)
  }

  function announce(): void {
    const joined = [...touched].flatMap((id) => socketsByUserId.get(id)?.user ?? [])
    const left = [...touched].filter((id) => !socketsByUserId.has(id))
    touched = new Set()
    changed.emit(shareFrames([{ type: 'online-changed', joined, left }]))
  }

  function leave(userId: number): void {
    const entry = socketsByUserId.get(userId)
    if (!entry) return
    entry.sockets--
    if (entry.sockets > 0) return
    socketsByUserId.delete(userId)
    touch(userId)
  }

  return {
    join(user) {
      const entry = socketsByUserId.get(user.id)
      if (entry) {
        entry.sockets++
      } else {
        socketsByUserId.set(user.id, { user, sockets: 1 })
        touch(user.id)
      }
      let isHere = true
      return () => {
        if (isHere) leave(user.id)
        isHere = false
      }
    },
    isDue: () => touched.size > 0,
    current,
    changed,
    count: () => socketsByUserId.size
  }
}
