import type { AnyEvent, ConnectionState, Missing, People } from '../../shared/ipc/contract.ts'
import type { CopyState } from '../../shared/model/copy.ts'
import type { Incident } from '../../shared/model/incident.ts'
import type { UnreadNotifications } from '../../shared/model/notification.ts'
import type { Reading } from '../../shared/model/reading.ts'
import type { Room } from '../../shared/model/room.ts'
import type { User } from '../../shared/model/user.ts'
import type { Clock, Unsubscribe } from '../../shared/std/clock.ts'
import type { Log } from '../../shared/std/log.ts'
import { createEmitter, type Signal } from '../../shared/std/signal.ts'
import type { Connection } from '../connection/connection.ts'
import type { Greeting } from '../connection/dialect.ts'
import type { Capabilities } from '../../shared/model/capabilities.ts'
import type { AccountStore } from '../store/account-store.ts'
import { isDiskError } from '../store/database-faults.ts'
import type { Identity } from '../store/identity.ts'
import { createAnnouncements } from './announcements.ts'
import { createBackfill } from './backfill.ts'
import { createCatchingUp } from './catching-up.ts'
import { createChanges, type Changes } from './changes.ts'
import { createCommands, type Commands } from './commands.ts'
import { createCopyState } from './copy-state.ts'
import { createDeletions } from './deletions.ts'
import { createDivergence } from './divergence.ts'
import { createEchoes, type Echoes } from './echoes.ts'
import { createHoles } from './holes.ts'
import { createInbox, ProtocolError } from './inbox.ts'
import type { News } from './news.ts'
import { createNewsDesk, type NewsItems } from './news-desk.ts'
import { createOutbox } from './outbox.ts'
import { changePeople, type Comings } from './people.ts'
import { createReadMarks } from './read-marks.ts'
import { createReadPositions } from './read-positions.ts'
import { createReadings } from './readings.ts'
import { createReceiver } from './receiver.ts'
import { createReconciliation } from './reconciliation.ts'
import { createRoomPages, type RoomPages } from './room-pages.ts'
import { createSeenRooms } from './seen-rooms.ts'
import { createSelf } from './self.ts'
import { createServerTime } from './server-time.ts'
import { cursorsOf } from './streams.ts'
import { createUnnumberedInbox } from './unnumbered-inbox.ts'

/** Milliseconds before a command that the server refused for the moment is sent again. */
const RETRY_AFTER = 2000

