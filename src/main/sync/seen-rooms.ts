import type { AccountStore } from '../store/account-store.ts'

/** Which rooms the page has before it: it is told every message of these, and of all others only how they are read. */
export interface SeenRooms {
  /** The page reads in a room. */
  note(roomId: number): void
  has(roomId: number): boolean
  all(): readonly number[]
  /** The room that was read in last. Null: there are no rooms. */
  current(): number | null
}

export function createSeenRooms(store: AccountStore): SeenRooms {
  /** In the order in which they were last read in. */
  const seen = new Set<number>()
  /** Before it reads anywhere, it is about to show the first room. */
  const first = (): number[] => store.identity.rooms().flatMap(({ id }, index) => (index === 0 ? [id] : []))
  const all = (): readonly number[] => (seen.size > 0 ? [...seen] : first())
  return {
    note(roomId) {
      seen.delete(roomId)
      seen.add(roomId)
    },
    has: (roomId) => all().includes(roomId),
    all,
    current: () => all().at(-1) ?? null
  }
}
