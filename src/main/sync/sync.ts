import type { AnyEvent, ConnectionState, People } from '../../shared/ipc/contract.ts'
import type { UnreadNotifications } from '../../shared/model/notification.ts'
import type { Reading } from '../../shared/model/reading.ts'
import type { Room } from '../../shared/model/room.ts'
import type { User } from '../../shared/model/user.ts'
import type { Hello } from '../../shared/protocol/down.ts'
import type { Clock, Unsubscribe } from '../../shared/std/clock.ts'
import type { Log } from '../../shared/std/log.ts'
import { createEmitter, type Signal } from '../../shared/std/signal.ts'
import type { Connection } from '../connection/connection.ts'
import type { AccountStore } from '../store/account-store.ts'
import { isDiskError } from '../store/database.ts'
import type { Identity } from '../store/identity.ts'
import { createAnnouncements } from './announcements.ts'
import { createBackfill } from './backfill.ts'
import { createChanges, type Changes } from './changes.ts'
import { createCommands, type Commands } from './commands.ts'
import { createDeletions } from './deletions.ts'
import { createInbox, ProtocolError } from './inbox.ts'
import type { News } from './news.ts'
import { createNewsDesk } from './news-desk.ts'
import { createOutbox } from './outbox.ts'
import { createReadMarks } from './read-marks.ts'
import { createReadings } from './readings.ts'
import { createReceiver } from './receiver.ts'
import { cursorsOf } from './streams.ts'

/** Milliseconds before a command that the server refused for the moment is sent again. */
const RETRY_AFTER = 2000

/** The account's copy kept equal to its server's log: from connection to store, and back. */
export interface Sync extends Commands {
  readonly connection: ConnectionState
  readonly people: People
  /** Who is signed in where, from the copy. Null only before the first `hello` of a new account. */
  profile(): { identity: Identity; user: User; rooms: readonly Room[] } | null
  reading(roomId: number): Reading
  draft(roomId: number): string
  unreadNotifications(): UnreadNotifications
  /** How many messages are still to leave. */
  unsentCount(): number
  /** What others sent since somebody was last told. */
  readonly news: Signal<News>
  /** What the page is told. A change of messages is told after it is on disk. */
  readonly events: Signal<AnyEvent>
  /** `hello` said something else than the copy: name, rights, limits or rooms. */
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

export function createSync(deps: SyncDeps): Sync {
  const { store, connection } = deps
  const events = createEmitter<AnyEvent>()
  const profileChanges = createEmitter<undefined>()
  let people: People = { online: [] }
  let isStopped = false

  const tell = <T>(work: (changes: Changes) => T): T => {
    const changes = createChanges()
    const { value, items } = store.transaction(() => {
      const done = work(changes)
      return { value: done, items: newsDesk.take(changes.arrivals) }
    })
    changes.toEvents(store).forEach(events.emit)
    for (const reading of readings.changed()) events.emit({ name: 'reading.changed', value: reading })
    newsDesk.tell(items)
    return value
  }
  const safely = (work: () => void): void => {
    if (!isStopped) orReject(deps, work)
  }
  const afterRefusal = (retry: () => void): Unsubscribe => deps.clock.after(RETRY_AFTER, () => safely(retry))
  const readings = createReadings(store)
  const newsDesk = createNewsDesk(store)
  const inbox = createInbox(store)
  const outbox = createOutbox({ ...deps, tell, afterRefusal })
  const deletions = createDeletions(deps)
  const announcements = createAnnouncements(deps)
  const readMarks = createReadMarks({ ...deps, afterRefusal })
  const backfill = createBackfill({ ...deps, afterRefusal })
  const onPeople = (online: People): void => {
    people = online
    events.emit({ name: 'people.changed', value: people })
  }
  const onReceived = (): void => deps.afterTurn(onTurn)
  const parts = { inbox, outbox, deletions, announcements, backfill, readMarks, newsDesk }
  const receiver = createReceiver({ ...deps, ...parts, tell, onPeople, onReceived })
  const restart = (): void => Object.values(parts).forEach((part) => part.restart())
  const pumpAll = (): void => {
    store.identity.rooms().forEach((room) => outbox.pump(room.id))
    readMarks.pump()
  }
  const pump = (): void => safely(pumpAll)

  const onTurn = (): void =>
    safely(() => {
      receiver.flush()
      pumpAll()
    })
  const onHello = (hello: Hello): void =>
    safely(() => {
      store.transaction(() => putProfile(store, hello))
      profileChanges.emit(undefined)
      connection.send({ type: 'resume', cursors: cursorsOf(store) })
      pumpAll()
    })
  const onState = (state: ConnectionState): void => {
    if (state.phase !== 'connecting' && state.phase !== 'online') {
      safely(() => receiver.flush())
      restart()
    }
    events.emit({ name: 'connection.changed', value: state })
  }
  const subscriptions = [
    connection.frames.subscribe((frame) => receiver.receive(frame)),
    connection.greetings.subscribe(onHello),
    connection.states.subscribe(onState)
  ]

  return {
    ...createCommands({ ...deps, ...parts, tell, pump }),
    get connection() {
      return connection.state
    },
    get people() {
      return people
    },
    profile() {
      const identity = store.identity.get()
      const user = identity && store.users.get(identity.userId)
      return identity && user ? { identity, user, rooms: store.identity.rooms() } : null
    },
    reading: readings.of,
    draft: (roomId) => store.drafts.get(roomId),
    unreadNotifications: () => store.notifications.unread(),
    unsentCount: () => store.outbox.countUnsent(),
    news: newsDesk.news,
    events,
    profileChanges,
    start: () => connection.start(),
    retryConnection: () => connection.retry(),
    stop() {
      connection.stop()
      safely(() => receiver.flush())
      isStopped = true
      subscriptions.forEach((unsubscribe) => unsubscribe())
      restart()
    }
  }
}

/**
 * What the network brings must never end the process: what does not fit, or cannot be written, ends the link. The
 * cursor has not moved then, and the next link brings the same frames again.
 */
function orReject({ connection, log }: SyncDeps, work: () => void): void {
  try {
    work()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    if (!(error instanceof ProtocolError)) log.error('sync.not_applied', { reason, disk: isDiskError(error) })
    connection.reject(reason)
  }
}

function putProfile(store: AccountStore, hello: Hello): void {
  store.users.put(hello.user)
  store.identity.set({
    userId: hello.user.id,
    serverName: hello.server.name,
    epoch: hello.server.epoch,
    messageLimit: hello.messageLimit
  })
  hello.rooms.forEach(store.identity.putRoom)
}
