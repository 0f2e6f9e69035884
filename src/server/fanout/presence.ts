import type { User } from '../../shared/model/user.ts'
import type { Clock } from '../../shared/std/clock.ts'
import type { SharedFrames } from './frames.ts'
import { shareOnlineChange, shareOnlineList } from './online-frames.ts'

/** Who has at least one live socket. Never stored. */
export interface Presence {
  /** One more socket of a user, for which somebody watches until `leave` with the same. */
  join(user: User, watcher: Watcher): void
  leave(user: User, watcher: Watcher): void
  /** Whether it is announced in a moment anyway that somebody joined or left. */
  isDue(): boolean
  /** The whole list as of now. */
  current(): SharedFrames
  count(): number
}

export interface Watcher {
  /**
   * What became of everybody who joined or left since the last time, a moment after the first of them did. It makes
   * the list of now from any list that was current since then.
   */
  changed(change: SharedFrames): void
}

/** So long joins and leaves are gathered: with many people there are many who are told. */
const WINDOW_MS = 100

export function createPresence({ clock }: { clock: Clock }): Presence {
  const socketsByUserId = new Map<number, { user: User; sockets: number }>()
  const watchers = new Set<Watcher>()
  let list: SharedFrames | null = null
  /** Who joined or left since the last announcement. */
  let touched = new Set<number>()

  function current(): SharedFrames {
    list ??= shareOnlineList([...socketsByUserId.values()].map(({ user }) => user))
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
    const change = shareOnlineChange(joined, left)
    for (const watcher of watchers) watcher.changed(change)
  }

  return {
    join(user, watcher) {
      watchers.add(watcher)
      const entry = socketsByUserId.get(user.id)
      if (entry) {
        entry.sockets++
      } else {
        socketsByUserId.set(user.id, { user, sockets: 1 })
        touch(user.id)
      }
    },
    leave(user, watcher) {
      const entry = socketsByUserId.get(user.id)
      if (!watchers.delete(watcher) || !entry) return
      entry.sockets--
      if (entry.sockets > 0) return
      socketsByUserId.delete(user.id)
      touch(user.id)
    },
    isDue: () => touched.size > 0,
    current,
    count: () => socketsByUserId.size
  }
}
