import { expect, it } from 'vitest'
import { PREFERENCE_DEFAULTS } from '../../shared/ipc/preferences.ts'
import type { AnyEvent, ConnectionState, Session } from '../../shared/ipc/contract.ts'
import { createEmitter } from '../../shared/std/signal.ts'
import { makeSession } from '../../shared/testkit/make.ts'
import { createTurnedClock } from '../../shared/testkit/turned-clock.ts'
import type { Settings } from '../session/settings.ts'
import type { TrayState } from './tray-model.ts'
import { createTrayWatch } from './tray-watch.ts'

const online: ConnectionState = { phase: 'online' }
const connecting: ConnectionState = { phase: 'connecting', lostAt: null, failures: 0 }

function withUnread(connection: ConnectionState, unread = 0): Session {
  return makeSession({ connection, reading: { roomId: 1, readN: 0, unread } })
}

/** A watch over an account and settings that a test changes, and what it has shown. */
function open(first: Session | null = withUnread(online)) {
  const clock = createTurnedClock()
  const events = createEmitter<AnyEvent>()
  const changes = createEmitter<undefined>()
  const settingsChanges = createEmitter<undefined>()
  const shown: TrayState[] = []
  let session = first
  let quiet: Settings['quiet'] = null
  const watch = createTrayWatch({
    accounts: { session: () => session, events, changes },
    settings: {
      get quiet() {
        return quiet
      },
      language: 'en',
      preferences: PREFERENCE_DEFAULTS,
      changes: settingsChanges
    },
    clock,
    show: (state) => void shown.push(state)
  })
  return {
    watch,
    clock,
    shown,
    become(next: Session) {
      session = next
      events.emit({ name: 'connection.changed', value: next.connection })
    },
    leave() {
      session = null
      changes.emit(undefined)
    },
    beQuiet(next: Settings['quiet']) {
      quiet = next
      settingsChanges.emit(undefined)
    }
  }
}

it('shows the first state at once, and what changes together together', () => {
  const { shown, become, clock } = open()
  expect(shown).toHaveLength(1)
  for (let unread = 1; unread <= 5; unread++) become(withUnread(online, unread))
  expect(shown).toHaveLength(1)
  clock.turn(1_000)
  expect(shown).toHaveLength(2)
  expect(shown[1]?.session?.reading.unread).toBe(5)
})

it('takes a connection for gone after ten seconds, through every try in between', () => {
  const { shown, become, clock } = open()
  become(withUnread(connecting))
  for (let second = 1; second <= 9; second++) {
    clock.turn(1_000)
    become(withUnread({ phase: 'waiting', retryAt: clock.now(), lostAt: clock.now(), failures: second }))
  }
  clock.turn(500)
  expect(shown.at(-1)?.isOffline).toBe(false)
  clock.turn(1_000)
  expect(shown.at(-1)?.isOffline).toBe(true)
  become(withUnread(online))
  clock.turn(1_000)
  expect(shown.at(-1)?.isOffline).toBe(false)
})

it('says nothing of a connection that is back in time', () => {
  const { shown, become, clock } = open()
  become(withUnread(connecting))
  clock.turn(5_000)
  become(withUnread(online))
  clock.turn(60_000)
  expect(shown.some(({ isOffline }) => isOffline)).toBe(false)
})

it.each(['signed-out', 'locked', 'outdated'] as const)('takes %s for offline at once', (phase) => {
  const { shown } = open(withUnread({ phase }))
  expect(shown.at(-1)?.isOffline).toBe(true)
})

it('follows the settings, and whoever signs out', () => {
  const { shown, beQuiet, leave, clock } = open()
  beQuiet({ until: null })
  clock.turn(1_000)
  expect(shown.at(-1)?.quiet).toEqual({ until: null })
  beQuiet(null)
  leave()
  clock.turn(1_000)
  expect(shown.at(-1)).toMatchObject({ quiet: null, session: null })
})

it('says nothing once it was stopped', () => {
  const { shown, watch, become, clock } = open(withUnread(connecting))
  become(withUnread(connecting, 1))
  watch.stop()
  become(withUnread(online))
  clock.turn(60_000)
  expect(shown).toHaveLength(1)
})
