import type { Alert, NotificationsChanged } from '../../shared/ipc/contract.ts'
import type { Preferences } from '../../shared/ipc/preferences.ts'
import type { Message } from '../../shared/model/message.ts'
import type { Notification } from '../../shared/model/notification.ts'
import type { Reading } from '../../shared/model/reading.ts'
import { displayName, firstLetters, type User } from '../../shared/model/user.ts'
import type { Clock } from '../../shared/std/clock.ts'
import type { News } from '../sync/news.ts'
import type { NativeNotification, Notifier } from './notifier.ts'
import type { Words } from './words.ts'

/** More messages than this in so many milliseconds are told as a number. */
const FEW = 3
const BURST = 5_000
/** Letters of a text that are shown. */
const LONGEST_BODY = 120

/** Decides what of the news somebody is told outside of the window, and how. */
export interface Attention {
  hear(news: News): void
  /** Messages are gone: their words must not stay on the screen. */
  gone(roomId: number, clientIds: readonly string[]): void
  /** A room was read: its notification says nothing new any more. */
  read(reading: Reading): void
  /** Notifications were read, among other things. */
  notificationsChanged(change: NotificationsChanged): void
  /** The window has come to the front. */
  focused(): void
  /** Nobody is signed in any more: what was told is nobody's. */
  forget(): void
}

export interface AttentionDeps {
  readonly notifier: Pick<Notifier, 'show' | 'close'>
  /** Shows it in the page, where the system does not. */
  readonly alert: (alert: Alert) => void
  readonly clock: Clock
  readonly words: () => Words
  /** Whether the window is in front and has the keyboard. */
  readonly isFocused: () => boolean
  /** Whether the person asked not to be disturbed. */
  readonly isQuiet: () => boolean
  /** What the person wants to be told of, and how. */
  readonly preferences: () => Pick<Preferences, 'tells' | 'showsText' | 'sounds'>
  readonly roomName: (roomId: number) => string
}

/** What a room's notification stands for. */
interface Unseen {
  count: number
  arrivals: readonly number[]
  hasAlerted: boolean
  /** Client id of the message whose words it shows; null: it shows a number. */
  shownId: string | null
}

export function createAttention(deps: AttentionDeps): Attention {
  const { notifier, clock, words } = deps
  const unseenByRoomId = new Map<number, Unseen>()
  /** Ids of the notifications that the system was asked to show. */
  const told = new Set<number>()
  /** Counts the sign-outs: an answer of the system that comes after one is about nobody's news. */
  let forgotten = 0

  const tell = async (
    told: Omit<NativeNotification, 'isSilent'>,
    otherwise: () => boolean
  ): Promise<void> => {
    const own = forgotten
    const notification = { ...told, isSilent: !deps.preferences().sounds }
    const isShown = await notifier.show(notification)
    if (isShown || own !== forgotten || !otherwise()) return
    deps.alert({ title: notification.title, body: notification.body, place: notification.place })
  }
  const tellRoom = (roomId: number, messages: readonly Message[], { users, isBacklog }: News): void => {
    const unseen = unseenByRoomId.get(roomId) ?? { count: 0, arrivals: [], hasAlerted: false, shownId: null }
    const now = clock.now()
    const recent = unseen.arrivals.filter((at) => now - at < BURST)
    unseen.arrivals = [...recent, ...messages.map(() => now)].slice(-FEW - 1)
    unseen.count += messages.length
    unseenByRoomId.set(roomId, unseen)
    const isMany = unseen.arrivals.length > FEW || (isBacklog && messages.length > 1)
    const last = isMany ? undefined : messages.at(-1)
    const { showsText } = deps.preferences()
    unseen.shownId = showsText ? (last?.clientId ?? null) : null
    const name = last && nameOf(last.senderId, users, words())
    const [title, body] =
      !last || !name
        ? [deps.roomName(roomId), words()('messages', { count: unseen.count })]
        : showsText
          ? [deps.roomName(roomId), words()('message', { name, text: shortened(last.body) })]
          : [name, words()('messages', { count: 1 })]
    // In the page one alert is enough: the messages stand right behind it.
    const otherwise = (): boolean => {
      const isFirst = !unseen.hasAlerted
      unseen.hasAlerted = true
      return isFirst
    }
    const place = { kind: 'room', roomId } as const
    void tell({ tag: roomTag(roomId), title, body, place }, otherwise)
  }
  const tellNotifications = (notifications: readonly Notification[], isBacklog: boolean): void => {
    const described = notifications.map((one) => describe(one, words(), deps.preferences().showsText))
    const last = described.at(-1)
    const all =
      isBacklog && described.length > 1 && last
        ? [{ ...last, title: words()('notifications', { count: described.length }), body: '' }]
        : described
    for (const one of all) {
      if (deps.isFocused()) deps.alert({ title: one.title, body: one.body, place: one.place })
      else void tell(one, () => true)
    }
    for (const { id } of notifications) told.add(id)
  }
  const closeNotification = (id: number): void => {
    if (told.delete(id)) notifier.close(notificationTag(id))
  }

  return {
    hear(news) {
      const { tells } = deps.preferences()
      if (deps.isQuiet() || tells === 'nothing') return
      if (!deps.isFocused() && tells === 'all') {
        for (const roomId of new Set(news.messages.map((message) => message.roomId))) {
          const ofRoom = news.messages.filter((message) => message.roomId === roomId)
          tellRoom(roomId, ofRoom, news)
        }
      }
      tellNotifications(news.notifications, news.isBacklog)
    },
    gone(roomId, clientIds) {
      const shownId = unseenByRoomId.get(roomId)?.shownId
      if (shownId && clientIds.includes(shownId)) notifier.close(roomTag(roomId))
    },
    read({ roomId, unread }) {
      if (unread > 0 || !unseenByRoomId.delete(roomId)) return
      notifier.close(roomTag(roomId))
    },
    notificationsChanged({ upserted, unread, reset }) {
      for (const { id, isRead } of upserted) if (isRead) closeNotification(id)
      if (reset && unread.general + unread.personal === 0) told.forEach(closeNotification)
    },
    focused() {
      for (const unseen of unseenByRoomId.values()) unseen.hasAlerted = false
    },
    forget() {
      forgotten++
      for (const roomId of unseenByRoomId.keys()) notifier.close(roomTag(roomId))
      unseenByRoomId.clear()
      told.forEach(closeNotification)
    }
  }
}

function describe(
  notification: Notification,
  words: Words,
  showsText: boolean
): Omit<NativeNotification, 'isSilent'> {
  const { id, kind } = notification
  const { title, body } = showsText ? notification : { title: '', body: '' }
  const personal = title || words('forYou')
  const general = title ? words('announcement', { title }) : words('announcementUntitled')
  return {
    tag: notificationTag(id),
    title: kind === 'general' ? general : personal,
    body,
    place: { kind: 'notification', id }
  }
}

function roomTag(roomId: number): string {
  return `room:${roomId}`
}

function notificationTag(id: number): string {
  return `notification:${id}`
}

function nameOf(id: number, users: readonly User[], words: Words): string {
  const user = users.find((one) => one.id === id)
  return user ? displayName(user) : words('someone')
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  const start = firstLetters(line, LONGEST_BODY)
  return start === line ? line : `${start}…`
}
