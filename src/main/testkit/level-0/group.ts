import type { WebSocket } from 'ws'
import type { Person } from './people.ts'
import type { Switches } from './switches.ts'

/** One accepted socket of somebody. */
export interface Member {
  readonly person: Person
  readonly socket: WebSocket
  /** By the server's clock. */
  readonly joinedAt: number
  isDeaf: boolean
  /** How many messages and deletions were broadcast since it joined. */
  broadcasts: number
}

/** A frame for a group. */
export interface Broadcast {
  readonly frame: object
  /** User name of the one person it is for; absent: everybody. */
  readonly to?: string
  /** User name of who caused it; null: nobody with an account. */
  readonly by: string | null
  /** Whether it is a message or a deletion: of these the layer loses some. */
  readonly isChat: boolean
}

/** How long a broadcast waits to be overtaken, in milliseconds. */
const LONGEST_HOLD = 50

/** The group of a Django channel layer, and the list of people online beside it. */
export interface Group {
  join(member: Member): void
  leave(member: Member): void
  /** The consumer died of an exception: nobody tells the list of people online, so a ghost stays in it. */
  crash(member: Member): void
  members(): readonly Member[]
  online(): readonly Person[]
  broadcast(broadcast: Broadcast): void
  /** What the processes forget when they end. */
  clear(): void
}

export function createGroup(switches: Switches, now: () => number): Group {
  const members = new Set<Member>()
  const entries = new Set<Member>()
  let held: { readonly broadcast: Broadcast; readonly timer: NodeJS.Timeout } | null = null

  const deliver = (broadcast: Broadcast): void => {
    for (const member of members) if (hears(member, broadcast)) tell(member, broadcast.frame)
  }
  const hears = (member: Member, { isChat, to }: Broadcast): boolean => {
    if (to !== undefined && to !== member.person.username) return false
    // The layer forgets a member `group_expiry` after it joined, while its socket stays open.
    if (switches.deafAfter !== null && now() - member.joinedAt >= switches.deafAfter) member.isDeaf = true
    if (isChat) member.broadcasts += 1
    if (member.isDeaf) return false
    // The layer drops what finds 100 frames before it in a member's queue, and says nothing.
    return !(isChat && switches.loses?.(member.broadcasts, member.person.username))
  }
  const release = (): Broadcast | null => {
    if (!held) return null
    const { broadcast, timer } = held
    clearTimeout(timer)
    held = null
    return broadcast
  }
  const flush = (): void => {
    const broadcast = release()
    if (broadcast) deliver(broadcast)
  }
  const hold = (broadcast: Broadcast): void => {
    held = { broadcast, timer: setTimeout(flush, LONGEST_HOLD) }
  }
  return {
    join(member) {
      members.add(member)
      entries.add(member)
    },
    leave(member) {
      members.delete(member)
      entries.delete(member)
    },
    crash: (member) => void members.delete(member),
    members: () => [...members],
    online: () => [...new Set([...entries].map(({ person }) => person))],
    broadcast(broadcast) {
      // Each consumer stores and sends by itself, so only what two different people caused can change places.
      const earlier = release()
      const isHeld = switches.reorders && broadcast.isChat && (!earlier || earlier.by === broadcast.by)
      if (!isHeld) deliver(broadcast)
      if (earlier) deliver(earlier)
      if (isHeld) hold(broadcast)
    },
    clear() {
      release()
      members.clear()
      entries.clear()
    }
  }
}

export function tell(member: Member, frame: object): void {
  member.socket.send(JSON.stringify(frame))
}