/** The account's copy kept equal to its server's log: from connection to store, and back. */
export interface Sync extends Commands, RoomPages {
  readonly connection: ConnectionState
  readonly capabilities: Capabilities
  readonly people: People
  readonly copy: CopyState
  missing(roomId: number): Missing
  incidents(): readonly Incident[]
  /** Who is signed in where, from the copy. Null only before the first greeting of a new account. */
  profile(): { identity: Identity; user: User; mayDelete: boolean; rooms: readonly Room[] } | null
  reading(roomId: number): Reading
  draft(roomId: number): string
  unreadNotifications(): UnreadNotifications
  /** How many messages are still to leave. */
  unsentCount(): number
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

export function createSync(deps: SyncDeps): Sync {
  const { store, connection, clock } = deps
  const { answers, numbers } = connection.capabilities
  const events = createEmitter<AnyEvent>()
  const profileChanges = createEmitter<undefined>()
  let people: People = { online: [] }
  let isOnline = false
  let isStopped = false

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
  const tell = <T>(work: (changes: Changes) => T): T => {
    const changes = createChanges()
    const { value, items } = store.transaction(() => {
      const done = work(changes)
      return { value: done, items: newsDesk.take(changes) }
    })
    // It is on disk: whatever befalls the telling, nobody may be told that it is not.
    safely(() => announce(changes, items))
    return value
  }
  const announce = (changes: Changes, items: NewsItems): void => {
    store.snapshot(() => eventsOf(changes)).forEach(events.emit)
    if (changes.isProfileChanged) profileChanges.emit(undefined)
    newsDesk.tell(items, changes)
  }
  const copyState = createCopyState((value) => events.emit({ name: 'copy.changed', value }))
  const safely = (work: () => void): void => {
    if (!isStopped) orReject(deps, work)
  }
  const afterRefusal = (retry: () => void): Unsubscribe => clock.after(RETRY_AFTER, () => safely(retry))
  const seen = createSeenRooms(store)
  const holes = createHoles({ store, seen, numbers })
  const readings = createReadings(store)
  const newsDesk = createNewsDesk(store)
  const divergence = createDivergence(deps)
  const inbox = createInbox({ store, divergence })
  const serverTime = createServerTime(deps)
  const outbox = createOutbox({ ...deps, serverTime, tell, afterRefusal })
  const pump = (): void => safely(pumpAll)
  const self = createSelf(store)
  const unnumberedInbox = createUnnumberedInbox({ store, self, clock })
  const readPositions = createReadPositions({ ...deps, safely, afterRefusal })
  const reconciliation = createReconciliation({
    ...deps,
    readPositions,
    inbox: unnumberedInbox,
    echoes: () => echoes,
    newsDesk,
    tell,
    safely,
    pump
  })
  const deletions = createDeletions({ ...deps, lookAt: reconciliation.lookAt })
  const echoes: Echoes = createEchoes({
    ...deps,
    tell,
    isHeld: () => deletions.isWaiting || !reconciliation.hasBegun,
    hasMissedBeyond: unnumberedInbox.hasMissedBeyond,
    look: reconciliation.look,
    pump,
    safely
  })
  const announcements = createAnnouncements(deps)
  const readMarks = createReadMarks({ ...deps, afterRefusal })
  const backfill = createBackfill({ ...deps, seen, afterRefusal })
  const catchingUp = createCatchingUp({ store, seen, clock, tell: copyState.setCatchingUp })
  const onPeople = (online: People): void => {
    people = online
    events.emit({ name: 'people.changed', value: people })
  }
  const onComings = (comings: Comings): void => onPeople(changePeople(people, comings))
  const onReceived = (): void => deps.afterTurn(onTurn)
  const onSaid = (text: string): void => events.emit({ name: 'server.said', value: { text } })
  const marks = { readMarks, readPositions }
  const streams = { inbox, divergence, backfill, catchingUp }
  const numbered = { ...streams, outbox, deletions, announcements, ...marks, newsDesk }
  const parts = { ...numbered, unnumberedInbox, echoes, reconciliation }
  const receiver = createReceiver({ ...deps, ...parts, self, tell, onPeople, onComings, onSaid, onReceived })
  const restart = (): void => Object.values(parts).forEach((part) => part.restart())
  const pumpAll = (): void => {
    if (divergence.isUnsettled) return
    const { busyRooms, pump: pumpRoom } = answers ? outbox : echoes
    store.snapshot(() => busyRooms().filter(store.identity.hasRoom)).forEach(pumpRoom)
    readMarks.pump()
    readPositions.pump()
  }
  const onTurn = (): void =>
    safely(() => {
      if (!receiver.flushSome()) return onReceived()
      pumpAll()
    })
  const onGreeting = (greeting: Greeting): void =>
    safely(() => {
      tell((changes) => {
        if (numbers) divergence.greet(greeting.server.epoch, changes)
        self.greet(greeting, changes)
        serverTime.greet(greeting.time)
        if (!answers) echoes.giveUp(changes)
      })
      profileChanges.emit(undefined)
      if (numbers) {
        catchingUp.begin()
        connection.send({ type: 'resume', cursors: cursorsOf(store), onlineChanges: true })
      } else reconciliation.begin()
      pumpAll()
    })
  const onState = (state: ConnectionState): void => {
    if (isOnline && state.phase !== 'online') {
      safely(() => receiver.flush())
      if (!answers) safely(() => tell(echoes.giveUp))
      restart()
    }
    isOnline = state.phase === 'online'
    events.emit({ name: 'connection.changed', value: state })
  }
  const subscriptions = [
    connection.frames.subscribe((frame) => receiver.receive(frame)),
    connection.greetings.subscribe(onGreeting),
    connection.states.subscribe(onState),
    store.file.problems.subscribe(copyState.setProblem)
  ]

  return {
    ...createCommands({ ...deps, ...parts, tell, pump }),
    ...createRoomPages({ ...deps, ...parts, seen, holes }),
    get connection() {
      return connection.state
    },
    capabilities: connection.capabilities,
    get people() {
      return people
    },
    get copy() {
      return copyState.now
    },
    missing: holes.of,
    incidents: () => store.incidents.all(),
    profile() {
      const identity = store.identity.get()
      const user = identity && store.users.get(identity.userId)
      return identity && user
        ? { identity, user, mayDelete: self.mayDelete(), rooms: store.identity.rooms() }
        : null
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
