import type { ConnectionState } from '../../shared/ipc/contract.ts'
import type { Clock } from '../../shared/std/clock.ts'
import type { Connection } from '../connection/connection.ts'
import type { Greeting } from '../connection/dialect.ts'
import type { AccountStore } from '../store/account-store.ts'
import type { Parts } from './parts.ts'
import type { People } from './people.ts'
import { createReceiver } from './receiver.ts'
import { cursorsOf } from './streams.ts'
import type { Telling } from './telling.ts'

/** What the engine does as its connection comes, speaks and goes. */
export interface Following {
  /** Applies what was received before it ended. */
  flush(): void
  stop(): void
}

export interface FollowingDeps extends Telling {
  readonly store: AccountStore
  readonly connection: Connection
  readonly clock: Clock
  readonly parts: Parts
  readonly people: People
  readonly safely: (work: () => void) => void
  /** Runs `flush` when the frames that this turn of the event loop brings are all here. */
  readonly afterTurn: (flush: () => void) => void
}

export function followConnection(deps: FollowingDeps): Following {
  const { connection, parts, people, events, tell, safely } = deps
  const { answers } = connection.capabilities
  let isOnline = false

  const onReceived = (): void => deps.afterTurn(onTurn)
  const onSaid = (text: string): void => events.emit({ name: 'server.said', value: { text } })
  const receiver = createReceiver({
    ...deps,
    ...parts,
    onPeople: people.set,
    onComings: people.change,
    onSaid,
    onReceived
  })
  const onTurn = (): void =>
    safely(() => {
      if (!receiver.flushSome()) return onReceived()
      parts.pumpAll()
    })
  const onState = (state: ConnectionState): void => {
    if (isOnline && state.phase !== 'online') {
      safely(() => receiver.flush())
      if (!answers) safely(() => tell(parts.echoes.giveUp))
      parts.restart()
    }
    isOnline = state.phase === 'online'
    events.emit({ name: 'connection.changed', value: state })
  }
  const subscriptions = [
    connection.frames.subscribe((frame) => receiver.receive(frame)),
    connection.greetings.subscribe((greeting) => safely(() => greet(deps, greeting))),
    connection.states.subscribe(onState)
  ]
  return {
    flush: () => safely(() => receiver.flush()),
    stop: () => subscriptions.forEach((unsubscribe) => unsubscribe())
  }
}

/** The server has greeted: it is asked for what was missed, and what waits may leave. */
function greet({ store, connection, parts, tell, profileChanges }: FollowingDeps, greeting: Greeting): void {
  const { answers, numbers } = connection.capabilities
  tell((changes) => {
    if (numbers) parts.divergence.greet(greeting.server.epoch, changes)
    parts.self.greet(greeting, changes)
    parts.serverTime.greet(greeting.time)
    if (!answers) parts.echoes.giveUp(changes)
  })
  profileChanges.emit(undefined)
  if (numbers) {
    parts.catchingUp.begin()
    connection.send({ type: 'resume', cursors: cursorsOf(store), onlineChanges: true })
  } else parts.reconciliation.begin()
  parts.pumpAll()
}
