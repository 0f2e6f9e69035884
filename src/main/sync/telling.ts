import type { AnyEvent } from '../../shared/ipc/contract.ts'
import { createEmitter, type Emitter } from '../../shared/std/signal.ts'
import type { AccountStore } from '../store/account-store.ts'
import { createChanges, type Changes } from './changes.ts'
import type { Holes } from './holes.ts'
import type { NewsDesk, NewsItems } from './news-desk.ts'
import type { Readings } from './readings.ts'
import type { SeenRooms } from './seen-rooms.ts'

/** Commit, then publish: how all that changes the copy is written, and how the page hears of it. */
export interface Telling {
  /** One transaction, then the page is told what changed in it. */
  tell<T>(work: (changes: Changes) => T): T
  readonly events: Emitter<AnyEvent>
  /** The server has greeted, or it has turned out who is signed in: name, rights, limits or rooms may be others. */
  readonly profileChanges: Emitter<undefined>
}

export interface TellingDeps {
  readonly store: AccountStore
  readonly seen: SeenRooms
  readonly holes: Holes
  readonly readings: Readings
  readonly newsDesk: NewsDesk
  readonly safely: (work: () => void) => void
}

export function createTelling({ store, seen, holes, readings, newsDesk, safely }: TellingDeps): Telling {
  const events = createEmitter<AnyEvent>()
  const profileChanges = createEmitter<undefined>()

  const eventsOf = (changes: Changes): AnyEvent[] => {
    const missing = holes.changed()
    // What is missing is counted by the server: what is there now counts by itself.
    const roomIds = new Set([...changes.roomIds, ...missing.map(({ roomId }) => roomId)])
    return [
      ...changes.toEvents(store, seen.has),
      ...readings.changed(roomIds).map((value) => ({ name: 'reading.changed', value }) as const),
      ...missing.map((value) => ({ name: 'missing.changed', value }) as const)
    ]
  }
  const announce = (changes: Changes, items: NewsItems): void => {
    store.snapshot(() => eventsOf(changes)).forEach(events.emit)
    if (changes.isProfileChanged) profileChanges.emit(undefined)
    newsDesk.tell(items, changes)
  }
  return {
    tell(work) {
      const changes = createChanges()
      const { value, items } = store.transaction(() => {
        const done = work(changes)
        return { value: done, items: newsDesk.take(changes) }
      })
      // It is on disk: whatever befalls the telling, nobody may be told that it is not.
      safely(() => announce(changes, items))
      return value
    },
    events,
    profileChanges
  }
}
