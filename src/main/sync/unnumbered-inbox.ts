import { SERVER_STREAM, roomStream, userStream } from '../../shared/protocol/constants.ts'
import { advanced } from '../../shared/model/position.ts'
import type {
  HeardChange,
  HeardMessage,
  HeardNotification,
  Unnumbered
} from '../../shared/protocol/unnumbered.ts'
import type { Clock } from '../../shared/std/clock.ts'
import type { AccountStore } from '../store/account-store.ts'
import type { UnansweredEntry } from '../store/outbox.ts'
import type { Changes } from './changes.ts'
import type { Self } from './self.ts'
import { newestKnown } from './streams.ts'

/** A page of the server's history: the messages below an id, or the newest of all. */
export interface HistoryPage {
  readonly before: number | null
  /** In the order of their ids. */
  readonly messages: readonly HeardMessage[]
  /** Ids that were heard after it was asked for: it may be too old to hold them. */
  readonly heardSince: ReadonlySet<number>
  /** The first one on its link: all that the copy holds is from before. */
  readonly isFirst: boolean
  /** The message that it was asked for the sake of; null: none. */
  readonly sought: number | null
}

/**
 * Applies what a server says without numbers, in any order and perhaps twice. A message has its id alone: it is its
 * place and its ordinal too, greater for later ones, with gaps. The cursor of the room is the id up to which the copy
 * was compared with the history. Every function runs inside a transaction of the caller.
 */
export interface UnnumberedInbox {
  applyHeard(change: HeardChange, changes: Changes): void
  applyUnread(unread: Extract<Unnumbered, { type: 'unread' }>, changes: Changes): void
  /** False: the page tells nothing of what it was asked for. */
  applyPage(page: HistoryPage, changes: Changes): boolean
  /** Whether a message beyond an id was deleted on this link and never seen. */
  hasMissedBeyond(id: number): boolean
  /** A new link: what was deleted before it came has come by now, or never will. */
  restart(): void
}

export interface UnnumberedInboxDeps {
  readonly store: AccountStore
  readonly self: Self
  readonly clock: Clock
}

/** So many of the newest messages are compared again on each link: what was deleted while nobody listened is found. */
const COMPARED_AGAIN = 1000
/** A deletion is the last thing that happens to a message. */
const LAST_REVISION = Number.MAX_SAFE_INTEGER

