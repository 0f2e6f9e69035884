import type {
  AnyEvent,
  AppState,
  ConnectionState,
  MessagesChanged,
  Missing,
  People,
  Session
} from '../../shared/ipc/contract.ts'
import type { Message } from '../../shared/model/message.ts'
import { UNKNOWN_USER } from '../../shared/model/user.ts'
import { unreachable } from '../../shared/std/unreachable.ts'
import {
  applyMessagesChanged,
  applyUsers,
  arrivals,
  deliveries,
  ownArrivals,
  setbacks
} from './apply-changes.ts'
import { firstLink, nextLink } from './link.ts'
import { applyNotifications } from './notifications.ts'
import { unsentIds } from './selectors.ts'
import { emptyModel, type AppModel } from './store.ts'
import type { Timeline } from './timeline.ts'
import { isReaderAway, lineAtArrival, lineAtOpening } from './unread.ts'

/** A room that is empty so long after the connection came has nothing to be read in. */
const FILLED_AFTER = 2_000
/** Enough to connect again and to read in what is to be read first. */
const REFILLED_AFTER = 10_000

/** Takes one announcement of main into the model. */
export function receive(model: AppModel, event: AnyEvent, now: number): AppModel {
  switch (event.name) {
    case 'app.changed':
      return receiveApp(model, event.value, now)
    case 'localServer.changed':
      return { ...model, app: model.app && { ...model.app, localServer: event.value } }
    case 'messages.changed':
      return receiveMessages(model, event.value, now)
    case 'people.changed':
      return receivePeople(model, event.value)
    case 'connection.changed':
      return receiveConnection(model, event.value, now)
    case 'reading.changed':
      return {
        ...model,
        readingsByRoomId: { ...model.readingsByRoomId, [event.value.roomId]: event.value }
      }
    case 'copy.changed':
      return { ...model, copy: event.value }
    case 'missing.changed':
      return { ...model, missingByRoomId: withMissing(model.missingByRoomId, event.value) }
    case 'incidents.changed':
      return { ...model, incidents: event.value.incidents }
    case 'notifications.changed':
      return {
        ...model,
        unreadNotifications: event.value.unread,
        notificationLists: applyNotifications(model.notificationLists, event.value),
        usersById: applyUsers(model.usersById, event.value.users)
      }
    case 'place.opened':
      return { ...model, placeOpened: event.value }
    case 'quit.asked':
      return { ...model, quitAsked: event.value.unsent }
    case 'alert.raised':
    case 'server.said':
      return model
    default:
      return unreachable(event)
  }
}

/** The same object when a room misses what it missed before: its rows need not be built again. */
function withMissing(
  missingByRoomId: AppModel['missingByRoomId'],
  { roomId, ranges }: Missing
): AppModel['missingByRoomId'] {
  const before = missingByRoomId[roomId] ?? []
  const isSame =
    before.length === ranges.length &&
    ranges.every(({ from, to }, index) => before[index]?.from === from && before[index]?.to === to)
  return isSame ? missingByRoomId : { ...missingByRoomId, [roomId]: ranges }
}

/** Another account starts from nothing: no text of the one before may show. */
export function receiveApp(model: AppModel, app: AppState, now: number): AppModel {
  const { session } = app
  const before = model.app?.session
  // What a notice offers to do was about the account it came from.
  const notices = before ? model.notices.filter(({ action }) => !action) : model.notices
  const nobody = { ...emptyModel, notices, account: model.account + 1 }
  if (!session) return { ...nobody, app }
  const isSame = before ? isSameAccount(before, session) : false
  const base = isSame ? model : { ...nobody, lookingSince: model.lookingSince }
  const known = {
    ...base,
    app,
    people: session.people,
    readingsByRoomId: { ...base.readingsByRoomId, [session.reading.roomId]: session.reading },
    unreadLinesByRoomId: isSame
      ? base.unreadLinesByRoomId
      : { [session.room.id]: lineAtOpening(session.reading) },
    unreadNotifications: session.unreadNotifications,
    copy: session.copy,
    // Where nothing was ever read, the first look may find a part of what the copy is being filled with.
    filledAt: isSame || session.reading.readN > 0 ? base.filledAt : now,
    missingByRoomId: withMissing(base.missingByRoomId, session.missing),
    incidents: session.incidents,
    draftsByRoomId: isSame ? base.draftsByRoomId : { [session.room.id]: session.draft },
    usersById: applyUsers(base.usersById, [session.user, ...session.people.online])
  }
  return receiveConnection(known, session.connection, now)
}

