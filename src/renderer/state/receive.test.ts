import { describe, expect, it } from 'vitest'
import type { AppState, ConnectionState } from '../../shared/ipc/contract.ts'
import { UNKNOWN_USER } from '../../shared/model/user.ts'
import { ada, bob, makeAppState, makeSession } from '../../shared/testkit/make.ts'
import { makeChange, makeMessage, makePage, makeWaiting } from '../testkit/make-message.ts'
import { makeNotification } from '../testkit/make-notification.ts'
import { receive, receiveApp } from './receive.ts'
import { sentSinceReturn, shownUnread } from './selectors.ts'
import { emptyModel, type AppModel } from './store.ts'
import { timelineFromPage } from './timeline.ts'

const t0 = Date.UTC(2026, 3, 13, 9)
const offline: ConnectionState = { phase: 'waiting', retryAt: t0, lostAt: t0 - 9_000, failures: 3 }

function makeApp(change: Partial<NonNullable<AppState['session']>> = {}): AppState {
  const session = makeSession({ people: { online: [ada, bob] }, ...change })
  return makeAppState(session)
}

function signedIn(change = {}): AppModel {
  const model = receiveApp(emptyModel, makeApp(change), t0)
  const timeline = timelineFromPage(makePage([makeMessage(1), makeWaiting(1)]))
  return { ...model, timelinesByRoomId: { 1: timeline }, draftsByRoomId: { 1: 'half a sentence' } }
}