export function createUnnumberedInbox({ store, self, clock }: UnnumberedInboxDeps): UnnumberedInbox {
  /** Deleted before they came. */
  const buried = new Set<number>()

  const roomId = (): number => store.identity.rooms()[0]?.id ?? 0
  const hasHeard = (): boolean => newestKnown(store, roomId()) > 0
  /** Answers the client id of a message that is new to the copy. */
  const post = (message: HeardMessage, changes: Changes): string | null => {
    self.learn([message.sender], changes)
    self.note(message.sender, changes)
    const entry = self.isOwn(message.sender) ? echoed(message, store.outbox.unanswered()) : undefined
    if (buried.has(message.id)) {
      if (entry) drop(entry.clientId, changes)
      return null
    }
    const known = store.messages.nameOf(message.id)
    if (known !== null) {
      refresh(known, message, changes)
      return null
    }
    const clientId = entry?.clientId ?? `server:${message.id}`
    put(clientId, message, changes)
    store.outbox.remove(clientId)
    return clientId
  }
  const put = (clientId: string, message: HeardMessage, changes: Changes): void => {
    const { id, body } = message
    const sender = self.known(message.sender)
    const sentAt = message.sentAt ?? clock.now()
    store.messages.putPosted({ clientId, id, roomId: roomId(), sender, body, sentAt, n: id, rev: id }, id)
    changes.upsert(roomId(), clientId)
  }
  /** An administrator may have edited it; a server that came back from a backup gives its id to another message. */
  const refresh = (clientId: string, message: HeardMessage, changes: Changes): void => {
    const held = store.messages.get(clientId)
    if (held && held.body !== message.body) put(clientId, message, changes)
  }
  const drop = (clientId: string, changes: Changes): void => {
    store.messages.remove(clientId)
    changes.remove(roomId(), clientId)
  }
  const arrive = (clientId: string, changes: Changes): void => {
    const message = store.messages.get(clientId)
    if (message) changes.arrivals.messages.push(message)
  }
  const notify = (notification: HeardNotification, changes: Changes): void => {
    if (notification.sender) self.note(notification.sender, changes)
    const ownStream = userStream(store.identity.get()?.userId ?? 0)
    const stream = notification.kind === 'general' ? SERVER_STREAM : ownStream
    const { id, isNew } = store.notifications.putHeard(notification, stream, clock.now())
    if (!isNew) return
    changes.notification(id)
    changes.arrivals.notifications.push(id)
  }
  /** Takes out what a page would hold if the server still did. No tombstone: a later page may show that it does. */
  const dropAbsent = (page: HistoryPage, changes: Changes): void => {
    const { before, messages, heardSince, isFirst, sought } = page
    const [first, last] = [messages[0], messages.at(-1)]
    const soughtName = sought === null ? null : store.messages.nameOf(sought)
    if (soughtName !== null && messages.every(({ id }) => id !== sought)) drop(soughtName, changes)
    if (!first || !last) return
    const present = new Set(messages.map(({ id }) => id))
    // Above its newest message a page tells nothing of what has come on this link: it may be too old for it.
    const end = isFirst ? Number.MAX_SAFE_INTEGER : last.id
    const to = before === null ? end : before - 1
    for (const { id, clientId } of store.messages.placedBetween(roomId(), first.id, to))
      if (!present.has(id) && !heardSince.has(id)) drop(clientId, changes)
  }
  /** Notes which ids the copy was compared up to, and which not yet. */
  const moveCursor = ({ before, messages }: HistoryPage): void => {
    const stream = roomStream(roomId())
    const [first, last] = [messages[0], messages.at(-1)]
    if (before !== null) {
      // Nothing below: that is where the room begins.
      store.missing.remove(stream, { from: first?.id ?? 1, to: before - 1 })
      return
    }
    if (!first || !last) return
    const position = store.cursors.get(stream)?.seq ?? 0
    store.missing.remove(stream, { from: first.id, to: last.id })
    if (first.id > position + 1) store.missing.add(stream, { from: position + 1, to: first.id - 1 })
    store.cursors.set(stream, { seq: Math.max(position, last.id), event: '' })
  }
  /** Up to here a page brings no news: to the last comparison, else to where this copy began to listen. */
  const pastOf = ({ messages }: HistoryPage): number => {
    const cursor = store.cursors.get(roomStream(roomId()))
    if (cursor) return cursor.seq
    const firstHeard = store.messages.oldestSeqOf(roomId(), Number.MAX_SAFE_INTEGER)
    const past = (firstHeard ?? (messages.at(-1)?.id ?? 0) + 1) - 1
    // Null: nothing was read yet, and nothing that comes now counts as unread.
    const position = store.readings.position(roomId())
    if (position) store.readings.setPosition(roomId(), advanced(position, past))
    return past
  }
  const compareAgain = ({ messages }: HistoryPage): void => {
    const first = messages[0]
    const from = store.messages.oldestSeqOf(roomId(), COMPARED_AGAIN)
    if (first && from !== null && from < first.id)
      store.missing.add(roomStream(roomId()), { from, to: first.id - 1 })
  }

  return {
    applyHeard(change, changes) {
      switch (change.kind) {
        case 'posted': {
          const clientId = post(change.message, changes)
          if (clientId !== null) arrive(clientId, changes)
          return
        }
        case 'deleted': {
          buried.add(change.messageId)
          const found = store.messages.bury(change.messageId, LAST_REVISION)
          if (found) changes.remove(found.roomId, found.clientId)
          return
        }
        case 'notified':
          return notify(change.notification, changes)
      }
    },
    applyUnread({ count, notifications }, changes) {
      notifications.forEach((notification) => notify(notification, changes))
      // It hears of nothing that was read here, and so may count all that the copy holds.
      const listed = notifications.length || store.notifications.count()
      store.notifications.setUnlisted(Math.max(0, (count ?? 0) - listed))
      changes.resetNotifications()
    },
    applyPage(page, changes) {
      const past = pastOf(page)
      for (const message of page.messages) {
        const clientId = post(message, changes)
        // What is filled in of the past is no news.
        if (clientId !== null && message.id > past) arrive(clientId, changes)
      }
      const below = belowAsked(page)
      // Where something was said, a history that holds nothing is no proof that anything is not there.
      if (!below || (below.messages.length === 0 && page.before === null && hasHeard())) return false
      dropAbsent(below, changes)
      moveCursor(below)
      if (page.isFirst) compareAgain(page)
      return true
    },
    hasMissedBeyond: (id) => [...buried].some((one) => one > id && store.messages.nameOf(one) === null),
    restart: () => buried.clear()
  }
}

/** What of a page is below the id that it was asked for; null: the server does not care which messages it is asked for. */
function belowAsked(page: HistoryPage): HistoryPage | null {
  const { before, messages } = page
  if (before === null) return page
  const below = messages.filter(({ id }) => id < before)
  return below.length === 0 && messages.length > 0 ? null : { ...page, messages: below }
}

/** The message of ours that this is: the server says it again, and may have trimmed it. The oldest of equal ones. */
function echoed(message: HeardMessage, unanswered: readonly UnansweredEntry[]): UnansweredEntry | undefined {
  const said = plainBody(message.body)
  return unanswered.find(({ body, floor }) => message.id > floor && plainBody(body) === said)
}

/** What Python's and JavaScript's `strip` and `trim` agree on, whatever the line ends and the composition of letters. */
function plainBody(body: string): string {
  const normal = body.normalize('NFC').replace(/\r\n?/g, '\n')
  // oxlint-disable-next-line no-control-regex -- Python counts these among its white space
  return normal.replace(/^[\s\u001c-\u001f\u0085]+|[\s\u001c-\u001f\u0085]+$/g, '')
}
