import {
  chatMessageFrame,
  messageDeletedFrame,
  notificationFrame,
  onlineFrame,
  type StoredMessage,
  type StoredNotification
} from './frames.ts'
import { createGroup, type Group } from './group.ts'
import { createPeople, type People, type Person } from './people.ts'
import type { Switches } from './switches.ts'

export interface NewNotification {
  readonly kind: 'general' | 'personal'
  readonly text: string
  readonly title?: string
  /** User name of the one person that a personal notification is for. */
  readonly to?: string
  /** User name of who sends it. */
  readonly from?: string
}

/** What Django keeps in its database and does with it, whichever way it is asked. */
export interface Backend {
  readonly people: People
  readonly group: Group
  readonly switches: Switches
  readonly now: () => number
  /** Oldest first. */
  messages(): readonly StoredMessage[]
  unreadOf(person: Person): readonly StoredNotification[]
  /** Null: the person is muted. */
  post(author: Person, text: string): StoredMessage | null
  /** False: there is no such message. */
  remove(by: Person | null, id: string | number): boolean
  notify(notification: NewNotification): StoredNotification
  tellOnline(): void
}

export function createBackend(switches: Switches, now: () => number): Backend {
  const people = createPeople()
  const group = createGroup(switches, now)
  const messages = new Map<number, StoredMessage>()
  const notifications: StoredNotification[] = []
  let lastId = 0
  return {
    people,
    group,
    switches,
    now,
    messages: () => [...messages.values()],
    unreadOf: ({ username }) => notifications.filter(({ to }) => to === null || to === username),
    post(author, text) {
      if (switches.muted.includes(author.username)) return null
      lastId += 1
      const body = switches.trims ? strip(text) : text
      const message = { id: lastId, author, text: body, createdAt: now() }
      messages.set(message.id, message)
      group.broadcast({ frame: chatMessageFrame(message, switches), by: author.username, isChat: true })
      return message
    },
    remove(by, id) {
      // The lookup of a model takes a string for a number as Python's `int()` does, and finds nothing for another.
      if (typeof id === 'string' && !/^\s*[+-]?\d+\s*$/.test(id)) return false
      if (!messages.delete(Number(id))) return false
      group.broadcast({ frame: messageDeletedFrame(id), by: by?.username ?? null, isChat: true })
      return true
    },
    notify({ kind, text, title = '', to, from }) {
      const notification: StoredNotification = {
        id: notifications.length + 1,
        kind,
        to: to === undefined ? null : people.named(to).username,
        title,
        text,
        from: from === undefined ? null : people.named(from),
        createdAt: now()
      }
      notifications.push(notification)
      const frame = notificationFrame(notification, switches)
      group.broadcast({ frame, ...(to === undefined ? {} : { to }), by: null, isChat: false })
      return notification
    },
    tellOnline() {
      // The consumer tells everybody the whole list, once for each join and leave.
      group.broadcast({ frame: onlineFrame(group.online(), switches), by: null, isChat: false })
    }
  }
}

/** `str.strip()` of Python, which takes more for white space than JavaScript's `trim`. */
function strip(text: string): string {
  // oxlint-disable-next-line no-control-regex -- Python counts these among its white space
  return text.replace(/^[\s\u001c-\u001f\u0085]+|[\s\u001c-\u001f\u0085]+$/g, '')
}
