import { expect, it, vi } from 'vitest'
import type { Alert, Language } from '../../shared/ipc/contract.ts'
import { PREFERENCE_DEFAULTS, type Preferences } from '../../shared/ipc/preferences.ts'
import type { Message } from '../../shared/model/message.ts'
import type { Notification } from '../../shared/model/notification.ts'
import { ada, bob, clientId } from '../../shared/testkit/make.ts'
import { createTurnedClock } from '../../shared/testkit/turned-clock.ts'
import type { News } from '../sync/news.ts'
import { createAttention } from './attention.ts'
import type { NativeNotification } from './notifier.ts'
import { wordsFor } from './words.ts'

/** An attention, and all that it has shown, closed and raised. */
function open(language: Language = 'en') {
  const clock = createTurnedClock()
  const shown: NativeNotification[] = []
  const closed: string[] = []
  const alerts: Alert[] = []
  const state = { isFocused: false, isQuiet: false, works: true }
  let preferences = PREFERENCE_DEFAULTS
  const attention = createAttention({
    notifier: {
      async show(notification) {
        shown.push(notification)
        return state.works
      },
      close: (tag) => void closed.push(tag)
    },
    alert: (alert) => void alerts.push(alert),
    clock,
    words: () => wordsFor(language),
    isFocused: () => state.isFocused,
    isQuiet: () => state.isQuiet,
    preferences: () => preferences,
    roomName: () => 'Général'
  })
  const hear = (news: Partial<News>): void =>
    attention.hear({ messages: [], notifications: [], users: [ada, bob], isBacklog: false, ...news })
  const prefer = (choice: Partial<Preferences>): void => void (preferences = { ...preferences, ...choice })
  return { attention, hear, prefer, clock, shown, closed, alerts, state }
}

function message(n: number, body = `message ${n}`): Message {
  return {
    clientId: clientId(n),
    roomId: 1,
    senderId: ada.id,
    body,
    sentAt: Date.UTC(2026, 3, 13, 9, 0, n),
    placement: { id: 100 + n, n, seq: n },
    outboxPosition: null,
    delivery: { state: 'sent' }
  }
}

function notification(id: number, change: Partial<Notification> = {}): Notification {
  const sentAt = Date.UTC(2026, 3, 13, 10)
  return {
    id,
    kind: 'general',
    title: 'Tonight',
    body: 'At eight',
    senderId: 2,
    sentAt,
    isRead: false,
    ...change
  }
}

it.each([
  ['en', 'Ada Lovelace: hello'],
  ['fr', 'Ada Lovelace\u00a0: hello']
] as const)('shows a message with its sender under the name of its room, in %s', (language, body) => {
  const { hear, shown } = open(language)
  hear({ messages: [message(1, 'hello')] })
  const place = { kind: 'room', roomId: 1 }
  expect(shown).toEqual([{ tag: 'room:1', title: 'Général', body, isSilent: false, place }])
})

it('takes the text of a message as it is, on one line, and no more of it than 120 letters', () => {
  const { hear, shown } = open()
  hear({ messages: [message(1, ' {count} <b>\n 100 % ')] })
  hear({ messages: [message(2, '👩‍🔬'.repeat(121))] })
  expect(shown.map(({ body }) => body)).toEqual([
    'Ada Lovelace: {count} <b> 100 %',
    `Ada Lovelace: ${'👩‍🔬'.repeat(120)}…`
  ])
})

it.each([
  ['en', ['4 new messages', '5 new messages', '6 new messages']],
  ['fr', ['4 nouveaux messages', '5 nouveaux messages', '6 nouveaux messages']]
] as const)('counts more than three messages in five seconds, in %s', (language, counts) => {
  const { hear, shown, clock } = open(language)
  for (let n = 1; n <= 6; n++) {
    hear({ messages: [message(n)] })
    clock.turn(500)
  }
  expect(shown.slice(0, 3).map(({ body }) => body)).toEqual([
    expect.stringContaining('message 1'),
    expect.stringContaining('message 2'),
    expect.stringContaining('message 3')
  ])
  expect(shown.slice(3).map(({ body }) => body)).toEqual(counts)
  expect(new Set(shown.map(({ tag }) => tag))).toEqual(new Set(['room:1']))
})

