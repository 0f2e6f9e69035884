import type { NotificationKind } from '../model/notification.ts'
import { ok, type Result } from '../std/result.ts'
import type { Down } from './down.ts'
import {
  find,
  namesOf,
  toCount,
  toFlag,
  toHolder,
  toId,
  toKey,
  toList,
  toName,
  toText,
  toTime,
  type Holder,
  type Names
} from './level-0-names.ts'
import type { Profile } from './profile.ts'
import type { HeardMessage, HeardNotification, HeardUser, Unnumbered } from './unnumbered.ts'
import type { Up } from './up.ts'
import { parseFrame, type WireFrame } from './wire.ts'

type Online = Extract<Down, { type: 'online' }>

/** Parses a frame from a level 0 server, and reads it. */
export function decodeFrameLevel0(
  text: string,
  fields: Profile['fields']
): Result<Unnumbered | Online | null, 'bad_frame'> {
  const parsed = parseFrame(text)
  return parsed.ok ? ok(readFrameLevel0(parsed.value, fields)) : parsed
}

/**
 * Reads a frame from a level 0 server. Its documents leave much open, so every reasonable spelling is understood.
 * Null: a type that this client does not know, or a frame without what its type is about; ignored.
 */
export function readFrameLevel0(frame: WireFrame, fields: Profile['fields']): Unnumbered | Online | null {
  return frameToDown(frame, namesOf(fields))
}

/** The messages in an answer of the history, in the order of their ids. Null: there is no list in it. */
export function decodeHistoryLevel0(
  answer: unknown,
  fields: Profile['fields']
): readonly HeardMessage[] | null {
  const names = namesOf(fields)
  const holder = toHolder(answer)
  const list = toList(answer) ?? (holder && find(holder, names.messages, toList))
  if (!list) return null
  const messages = new Map<number, HeardMessage>()
  for (const one of list) {
    const message = readMessage(one, names)
    if (message) messages.set(message.id, message)
  }
  return Array.from(messages.values()).toSorted((a, b) => a.id - b.id)
}

/**
 * The signed-in person in an answer: itself, or at one of these places in it. Null: it names nobody by an id of the
 * server's; a made one would not be found again as the sender of a message.
 */
export function decodeSelfLevel0(
  answer: unknown,
  fields: Profile['fields'],
  places: readonly string[]
): HeardUser | null {
  const names = namesOf(fields)
  const read = (value: unknown): HeardUser | null => {
    const holder = toHolder(value)
    const isNamed = holder && find(holder, names.userId, toKey) !== null
    return isNamed && find(holder, names.username, toName) !== null ? readUser(holder, names) : null
  }
  const holder = toHolder(answer)
  return read(holder) ?? (holder && find(holder, places, read))
}

/** The frame for a command; null: level 0 has no word for it. */
export function encodeUpLevel0(up: Up): string | null {
  switch (up.type) {
    case 'send':
      return JSON.stringify({ type: 'chat_message', message: up.body })
    case 'delete':
      return JSON.stringify({ type: 'delete_message', message_id: up.messageId ?? undefined })
    default:
      return null
  }
}

function frameToDown(frame: Holder, names: Names): Unnumbered | Online | null {
  switch (frame['type']) {
    case 'chat_message': {
      const message = readMessage(frame, names)
      return message && { type: 'heard', change: { kind: 'posted', message } }
    }
    case 'message_deleted': {
      const messageId = find(frame, names.deletedId, toId)
      return messageId === null ? null : { type: 'heard', change: { kind: 'deleted', messageId } }
    }
    case 'notification_general':
    case 'notification_personal': {
      const notification = readNotification(frame, names)
      return notification && { type: 'heard', change: { kind: 'notified', notification } }
    }
    case 'notifications_non_lues':
      return readUnread(frame, names)
    case 'online_users_update':
      return readOnline(frame, names)
    case 'error':
      return { type: 'refused', message: find(frame, names.error, toName) ?? '' }
    default:
      return null
  }
}

