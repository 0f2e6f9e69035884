import type { AppState, Session } from '../ipc/contract.ts'
import { PREFERENCE_DEFAULTS } from '../ipc/preferences.ts'
import { FULL_CAPABILITIES } from '../model/capabilities.ts'
import type { User } from '../model/user.ts'
import { roomStream, SERVER_STREAM, userStream } from '../protocol/constants.ts'
import type { Down, Hello } from '../protocol/down.ts'
import type { PostedMessage, SentNotification, StreamEvent } from '../protocol/event.ts'
import type { Log } from '../std/log.ts'

export const ada: User = { id: 1, username: 'ada', firstName: 'Ada', lastName: 'Lovelace', isSuperuser: true }
export const bob: User = { id: 2, username: 'bob', firstName: '', lastName: '', isSuperuser: false }

/** The state of an app that speaks French, on which nothing was set. */
export function makeAppState(session: Session | null): AppState {
  return {
    language: 'fr',
    systemLanguage: 'fr',
    preferences: PREFERENCE_DEFAULTS,
    suggestedAddress: null,
    session,
    localServer: { phase: 'off', origin: null, name: null, folder: '/server', steps: [], problem: null },
    unopened: null,
    isOnLocalServer: false,
    quiet: null
  }
}

/** A client id that says which one it is. */
export function clientId(number: number): string {
  return `01970000-0000-7000-8000-${String(number).padStart(12, '0')}`
}

/** The event that posts message `seq` in room 1, unless `change` says otherwise. */
export function posted(seq: number, change: Partial<PostedMessage> = {}): StreamEvent {
  const message: PostedMessage = {
    id: 100 + seq,
    clientId: clientId(seq),
    roomId: 1,
    sender: bob,
    body: `message ${seq}`,
    sentAt: Date.UTC(2026, 3, 13, 9, 0, seq),
    n: seq,
    rev: seq,
    ...change
  }
  return { stream: 'room:1', seq, id: `event-${seq}`, change: { kind: 'posted', message } }
}

/** The event that posts message `seq` in any room. */
export function postedIn(roomId: number, seq: number, change: Partial<PostedMessage> = {}): StreamEvent {
  const number = roomId * 1_000_000 + seq
  const event = posted(seq, { id: number, clientId: clientId(number), roomId, ...change })
  return { ...event, stream: roomStream(roomId) }
}

/** The event at `seq` in room 1 that deletes the message posted at `postedSeq`. */
export function deleted(seq: number, postedSeq: number): StreamEvent {
  const change = { kind: 'deleted', roomId: 1, messageId: 100 + postedSeq } as const
  return { stream: 'room:1', seq, id: `event-${seq}`, change }
}

/** The event that brings notification 200 + `seq` at `seq` of the stream of its kind: everyone's, or Ada's. */
export function announced(seq: number, change: Partial<SentNotification> = {}): StreamEvent {
  const notification: SentNotification = {
    id: 200 + seq,
    kind: 'general',
    title: `title ${seq}`,
    body: `notification ${seq}`,
    sender: bob,
    sentAt: Date.UTC(2026, 3, 13, 10, 0, seq),
    ...change
  }
  const stream = notification.kind === 'general' ? SERVER_STREAM : userStream(ada.id)
  return { stream, seq, id: `event-${seq}`, change: { kind: 'notified', notification } }
}

/** The event at `seq` of Ada's stream by which she has read a notification. */
export function read(seq: number, notificationId: number, andOlder = false): StreamEvent {
  const change = { kind: 'read', notificationId, andOlder } as const
  return { stream: userStream(ada.id), seq, id: `event-${seq}`, change }
}

/** The frame that brings an event. */
export function said(event: StreamEvent): Down {
  return { type: 'event', event }
}

export function makeHello(change: Partial<Hello> = {}): Hello {
  return {
    type: 'hello',
    protocol: 1,
    server: { name: 'Labo Tourbe', epoch: 'epoch-1' },
    user: ada,
    rooms: [{ id: 1, name: 'Général' }],
    heartbeat: 20_000,
    messageLimit: 4000,
    time: Date.UTC(2026, 3, 13, 9, 0),
    ...change
  }
}

/** Ada at a Causerie server, online, with nothing unread. */
export function makeSession(change: Partial<Session> = {}): Session {
  return {
    user: ada,
    mayDelete: true,
    server: {
      name: 'Labo Tourbe',
      origin: 'https://causerie.example.org',
      capabilities: FULL_CAPABILITIES,
      isToBeExplained: false,
      takesToken: false
    },
    room: { id: 1, name: 'Général' },
    messageLimit: 4000,
    connection: { phase: 'online' },
    people: { online: [] },
    reading: { roomId: 1, readN: 0, unread: 0 },
    draft: '',
    unreadNotifications: { general: 0, personal: 0, unlisted: 0 },
    copy: { catchingUp: null, problem: null },
    missing: { roomId: 1, ranges: [] },
    incidents: [],
    ...change
  }
}

export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }
