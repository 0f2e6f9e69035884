import type { Profile } from './profile.ts'

/** An object out of JSON. */
export type Holder = Readonly<Record<string, unknown>>

/** Where things are in the JSON of a level 0 server, in the order in which they are looked for. */
export interface Names {
  /** Where the object that is meant may be inside of what was sent, before what was sent itself. */
  readonly inside: readonly string[]
  readonly messages: readonly string[]
  readonly online: readonly string[]
  readonly notifications: readonly string[]
  readonly count: readonly string[]
  readonly error: readonly string[]
  readonly kind: readonly string[]
  readonly id: readonly string[]
  readonly deletedId: readonly string[]
  readonly body: readonly string[]
  readonly title: readonly string[]
  readonly sender: readonly string[]
  readonly sentAt: readonly string[]
  readonly userId: readonly string[]
  readonly username: readonly string[]
  readonly firstName: readonly string[]
  readonly lastName: readonly string[]
  readonly isSuperuser: readonly string[]
}

const USUAL: Names = {
  inside: ['data', 'message', 'notification'],
  messages: ['results', 'messages', 'data', 'items'],
  online: ['users', 'online_users', 'data', 'data.users', 'data.online_users', 'utilisateurs'],
  notifications: [
    'notifications',
    'data',
    'items',
    'results',
    'notifications_non_lues',
    'data.notifications',
    'data.items',
    'data.results'
  ],
  count: [
    'count',
    'nombre',
    'total',
    'unread_count',
    'non_lues',
    'data.count',
    'data.nombre',
    'data.total',
    'data.unread_count',
    // A number in the place of the list.
    'notifications',
    'data'
  ],
  error: ['message', 'error', 'detail', 'data.message', 'data.error', 'data.detail', 'data'],
  kind: ['type', 'kind', 'categorie'],
  id: ['id', 'pk', 'message_id', 'notification_id', 'uuid'],
  deletedId: ['message_id', 'id', 'pk', 'data.message_id', 'data.id', 'data.pk', 'message.id', 'data'],
  body: ['message', 'contenu', 'content', 'text', 'texte', 'body', 'description', 'notification', 'data'],
  title: ['titre', 'title', 'sujet', 'subject'],
  sender: ['expediteur', 'sender', 'auteur', 'author', 'user', 'username', 'nom_utilisateur'],
  sentAt: ['date_creation', 'created_at', 'timestamp', 'date', 'sent_at'],
  userId: ['id', 'pk', 'user_id', 'uuid'],
  username: ['username', 'nom_utilisateur', 'user_name', 'login', 'name', 'email'],
  firstName: ['first_name', 'prenom', 'firstName'],
  lastName: ['last_name', 'nom', 'lastName'],
  // Not `is_staff`: staff may enter Django's admin site, and delete nothing in the room.
  isSuperuser: ['is_superuser', 'isSuperuser', 'superuser']
}

/** The usual names, behind those that a profile gives. */
export function namesOf(fields: Profile['fields']): Names {
  const given = (name: keyof Profile['fields']): readonly string[] => {
    const path = fields[name]
    return path === undefined ? USUAL[name] : [path, ...USUAL[name]]
  }
  return {
    ...USUAL,
    messages: given('messages'),
    id: given('id'),
    deletedId: [...USUAL.deletedId, ...given('id').slice(0, 1)],
    body: given('body'),
    sender: given('sender'),
    sentAt: given('sentAt'),
    userId: given('userId'),
    username: given('username'),
    firstName: given('firstName'),
    lastName: given('lastName'),
    isSuperuser: given('isSuperuser')
  }
}

/** The first of several places that holds what `read` can make something of. */
export function find<T>(
  holder: Holder,
  names: readonly string[],
  read: (value: unknown) => T | null
): T | null {
  for (const name of names) {
    const value = read(at(holder, name))
    if (value !== null) return value
  }
  return null
}

/** Own properties only, so that nothing is found where nothing was sent. */
function at(holder: Holder, path: string): unknown {
  let value: unknown = holder
  for (const name of path.split('.')) {
    const object = toHolder(value)
    value = object && Object.hasOwn(object, name) ? object[name] : undefined
  }
  return value
}

export function toHolder(value: unknown): Holder | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Holder) : null
}

export function toList(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) ? value : null
}

export function toText(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

export function toName(value: unknown): string | null {
  return typeof value === 'string' && value.trim() ? value.trim() : null
}

/** Ids come back as the number or the string that they were. */
export function toId(value: unknown): number | null {
  const id = toCount(value)
  return id === 0 ? null : id
}

export function toCount(value: unknown): number | null {
  const isWritten = typeof value === 'string' && /^\d{1,16}$/.test(value)
  const number = isWritten ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : null
}

/** What names a thing that is only told apart by it: a number or a short text. */
export function toKey(value: unknown): string | null {
  const key = typeof value === 'number' ? String(value) : value
  return typeof key === 'string' && key.length > 0 && key.length <= 200 ? key : null
}

export function toFlag(value: unknown): boolean | null {
  if (value === 1 || value === 0) return value === 1
  return typeof value === 'boolean' ? value : null
}

/** The last moment that a date can name. */
const LAST_TIME = 8.64e15
/** Below it a number counts seconds: as milliseconds it would be before 1973. */
const FIRST_IN_MILLISECONDS = 1e11

/** ISO 8601, or seconds or milliseconds since 1970. No other order of day and month: it could be either. */
export function toTime(value: unknown): number | null {
  if (typeof value === 'string') {
    const time = /^\d{4}-\d{2}-\d{2}/.test(value) ? Date.parse(value) : Number.NaN
    return Number.isNaN(time) ? null : time
  }
  if (typeof value !== 'number' || !(value > 0) || value > LAST_TIME) return null
  return Math.round(value < FIRST_IN_MILLISECONDS ? value * 1000 : value)
}