it('shows messages that come with time between them one by one', () => {
  const { hear, shown, clock } = open()
  for (let n = 1; n <= 6; n++) {
    hear({ messages: [message(n)] })
    clock.turn(2_500)
  }
  expect(shown.at(-1)?.body).toBe('Ada Lovelace: message 6')
})

it('counts a backlog of several messages, and shows one of a single message', () => {
  const several = open()
  several.hear({ messages: [message(1), message(2)], isBacklog: true })
  expect(several.shown.map(({ body }) => body)).toEqual(['2 new messages'])
  const single = open()
  single.hear({ messages: [message(1)], isBacklog: true })
  expect(single.shown.map(({ body }) => body)).toEqual(['Ada Lovelace: message 1'])
})

it('says nothing of messages while the window is in front', () => {
  const { hear, shown, alerts, state } = open()
  state.isFocused = true
  hear({ messages: [message(1)] })
  expect([shown, alerts]).toEqual([[], []])
})

it.each([
  ['en', 'general', 'Tonight', 'Announcement: Tonight'],
  ['en', 'general', '', 'Announcement'],
  ['en', 'personal', 'Tonight', 'Tonight'],
  ['en', 'personal', '', 'For you'],
  ['fr', 'general', 'Ce soir', 'Annonce\u00a0: Ce soir'],
  ['fr', 'general', '', 'Annonce'],
  ['fr', 'personal', '', 'Pour vous']
] as const)('names a notification, in %s: %s “%s” is “%s”', (language, kind, title, expected) => {
  const { hear, shown } = open(language)
  hear({ notifications: [notification(7, { kind, title })] })
  const place = { kind: 'notification', id: 7 }
  expect(shown).toEqual([
    { tag: 'notification:7', isSilent: false, title: expected, body: 'At eight', place }
  ])
})

it('shows a notification in the page while the window is in front', () => {
  const { hear, shown, alerts, state } = open()
  state.isFocused = true
  hear({ notifications: [notification(7)] })
  expect(shown).toEqual([])
  const place = { kind: 'notification', id: 7 }
  expect(alerts).toEqual([{ title: 'Announcement: Tonight', body: 'At eight', place }])
})

it('tells several notifications of a backlog as a number', () => {
  const { hear, shown } = open()
  hear({ notifications: [notification(7), notification(8)], isBacklog: true })
  expect(shown).toMatchObject([{ title: '2 new notifications', place: { kind: 'notification', id: 8 } }])
})

it('says nothing at all while nobody wants to be disturbed', () => {
  const { hear, shown, alerts, state } = open()
  state.isQuiet = true
  hear({ messages: [message(1)], notifications: [notification(7)] })
  state.isFocused = true
  hear({ notifications: [notification(8)] })
  expect([shown, alerts]).toEqual([[], []])
})

it('raises in the page what the system does not show: of a room once until it is looked at', async () => {
  const { hear, attention, alerts, state } = open()
  state.works = false
  hear({ messages: [message(1, 'hello')] })
  hear({ messages: [message(2)] })
  hear({ notifications: [notification(7)] })
  await vi.waitFor(() => expect(alerts).toHaveLength(2))
  expect(alerts).toMatchObject([
    { title: 'Général', body: 'Ada Lovelace: hello', place: { kind: 'room', roomId: 1 } },
    { title: 'Announcement: Tonight', place: { kind: 'notification', id: 7 } }
  ])
  attention.focused()
  hear({ messages: [message(3, 'later')] })
  await vi.waitFor(() => expect(alerts).toHaveLength(3))
})

it('closes the room’s notification once the room has been read, and counts from there', () => {
  const { hear, attention, shown, closed } = open()
  hear({ messages: [message(1), message(2), message(3)] })
  attention.read({ roomId: 1, readN: 1, unread: 2 })
  expect(closed).toEqual([])
  attention.read({ roomId: 1, readN: 3, unread: 0 })
  attention.read({ roomId: 1, readN: 3, unread: 0 })
  expect(closed).toEqual(['room:1'])
  hear({ messages: [message(4)] })
  expect(shown.at(-1)?.body).toBe('Ada Lovelace: message 4')
})