describe('what main announces', () => {
  it('keeps those who stay online the same objects, however often they are said', () => {
    const model = signedIn()
    const next = receive(model, { name: 'people.changed', value: { online: [{ ...ada }, { ...bob }] } }, t0)
    expect(next.people.online).toEqual([ada, bob])
    expect(next.people.online[1]).toBe(model.usersById[bob.id])
  })

  it('keeps what it says of the copy apart from the session, which nobody has to draw again for it', () => {
    const model = signedIn()
    const catchingUp = { received: 20, total: 50 }
    const copying = receive(model, { name: 'copy.changed', value: { catchingUp, problem: 'full' } }, t0)
    expect(copying.copy).toEqual({ catchingUp, problem: 'full' })
    const incident = { id: 3, at: t0, kind: 'server-restored', resent: 1, lost: 0 } as const
    const told = receive(copying, { name: 'incidents.changed', value: { incidents: [incident] } }, t0)
    expect(told.incidents).toEqual([incident])
    expect(told.app).toBe(model.app)
  })

  it('notes what each room misses, and keeps what is said again', () => {
    const ranges = [{ from: 3, to: 9 }]
    const missing = (roomId: number, said = ranges) =>
      ({ name: 'missing.changed', value: { roomId, ranges: said.map((range) => ({ ...range })) } }) as const
    const model = receive(signedIn({ missing: { roomId: 1, ranges } }), missing(2), t0)
    expect(model.missingByRoomId).toEqual({ 1: ranges, 2: ranges })
    expect(receive(model, missing(1), t0).missingByRoomId).toBe(model.missingByRoomId)
    expect(receive(model, missing(1, []), t0).missingByRoomId).toEqual({ 1: [], 2: ranges })
  })

  it('counts notifications, and puts them where they are held', () => {
    const model = { ...signedIn(), notificationLists: { all: { items: [], hasOlder: false } } }
    const unread = { general: 1, personal: 0, unlisted: 2 }
    const value = { upserted: [makeNotification(1)], users: [], unread, reset: false }
    const next = receive(model, { name: 'notifications.changed', value }, t0)
    expect(next.unreadNotifications).toEqual(unread)
    expect(next.notificationLists.all?.items).toEqual([makeNotification(1)])
  })

  it('drops the notices that offer to do something once their account is gone, and no others', () => {
    const told = { id: 1, tone: 'success', title: () => 'done' } as const
    const offered = {
      id: 2,
      tone: 'error',
      title: () => 'failed',
      action: { label: () => 'Retry', run: () => undefined }
    } as const
    const notices = [told, offered]
    const gone = receiveApp({ ...signedIn(), notices }, { ...makeApp(), session: null }, t0)
    expect(gone.notices).toEqual([told])
    expect(receiveApp({ ...signedIn(), notices }, makeApp({ user: bob }), t0).notices).toEqual([told])
    expect(receiveApp({ ...signedIn(), notices }, makeApp(), t0).notices).toEqual(notices)
    expect(receiveApp({ ...gone, notices }, makeApp(), t0).notices).toEqual(notices)
  })

  it('keeps what the page holds when only a setting changed', () => {
    const model = signedIn()
    const next = receive(model, { name: 'app.changed', value: { ...makeApp(), language: 'en' } }, t0)
    expect(next.timelinesByRoomId).toBe(model.timelinesByRoomId)
    expect(next.draftsByRoomId).toBe(model.draftsByRoomId)
    expect(next.app?.language).toBe('en')
  })

  it('keeps a person of whom the server has only now said who they are, and nobody else', () => {
    const model = signedIn({ user: { ...ada, id: UNKNOWN_USER } })
    const told = receive(model, { name: 'app.changed', value: makeApp() }, t0)
    expect(told.timelinesByRoomId).toBe(model.timelinesByRoomId)
    expect(told.draftsByRoomId).toBe(model.draftsByRoomId)
    expect(told.account).toBe(model.account)
    const other = receive(model, { name: 'app.changed', value: makeApp({ user: bob }) }, t0)
    expect(other).toMatchObject({ timelinesByRoomId: {}, account: model.account + 1 })
  })

  it('names each account anew, also after nobody was signed in', () => {
    const first = signedIn()
    const out = receiveApp(first, { ...makeApp(), session: null }, t0)
    const second = receiveApp(out, makeApp(), t0)
    expect(new Set([first.account, out.account, second.account]).size).toBe(3)
  })

  it('counts a late message as missed, and draws the line before it for a reader who was away', () => {
    const reading = { roomId: 1, readN: 2, unread: 0 }
    const { server } = makeSession()
    const unordered = { ...server, capabilities: { ...server.capabilities, numbers: false } }
    const value = makeChange({ upserted: [makeMessage(9)] })
    const ahead = receive(signedIn({ reading, server: unordered }), { name: 'messages.changed', value }, t0)
    const late = makeChange({ upserted: [makeMessage(4)] })
    const next = receive({ ...ahead, arrived: [] }, { name: 'messages.changed', value: late }, t0)
    expect(next.arrived.map((message) => message.clientId)).toEqual(['m4'])
    expect(next.unreadLinesByRoomId[1]).toBe(2)
    expect(next.timelinesByRoomId[1]?.order).toEqual(['m1', 'm4', 'm9', 'w1'])
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

  it('reads out the first message of an empty room, and nothing of what fills an empty copy', () => {
    const empty = { ...signedIn(), timelinesByRoomId: { 1: timelineFromPage(makePage([])) } }
    const value = makeChange({ upserted: [makeMessage(1)] })
    const arrivedAfter = (ms: number): number =>
      receive(empty, { name: 'messages.changed', value }, t0 + ms).arrived.length
    expect(arrivedAfter(500)).toBe(0)
    expect(arrivedAfter(2_500)).toBe(1)
  })

  it('reads out nothing of the further parts of what fills an empty copy, but what is said meanwhile', () => {
    const empty = { ...signedIn(), timelinesByRoomId: { 1: timelineFromPage(makePage([])) } }
    const part = (seq: number, sentAt: number) =>
      ({
        name: 'messages.changed',
        value: makeChange({ upserted: [makeMessage(seq, { sentAt })] })
      }) as const
    const begun = receive(empty, part(1, t0 - 60_000), t0 + 500)
    const goesOn = receive(begun, part(2, t0 - 50_000), t0 + 900)
    expect(goesOn.arrived).toEqual([])
    expect(receive(goesOn, part(3, t0 + 1_000), t0 + 1_000).arrived).toHaveLength(1)
    expect(receive(goesOn, part(3, t0 - 40_000), t0 + 20_000).arrived).toHaveLength(1)
  })

  it('reads out nothing of the rest where the first look has found a part of it', () => {
    const arrivedIn = (readN: number): number => {
      const value = makeChange({ upserted: [makeMessage(2, { sentAt: t0 - 60_000 })] })
      const model = signedIn({ reading: { roomId: 1, readN, unread: 0 } })
      return receive(model, { name: 'messages.changed', value }, t0 + 500).arrived.length
    }
    expect(arrivedIn(0)).toBe(0)
    expect(arrivedIn(1)).toBe(1)
  })

  it('reads out nothing of what comes again after the copy was made anew', () => {
    const reset = receive(
      signedIn(),
      { name: 'messages.changed', value: makeChange({ reset: true }) },
      t0 + 5_000
    )
    const value = makeChange({ upserted: [makeMessage(7)] })
    const arrivedAt = (ms: number): number =>
      receive(reset, { name: 'messages.changed', value }, t0 + ms).arrived.length
    expect(arrivedAt(6_000)).toBe(0)
    expect(arrivedAt(20_000)).toBe(1)
  })

  it('tells what was sent, but not what the banner tells after a return', () => {
    const value = makeChange({ upserted: [makeMessage(2, { clientId: 'w1', senderId: 1 })] })
    const sent = receive(signedIn(), { name: 'messages.changed', value }, t0)
    expect(sent.delivered.map((message) => message.clientId)).toEqual(['w1'])
    const back = receive(
      signedIn({ connection: offline }),
      { name: 'connection.changed', value: { phase: 'online' } },
      t0
    )
    expect(receive(back, { name: 'messages.changed', value }, t0).delivered).toEqual([])
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

  it('draws the line of new messages for a reader who was away, and not for one who looks', () => {
    const line = (lookingSince: number | null): number | null | undefined => {
      const value = makeChange({ upserted: [makeMessage(2)] })
      const model = { ...signedIn({ reading: { roomId: 1, readN: 1, unread: 0 } }), lookingSince }
      return receive(model, { name: 'messages.changed', value }, t0).unreadLinesByRoomId[1]
    }
    expect(line(null)).toBe(1)
    expect(line(t0 - 60_000)).toBeNull()
    expect(signedIn({ reading: { roomId: 1, readN: 1, unread: 4 } }).unreadLinesByRoomId[1]).toBe(1)
  })

  it('takes the line away from whoever writes', () => {
    const model = signedIn({ reading: { roomId: 1, readN: 0, unread: 1 } })
    const after = (message: Parameters<typeof makeWaiting>[1]): number | null | undefined => {
      const value = makeChange({ upserted: [makeWaiting(2, message)] })
      return receive(model, { name: 'messages.changed', value }, t0).unreadLinesByRoomId[1]
    }
    expect(after({})).toBeNull()
    expect(after({ clientId: 'w1', delivery: { state: 'handed-over' } })).toBe(0)
  })

  it('lets a room that was kept unread be read again once its reader has written there', () => {
    const kept = { ...signedIn(), keptUnreadRoomId: 1 }
    const after = (change: Parameters<typeof makeChange>[0]): number | null =>
      receive(kept, { name: 'messages.changed', value: makeChange(change) }, t0).keptUnreadRoomId
    expect(after({ upserted: [makeMessage(2)] })).toBe(1)
    expect(after({ upserted: [makeWaiting(2)] })).toBeNull()
  })

  it('takes what comes right after a return of the connection as missed', () => {
    const looking = { ...signedIn({ connection: offline }), lookingSince: t0 - 60_000 }
    const back = receive(looking, { name: 'connection.changed', value: { phase: 'online' } }, t0)
    expect(back.lookingSince).toBe(t0)
  })

  it('says nothing of what is unread to whoever looks at it', () => {
    const model = signedIn({ reading: { roomId: 1, readN: 1, unread: 4 } })
    expect(shownUnread(model, 1)).toBe(4)
    expect(shownUnread({ ...model, lookingSince: t0 }, 1)).toBe(0)
  })
})
