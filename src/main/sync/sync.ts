import type { AnyEvent, ConnectionState, People } from '../../shared/ipc/contract.ts'
import type { Capabilities } from '../../shared/model/capabilities.ts'
import type { CopyState } from '../../shared/model/copy.ts'
import type { Clock } from '../../shared/std/clock.ts'
import type { Log } from '../../shared/std/log.ts'
import type { Signal } from '../../shared/std/signal.ts'
import type { Connection } from '../connection/connection.ts'
import type { AccountStore } from '../store/account-store.ts'
import { createCommands, type Commands } from './commands.ts'
import { createCopyReads, type CopyReads } from './copy-reads.ts'
import { createCopyState } from './copy-state.ts'
import { followConnection } from './follow-connection.ts'
import { createGuard } from './guard.ts'
import { createHoles } from './holes.ts'
import type { News } from './news.ts'
import { createNewsDesk } from './news-desk.ts'
import { createParts } from './parts.ts'
import { createPeople } from './people.ts'
import { createReadings } from './readings.ts'
import { createRoomPages, type RoomPages } from './room-pages.ts'
import { createSeenRooms } from './seen-rooms.ts'
import { createTelling } from './telling.ts'

/** The account's copy kept equal to its server's log: from connection to store, and back. */
export interface Sync extends Commands, RoomPages, CopyReads {
  readonly connection: ConnectionState
  readonly capabilities: Capabilities
  readonly people: People
  readonly copy: CopyState
  /** What others sent since somebody was last told. */
  readonly news: Signal<News>
  /** What the page is told. A change of messages is told after it is on disk. */
  readonly events: Signal<AnyEvent>
  /** The server has greeted, or it has turned out who is signed in: name, rights, limits or rooms may be others. */
  readonly profileChanges: Signal<undefined>
  start(): void
  retryConnection(): void
  /** Ends the connection and writes what has been received. The store may be closed afterwards. */
  stop(): void
}

export interface SyncDeps {
  readonly store: AccountStore
  readonly connection: Connection
  readonly clock: Clock
  /** A new UUIDv7. */
  readonly newId: () => string
  /** Runs `flush` when the frames that this turn of the event loop brings are all here. */
  readonly afterTurn: (flush: () => void) => void
  readonly log: Log
}

/**
 * Wires the engine: what the page sees of the copy, how it is told of changes, the parts that change it, and the
 * connection that moves them.
 */
export function createSync(deps: SyncDeps): Sync {
  const { store, connection } = deps
  const guard = createGuard(deps)
  const seen = createSeenRooms(store)
  const holes = createHoles({ store, seen, numbers: connection.capabilities.numbers })
  const readings = createReadings(store)
  const newsDesk = createNewsDesk(store)
  const telling = createTelling({ ...guard, store, seen, holes, readings, newsDesk })
  const { events, profileChanges } = telling
  const people = createPeople((value) => events.emit({ name: 'people.changed', value }))
  const copyState = createCopyState((value) => events.emit({ name: 'copy.changed', value }))
  const tellCatchingUp = copyState.setCatchingUp
  const parts = createParts({ ...deps, ...guard, ...telling, seen, newsDesk, tellCatchingUp })
  const following = followConnection({ ...deps, ...guard, ...telling, parts, people })
  const stopWatching = store.file.problems.subscribe(copyState.setProblem)

  return {
    ...createCommands({ ...deps, ...telling, ...parts }),
    ...createRoomPages({ ...parts, store, seen, holes }),
    ...createCopyReads({ ...parts, store, holes, readings }),
    get connection() {
      return connection.state
    },
    capabilities: connection.capabilities,
    get people() {
      return people.now
    },
    get copy() {
      return copyState.now
    },
    news: newsDesk.news,
    events,
    profileChanges,
    start: () => connection.start(),
    retryConnection: () => connection.retry(),
    stop() {
      connection.stop()
      following.flush()
      guard.stop()
      following.stop()
      stopWatching()
      parts.restart()
    }
  }
}