/** A person of whom the server had not said who they are stays who they are when it does. */
function isSameAccount(before: Session, now: Session): boolean {
  const isSamePerson =
    before.user.id === now.user.id ||
    (before.user.id === UNKNOWN_USER && [now.user.username, ''].includes(before.user.username))
  return isSamePerson && before.server.origin === now.server.origin
}

/** Who stays is the same object as before, however often the list is said: thousands of rows need not be drawn. */
function receivePeople(model: AppModel, { online }: People): AppModel {
  const usersById = applyUsers(model.usersById, online)
  return { ...model, usersById, people: { online: online.map((user) => usersById[user.id] ?? user) } }
}

function receiveMessages(model: AppModel, change: MessagesChanged, now: number): AppModel {
  const usersById = applyUsers(model.usersById, change.users)
  const timeline = model.timelinesByRoomId[change.roomId]
  if (change.reset) return { ...model, usersById, resetAt: now }
  if (!timeline) return { ...model, usersById }
  const next = applyMessagesChanged(timeline, change)
  const session = model.app?.session
  const ownId = session?.user.id ?? 0
  const readN = model.readingsByRoomId[change.roomId]?.readN ?? 0
  const isInOrder = session?.server.capabilities.numbers ?? true
  const isFirst = isFirstFill(model, timeline, now)
  const newFrom = isFirst ? Infinity : newAfterFill(model, now)
  const come = arrivals(timeline, change, { ownId, readN, isInOrder, newFrom })
  /** The banner tells of those that had waited for the connection. */
  const isNews = ({ clientId }: Message): boolean => !model.waitedIds.includes(clientId)
  const isAnswered = ownArrivals(timeline, change, ownId).length > 0
  return {
    ...model,
    usersById,
    filledAt: isFirst ? now : model.filledAt,
    arrived: joined(model.arrived, come),
    keptUnreadRoomId: isAnswered ? null : model.keptUnreadRoomId,
    unreadLinesByRoomId: linesAfter(model, change.roomId, { isAnswered, hasCome: come.length > 0, now }),
    setbacks: joined(model.setbacks, setbacks(timeline, change)),
    delivered: joined(model.delivered, deliveries(timeline, change).filter(isNews)),
    timelinesByRoomId:
      next === timeline ? model.timelinesByRoomId : { ...model.timelinesByRoomId, [change.roomId]: next }
  }
}

/** Whether what comes was said before, because the copy is still empty. */
function isFirstFill({ link }: AppModel, timeline: Timeline, now: number): boolean {
  return timeline.end === null && (link?.state.phase !== 'online' || now - link.heardAt < FILLED_AFTER)
}

/** From when on what was sent is new: a copy that was just made anew, or was empty, is filled in more parts than one. */
function newAfterFill({ resetAt, filledAt }: AppModel, now: number): number {
  if (resetAt !== null && now - resetAt < REFILLED_AFTER) return Infinity
  return filledAt !== null && now - filledAt < REFILLED_AFTER ? filledAt : -Infinity
}

function receiveConnection(model: AppModel, state: ConnectionState, now: number): AppModel {
  const link = model.link ? nextLink(model.link, state, now) : firstLink(state, now)
  const isReturn = state.phase === 'online' && model.link !== null && model.link.state.phase !== 'online'
  if (!isReturn) return { ...model, link }
  // What was missed comes now, all at once: for that, whoever looks at the end has only begun to.
  const lookingSince = model.lookingSince === null ? null : now
  return { ...model, link, lookingSince, waitedIds: unsentIds(model) }
}

/** The lines of new messages after a change: whoever has written needs none for what was before. */
function linesAfter(
  model: AppModel,
  roomId: number,
  { isAnswered, hasCome, now }: { isAnswered: boolean; hasCome: boolean; now: number }
): AppModel['unreadLinesByRoomId'] {
  const lines = model.unreadLinesByRoomId
  const reading = model.readingsByRoomId[roomId]
  const before = isAnswered ? null : (lines[roomId] ?? null)
  const isAway = isReaderAway(model.lookingSince, now)
  const line = hasCome && reading ? lineAtArrival(before, reading, isAway) : before
  return line === (lines[roomId] ?? null) ? lines : { ...lines, [roomId]: line }
}

/** The same list when there is nothing to add. */
function joined<T>(list: readonly T[], more: readonly T[]): readonly T[] {
  return more.length === 0 ? list : [...list, ...more]
}