it('closes a notification that was read, here or elsewhere, and no other', () => {
  const { hear, attention, closed } = open()
  hear({ notifications: [notification(7), notification(8)] })
  const change = { users: [], unread: { general: 1, personal: 0, unlisted: 0 }, reset: false }
  attention.notificationsChanged({
    ...change,
    upserted: [notification(7, { isRead: true }), notification(8)]
  })
  attention.notificationsChanged({ ...change, upserted: [notification(7, { isRead: true })] })
  expect(closed).toEqual(['notification:7'])
  attention.notificationsChanged({
    ...change,
    upserted: [],
    unread: { general: 0, personal: 0, unlisted: 0 },
    reset: true
  })
  expect(closed).toEqual(['notification:7', 'notification:8'])
})

it('closes the one of a backlog when all that it stands for was read', () => {
  const { hear, attention, closed } = open()
  hear({ notifications: [notification(7), notification(8)], isBacklog: true })
  const change = { users: [], unread: { general: 0, personal: 0, unlisted: 0 }, reset: false }
  const upserted = [notification(7, { isRead: true }), notification(8, { isRead: true })]
  attention.notificationsChanged({ ...change, upserted })
  expect(closed).toContain('notification:8')
})

it('forgets everything of somebody who signs out', () => {
  const { hear, attention, closed, shown } = open()
  hear({ messages: [message(1), message(2), message(3)], notifications: [notification(7)] })
  attention.forget()
  expect(closed).toEqual(['room:1', 'notification:7'])
  hear({ messages: [message(4)] })
  expect(shown.at(-1)?.body).toBe('Ada Lovelace: message 4')
})

it('takes the words of a deleted message from the screen, and those of no other', () => {
  const { attention, hear, closed } = open()
  hear({ messages: [message(1)] })
  attention.gone(1, [clientId(9)])
  expect(closed).toEqual([])
  hear({ messages: [message(2)] })
  attention.gone(1, [clientId(1)])
  expect(closed).toEqual([])
  attention.gone(1, [clientId(2)])
  expect(closed).toEqual(['room:1'])
})

it('raises nothing in the page of what the system did not show before somebody signed out', async () => {
  const { hear, attention, alerts, state } = open()
  state.works = false
  hear({ messages: [message(1, 'for whoever was in')] })
  attention.forget()
  hear({ messages: [message(2, 'for whoever is in')] })
  await vi.waitFor(() => expect(alerts).toHaveLength(1))
  expect(alerts[0]?.body).toContain('for whoever is in')
})

it('tells only what the person wants to be told of', () => {
  const { hear, prefer, shown } = open()
  const everything = { messages: [message(1)], notifications: [notification(1)] }
  prefer({ tells: 'nothing' })
  hear(everything)
  expect(shown).toEqual([])
  prefer({ tells: 'notifications' })
  hear(everything)
  expect(shown.map(({ tag }) => tag)).toEqual(['notification:1'])
})

it('keeps the words to itself when asked, in what the page shows too', () => {
  const { hear, prefer, shown, alerts, state } = open()
  prefer({ showsText: false })
  state.works = false
  hear({ messages: [message(1)] })
  state.isFocused = true
  hear({ notifications: [notification(1), notification(2, { kind: 'personal' })] })
  expect(shown.map(({ title, body }) => [title, body])).toEqual([['Ada Lovelace', '1 new message']])
  expect(alerts.map(({ title, body }) => [title, body])).toEqual([
    ['Announcement', ''],
    ['For you', '']
  ])
})

it('is silent when asked', () => {
  const { hear, prefer, shown } = open()
  hear({ messages: [message(1)] })
  prefer({ sounds: false })
  hear({ messages: [message(2)] })
  expect(shown.map(({ isSilent }) => isSilent)).toEqual([false, true])
})
