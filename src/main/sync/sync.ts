import type { AnyEvent, ConnectionState, People } from '../../shared/ipc/contract.ts'
import type { Room } from '../../shared/model/room.ts'
import type { User } from '../../shared/model/user.ts'
import { roomStream } from '../../shared/protocol/constants.ts'
import type { Hello } from '../../shared/protocol/down.ts'
import type { Cursor } from '../../shared/protocol/up.ts'
import type { Clock, Unsubscribe } from '../../shared/std/clock.ts'
import type { Log } from '../../shared/std/log.ts'
import { createEmitter, type Signal } from '../../shared/std/signal.ts'
import type { Connection } from '../connection/connection.ts'
import type { AccountStore } from '../store/account-store.ts'
import { isDiskError } from '../store/database.ts'
import type { Identity } from '../store/identity.ts'
import { createBackfill } from './backfill.ts'
import { createChanges, type Changes } from './changes.ts'
import { createCommands, type Commands } from './commands.ts'
import { createDeletions } from './deletions.ts'
import { createInbox, ProtocolError } from './inbox.ts'
import { createOutbox } from './outbox.ts'
import { createReceiver } from './receiver.ts'

/** Milliseconds before a command that the server refused for the moment is sent again. */
const RETRY_AFTER = 2000

/** The account's copy kept equal to its server's log: from connection to store, and back. */
export interface Sync extends Commands {
  readonly connection: ConnectionState
  readonly people: People
  /** Who is signed in where, from the copy. Null only before the first `hello` of a new account. */
  profile(): { identity: Identity; user: User; rooms: readonly Room[] } | null
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
    const value = store.transaction(() => work(changes))
    changes.toEvents(store).forEach(events.emit)
    return value
  }
  const safely = (work: () => void): void => {
    if (!isStopped) orReject(deps, work)
  }
  const afterRefusal = (retry: () => void): Unsubscribe => deps.clock.after(RETRY_AFTER, () => safely(retry))
  const inbox = createInbox(store)
  const outbox = createOutbox({ ...deps, tell, afterRefusal })
  const deletions = createDeletions(deps)
  const backfill = createBackfill({ ...deps, afterRefusal })
  const onPeople = (online: People): void => {
    people = online
    events.emit({ name: 'people.changed', value: people })
  }
  const onReceived = (): void => deps.afterTurn(onTurn)
  const receiver = createReceiver({ ...deps, inbox, outbox, deletions, backfill, tell, onPeople, onReceived })
  const pumpRooms = (): void => store.identity.rooms().forEach((room) => outbox.pump(room.id))
  const pump = (): void => safely(pumpRooms)

  const onTurn = (): void =>
    safely(() => {
      receiver.flush()
      pumpRooms()
    })
  const onHello = (hello: Hello): void =>
    safely(() => {
      store.transaction(() => putProfile(store, hello))
      profileChanges.emit(undefined)
      connection.send({ type: 'resume', cursors: cursorsOf(store) })
      pumpRooms()
    })
  const onState = (state: ConnectionState): void => {
    if (state.phase === 'waiting' || state.phase === 'signed-out') {
      safely(() => receiver.flush())
      for (const part of [inbox, outbox, backfill, deletions]) part.restart()
    }
    events.emit({ name: 'connection.changed', value: state })
  }
  const subscriptions = [
    connection.frames.subscribe((frame) => receiver.receive(frame)),
    connection.greetings.subscribe(onHello),
    connection.states.subscribe(onState)
  ]

  return {
    ...createCommands({ ...deps, outbox, deletions, tell, pump }),
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
    events,
    profileChanges,
    start: () => connection.start(),
    retryConnection: () => connection.retry(),
    stop() {
      connection.stop()
      safely(() => receiver.flush())
      isStopped = true
      subscriptions.forEach((unsubscribe) => unsubscribe())
      for (const part of [outbox, backfill, deletions]) part.restart()
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

function cursorsOf(store: AccountStore): Record<string, Cursor> {
  const cursors: Record<string, Cursor> = {}
  for (const room of store.identity.rooms()) {
    const stream = roomStream(room.id)
    const cursor = store.cursors.get(stream)
    if (cursor) cursors[stream] = cursor
  }
  return cursors
}
