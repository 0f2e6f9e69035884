import type { Person } from './people.ts'
import type { Names, Switches } from './switches.ts'

/** A row of the message table. */
export interface StoredMessage {
  readonly id: number
  readonly author: Person
  readonly text: string
  /** Milliseconds since 1970. */
  readonly createdAt: number
}

/** A row of the notification table. */
export interface StoredNotification {
  readonly id: number
  readonly kind: 'general' | 'personal'
  /** The user name of the one person it is for; null: everyone. */
  readonly to: string | null
  readonly title: string
  readonly text: string
  readonly from: Person | null
  readonly createdAt: number
}

type Fields = Record<string, unknown>

export function personFields(person: Person, names: Names, switches: Switches): Fields {
  return {
    [names.userId]: idOf(person.id, switches),
    [names.username]: person.username,
    [names.firstName]: person.firstName,
    [names.lastName]: person.lastName,
    [names.isSuperuser]: person.isSuperuser
  }
}

/** `date` writes the time: the serializer of the history and the consumer of the socket do it differently. */
export function messageFields(
  message: StoredMessage,
  switches: Switches,
  { names, date }: { names: Names; date: (at: number) => string }
): Fields {
  return {
    [names.id]: idOf(message.id, switches),
    [names.message]: message.text,
    [names.sender]: personFields(message.author, names, switches),
    [names.date]: date(message.createdAt)
  }
}

/** `datetime.isoformat()` of Python: six digits of a second and an offset. */
function isoFormat(at: number): string {
  return new Date(at).toISOString().replace('Z', '000+00:00')
}

/** The `DateTimeField` of Django REST framework writes a Z for UTC. */
export function restDate(at: number): string {
  return new Date(at).toISOString().replace('Z', '000Z')
}

export function chatMessageFrame(message: StoredMessage, switches: Switches): Fields {
  const data = messageFields(message, switches, { names: switches.frameNames, date: isoFormat })
  return { type: 'chat_message', data }
}

/** The consumer sends the id back as it came, a string or a number. */
export function messageDeletedFrame(id: string | number): Fields {
  return { type: 'message_deleted', message_id: id }
}

export function errorFrame(message: string): Fields {
  return { type: 'error', message }
}

export function onlineFrame(online: readonly Person[], switches: Switches): Fields {
  const users = online.map((person) => personFields(person, switches.frameNames, switches))
  return { type: 'online_users_update', [switches.onlineUnder]: users }
}

export function notificationFrame(notification: StoredNotification, switches: Switches): Fields {
  const type = `notification_${notification.kind}`
  const body = notificationFields(notification, switches)
  if (switches.notificationUnder === 'flat') return { type, ...body }
  return { type, [switches.notificationUnder]: body }
}

export function unreadFrame(unread: readonly StoredNotification[], switches: Switches): Fields {
  const notifications = unread.map((one) => ({
    type: `notification_${one.kind}`,
    ...notificationFields(one, switches)
  }))
  return {
    type: 'notifications_non_lues',
    ...(switches.unread === 'list' ? {} : { count: unread.length }),
    ...(switches.unread === 'count' ? {} : { notifications })
  }
}

function notificationFields(notification: StoredNotification, switches: Switches): Fields {
  const { id, title, text, from, createdAt } = notification
  return {
    id: idOf(id, switches),
    titre: title,
    message: text,
    ...(from ? { expediteur: personFields(from, switches.frameNames, switches) } : {}),
    date_creation: isoFormat(createdAt)
  }
}

function idOf(id: number, switches: Switches): string | number {
  return switches.idsAsStrings ? String(id) : id
}
