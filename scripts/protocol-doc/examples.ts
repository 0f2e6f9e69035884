/** One example of every frame and body, made by the codecs themselves. */
import type { User } from '../../src/shared/model/user.ts'
import { SERVER_STREAM, roomStream, userStream } from '../../src/shared/protocol/constants.ts'
import { encodeDown, type Down } from '../../src/shared/protocol/down.ts'
import { ERROR_TEXTS } from '../../src/shared/protocol/errors.ts'
import type { PostedMessage, SentNotification, StreamEvent } from '../../src/shared/protocol/event.ts'
import {
  encodeDownLevel0,
  encodeHistoryLevel0,
  encodeUnreadLevel0
} from '../../src/shared/protocol/level-0.ts'
import { encodeUpLevel0 } from '../../src/shared/protocol/level-0-client.ts'
import { encodeUp, type Up } from '../../src/shared/protocol/up.ts'
import { userToWire } from '../../src/shared/protocol/wire.ts'

/** Frames by their type. */
export type Frames = Readonly<Record<string, unknown>>

const ada: User = { id: 1, username: 'ada', firstName: 'Ada', lastName: 'Lovelace', isSuperuser: true }
const bob: User = { id: 2, username: 'bob', firstName: '', lastName: '', isSuperuser: false }
const MORNING = Date.UTC(2026, 3, 13, 9, 0)
const MESSAGE_NAME = '019d86a0-1c00-7000-8000-000000000001'
const ANNOUNCEMENT_NAME = '019d86a0-1c00-7000-8000-000000000002'
const REQUEST_NAME = 'request-7'

const message: PostedMessage = {
  id: 101,
  clientId: MESSAGE_NAME,
  roomId: 1,
  sender: bob,
  body: 'Bonjour',
  sentAt: MORNING,
  n: 57,
  rev: 60
}
const announcement: SentNotification = {
  id: 12,
  kind: 'general',
  title: 'Ce soir',
  body: 'Le serveur s’arrête dix minutes à 19 h.',
  sender: ada,
  sentAt: MORNING
}
const personal: SentNotification = { ...announcement, id: 13, kind: 'personal', title: '', body: 'À lire.' }
const posted = eventAt(roomStream(1), 60, { kind: 'posted', message })
const deleted = eventAt(roomStream(1), 61, { kind: 'deleted', roomId: 1, messageId: 101 })

const downs: readonly Down[] = [
  {
    type: 'hello',
    protocol: 1,
    server: { name: 'Labo Tourbe', epoch: '5f0c2a7e9d31' },
    user: ada,
    rooms: [{ id: 1, name: 'Général' }],
    heartbeat: 20_000,
    messageLimit: 4000,
    time: MORNING
  },
  { type: 'event', event: posted },
  { type: 'event', event: deleted },
  { type: 'event', event: eventAt(SERVER_STREAM, 8, { kind: 'notified', notification: announcement }) },
  { type: 'event', event: eventAt(userStream(1), 3, { kind: 'notified', notification: personal }) },
  { type: 'event', event: eventAt(userStream(1), 4, { kind: 'read', notificationId: 13, andOlder: true }) },
  { type: 'accepted', clientId: MESSAGE_NAME, roomId: 1, id: 101, seq: 60, n: 57, sentAt: MORNING },
  { type: 'announced', clientId: ANNOUNCEMENT_NAME, notificationId: 12 },
  {
    type: 'error',
    code: 'not_superuser' satisfies keyof typeof ERROR_TEXTS,
    message: ERROR_TEXTS.not_superuser,
    requestId: REQUEST_NAME
  },
  { type: 'online', users: [ada, bob] },
  { type: 'reconnect', afterMs: 1840 },
  { type: 'online-changed', joined: [bob], left: [7] },
  { type: 'catching-up', events: 214 },
  { type: 'caught-up' },
  { type: 'limited', stream: roomStream(1), from: 61, to: 4800, deleted: [101] },
  { type: 'withheld', stream: roomStream(1), from: 1, to: 40, event: 'q2Lr8WcYb0' },
  { type: 'diverged', stream: roomStream(1), common: 58, event: 'Zk3vQ0aXr9' },
  { type: 'read-positions', positions: [{ roomId: 1, n: 55, unread: 2, newestN: 57 }] },
  {
    type: 'page',
    requestId: REQUEST_NAME,
    stream: roomStream(1),
    from: 60,
    to: 61,
    events: [posted, deleted]
  }
]
const ups: readonly Up[] = [
  { type: 'send', body: 'Bonjour', clientId: MESSAGE_NAME, roomId: 1 },
  { type: 'delete', messageId: 101, requestId: REQUEST_NAME },
  {
    type: 'announce',
    clientId: ANNOUNCEMENT_NAME,
    title: announcement.title,
    body: announcement.body
  },
  { type: 'mark-read', notificationId: 13, andOlder: true, requestId: REQUEST_NAME },
  { type: 'move-read-position', roomId: 1, n: 57, back: false, requestId: REQUEST_NAME },
  {
    type: 'resume',
    cursors: { [roomStream(1)]: { seq: 59, event: 'Zk3vQ0aXr9' } },
    onlineChanges: true
  },
  { type: 'fetch', requestId: REQUEST_NAME, stream: roomStream(1), from: 60, to: 61 }
]

export const DOWN_EXAMPLES = byType(downs.map(encodeDown))
export const UP_EXAMPLES = byType(ups.map(encodeUp))
export const DOWN_EXAMPLES_LEVEL_0 = byType([
  encodeUnreadLevel0(1, [announcement]),
  ...downs.map(encodeDownLevel0)
])
export const UP_EXAMPLES_LEVEL_0 = byType(ups.map(encodeUpLevel0))

const signedIn = { token: 'b5Yq8m0v6mJ0H2t7', user: userToWire(ada) }
/** Bodies of HTTP, by the names of their schemas. */
export const BODY_EXAMPLES = {
  WellKnown: { name: 'Labo Tourbe', protocols: [0, 1], setup: false },
  LoginRequest: { username: 'ada', password: 'correct horse' },
  SetupRequest: { code: 'K7QX-2M4P', username: 'ada', password: 'correct horse' },
  LoginAnswer: signedIn,
  HistoryAnswer: encodeHistoryLevel0([message]),
  WireUser: userToWire(ada)
}

function eventAt(stream: string, seq: number, change: StreamEvent['change']): StreamEvent {
  return { stream, seq, id: `Rw8Nf2LhT${seq}`, change }
}

/** Parsed again, so that what is shown is what was on the wire. Null: this level has no word for it. */
function byType(texts: readonly (string | null)[]): Frames {
  const frames = texts.flatMap((text) => (text === null ? [] : (JSON.parse(text) as { type: string })))
  return Object.fromEntries(frames.map((frame) => [frame.type, frame]))
}
