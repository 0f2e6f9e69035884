import { describe, expect, it } from 'vitest'
import type { AppState, ConnectionState } from '../../shared/ipc/contract.ts'
import { ada, bob } from '../../shared/testkit/make.ts'
import { makeChange, makeMessage, makePage, makeWaiting } from '../testkit/make-message.ts'
import { receive, receiveApp } from './receive.ts'
import { sentSinceReturn } from './selectors.ts'
import { emptyModel, type AppModel } from './store.ts'
import { timelineFromPage } from './timeline.ts'

const t0 = Date.UTC(2026, 3, 13, 9)
const offline: ConnectionState = { phase: 'waiting', retryAt: t0, lostAt: t0 - 9_000, failures: 3 }

function makeApp(change: Partial<NonNullable<AppState['session']>> = {}): AppState {
  const session = {
    user: ada,
    server: { name: 'Labo Tourbe', origin: 'https://causerie.example' },
    room: { id: 1, name: 'Général' },
    messageLimit: 4000,
    connection: { phase: 'online' },
    people: { online: [ada, bob] },
    ...change
  } as const
  return { language: 'fr', theme: 'system', suggestedAddress: null, session }
}

function signedIn(change = {}): AppModel {
  const model = receiveApp(emptyModel, makeApp(change), t0)
  const timeline = timelineFromPage(makePage([makeMessage(1), makeWaiting(1)]))
  return { ...model, timelinesByRoomId: { 1: timeline }, draftsByRoomId: { 1: 'half a sentence' } }
}

describe('what main announces', () => {
  it('keeps what the page holds when only a setting changed', () => {
    const model = signedIn()
    const next = receive(model, { name: 'app.changed', value: { ...makeApp(), language: 'en' } }, t0)
    expect(next.timelinesByRoomId).toBe(model.timelinesByRoomId)
    expect(next.draftsByRoomId).toBe(model.draftsByRoomId)
    expect(next.app?.language).toBe('en')
  })

  it('forgets everything of an account with the account', () => {
    const out = receive(signedIn(), { name: 'app.changed', value: { ...makeApp(), session: null } }, t0)
    expect(out).toMatchObject({ timelinesByRoomId: {}, draftsByRoomId: {}, usersById: {}, link: null })
    const other = receive(signedIn(), { name: 'app.changed', value: makeApp({ user: bob }) }, t0)
    expect(other).toMatchObject({ timelinesByRoomId: {}, draftsByRoomId: {} })
  })

  it('brings messages and their senders, and what is to be read out', () => {
    const users = [{ ...bob, firstName: 'Bob' }]
    const value = makeChange({ upserted: [makeMessage(2)], users })
    const next = receive(signedIn(), { name: 'messages.changed', value }, t0)
    expect(next.timelinesByRoomId[1]?.order).toEqual(['m1', 'm2', 'w1'])
    expect(next.usersById[2]?.firstName).toBe('Bob')
    expect(next.arrived.map((message) => message.clientId)).toEqual(['m2'])
  })

  it('leaves a room alone that the page does not hold', () => {
    const model = signedIn()
    const value = makeChange({ roomId: 7, upserted: [makeMessage(2, { roomId: 7 })] })
    expect(receive(model, { name: 'messages.changed', value }, t0).timelinesByRoomId).toBe(
      model.timelinesByRoomId
    )
  })

  it('counts what leaves once the connection is back', () => {
    const back = receive(
      signedIn({ connection: offline }),
      { name: 'connection.changed', value: { phase: 'online' } },
      t0
    )
    expect(sentSinceReturn(back)).toBe(0)
    const value = makeChange({ upserted: [makeMessage(2, { clientId: 'w1', senderId: 1 })] })
    expect(sentSinceReturn(receive(back, { name: 'messages.changed', value }, t0))).toBe(1)
  })
})
