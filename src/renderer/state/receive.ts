import type { AnyEvent, AppState, ConnectionState, MessagesChanged } from '../../shared/ipc/contract.ts'
import { unreachable } from '../../shared/std/unreachable.ts'
import { applyMessagesChanged, applyUsers, arrivals, refusals } from './apply-changes.ts'
import { firstLink, nextLink } from './link.ts'
import { unsentIds } from './selectors.ts'
import { emptyModel, type AppModel } from './store.ts'

/** Takes one announcement of main into the model. */
export function receive(model: AppModel, event: AnyEvent, now: number): AppModel {
  switch (event.name) {
    case 'app.changed':
      return receiveApp(model, event.value, now)
    case 'messages.changed':
      return receiveMessages(model, event.value)
    case 'people.changed':
      return { ...model, people: event.value, usersById: applyUsers(model.usersById, event.value.online) }
    case 'connection.changed':
      return receiveConnection(model, event.value, now)
    default:
      return unreachable(event)
  }
}

/** Another account starts from nothing: no text of the one before may show. */
export function receiveApp(model: AppModel, app: AppState, now: number): AppModel {
  const { session } = app
  if (!session) return { ...emptyModel, app, notices: model.notices }
  const before = model.app?.session
  const isSame = before?.user.id === session.user.id && before.server.origin === session.server.origin
  const base = isSame ? model : { ...emptyModel, notices: model.notices }
  const known = {
    ...base,
    app,
    people: session.people,
    usersById: applyUsers(base.usersById, [session.user, ...session.people.online])
  }
  return receiveConnection(known, session.connection, now)
}

function receiveMessages(model: AppModel, change: MessagesChanged): AppModel {
  const usersById = applyUsers(model.usersById, change.users)
  const timeline = model.timelinesByRoomId[change.roomId]
  if (!timeline || change.reset) return { ...model, usersById }
  const next = applyMessagesChanged(timeline, change)
  const ownId = model.app?.session?.user.id ?? 0
  return {
    ...model,
    usersById,
    arrived: joined(model.arrived, arrivals(timeline, change, ownId)),
    refused: joined(model.refused, refusals(timeline, change)),
    timelinesByRoomId:
      next === timeline ? model.timelinesByRoomId : { ...model.timelinesByRoomId, [change.roomId]: next }
  }
}

function receiveConnection(model: AppModel, state: ConnectionState, now: number): AppModel {
  const link = model.link ? nextLink(model.link, state, now) : firstLink(state, now)
  const isReturn = state.phase === 'online' && model.link !== null && model.link.state.phase !== 'online'
  return { ...model, link, waitedIds: isReturn ? unsentIds(model) : model.waitedIds }
}

/** The same list when there is nothing to add. */
function joined<T>(list: readonly T[], more: readonly T[]): readonly T[] {
  return more.length === 0 ? list : [...list, ...more]
}