/** What was sent may be what is meant, or hold it: the first of both that is one. */
function readInside<T>(value: unknown, names: Names, read: (holder: Holder) => T | null): T | null {
  const holder = toHolder(value)
  if (!holder) return null
  const inside = find(holder, names.inside, (one) => {
    const object = toHolder(one)
    return object && read(object)
  })
  return inside ?? read(holder)
}

function readMessage(value: unknown, names: Names): HeardMessage | null {
  return readInside(value, names, (holder) => {
    const id = find(holder, names.id, toId)
    const body = find(holder, names.body, toText)
    if (id === null || body === null) return null
    const sender = find(holder, names.sender, (one) => readUser(one, names)) ?? NOBODY
    return { id, sender, body, sentAt: find(holder, names.sentAt, toTime) }
  })
}

function readNotification(value: unknown, names: Names): HeardNotification | null {
  const kind = kindOf(value, names)
  if (typeof value === 'string')
    return { key: null, kind, title: '', body: value, sender: null, sentAt: null }
  return readInside(value, names, (holder) => {
    const title = find(holder, names.title, toText)
    const body = find(holder, names.body, toText)
    if (title === null && body === null) return null
    return {
      key: find(holder, names.id, toKey),
      kind,
      title: title ?? '',
      body: body ?? '',
      sender: find(holder, names.sender, (one) => readUser(one, names)),
      sentAt: find(holder, names.sentAt, toTime)
    }
  })
}

function kindOf(value: unknown, names: Names): NotificationKind {
  const holder = toHolder(value)
  const kind = holder && find(holder, names.kind, toText)
  return kind && /g[eé]n[eé]ral/i.test(kind) ? 'general' : 'personal'
}

function readUnread(frame: Holder, names: Names): Unnumbered | null {
  const list = find(frame, names.notifications, toList)
  const count = find(frame, names.count, toCount)
  if (!list && count === null) return null
  const notifications = (list ?? []).flatMap((one) => readNotification(one, names) ?? [])
  return { type: 'unread', count, notifications }
}

function readOnline(frame: Holder, names: Names): Online | null {
  const list = find(frame, names.online, toList)
  if (!list) return null
  // A person with two devices may be in it twice.
  const users = new Map<number, HeardUser>()
  for (const one of list) {
    const user = readUser(one, names)
    if (user) users.set(user.id, user)
  }
  return { type: 'online', users: Array.from(users.values()) }
}

/** An object, or only a user name, or only an id. */
function readUser(value: unknown, names: Names): HeardUser | null {
  const holder = toHolder(value) ?? (typeof value === 'number' ? { id: value } : { username: value })
  const id = find(holder, names.userId, toId)
  const key = find(holder, names.userId, toKey)
  const firstName = find(holder, names.firstName, toName) ?? ''
  const lastName = find(holder, names.lastName, toName) ?? ''
  const username = find(holder, names.username, toName) ?? (`${firstName} ${lastName}`.trim() || key)
  if (username === null) return null
  const isSuperuser = find(holder, names.isSuperuser, toFlag)
  const user = { id: id ?? pseudoId(key ?? username), username, firstName, lastName }
  return isSuperuser === null
    ? { ...user, isSuperuser: false, hasUnsaidRights: true }
    : { ...user, isSuperuser }
}

/**
 * The id of a person whom the server numbers by a text (a UUID), or not at all: the same for the same text, for ever,
 * and negative, so that it is no other person's number. Two FNV-1a hashes of 26 and 26 bits.
 */
function pseudoId(text: string): number {
  const high = fnv(text, 0x811c9dc5) >>> 6
  const low = fnv(text, 0x01000193) >>> 6
  return -(high * 2 ** 26 + low + 1)
}

function fnv(text: string, start: number): number {
  let hash = start
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return hash
}

/** The sender of a message that names none: people whose account is gone leave their messages. */
const NOBODY: HeardUser = {
  id: pseudoId('?'),
  username: '?',
  firstName: '',
  lastName: '',
  isSuperuser: false,
  hasUnsaidRights: true
}
