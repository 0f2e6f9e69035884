import type { MessagePage, MessagesChanged } from '../../shared/ipc/contract.ts'
import type { Result } from '../../shared/std/result.ts'
import type { Client } from '../bridge/client.ts'
import { applyMessagesChanged, applyUsers } from './apply-changes.ts'
import type { AppStore } from './store.ts'
import {
  appendPage,
  dropFrom,
  isTouchedBy,
  placedEdges,
  prependPage,
  spanOf,
  timelineFromPage,
  type Timeline
} from './timeline.ts'
import { holdsOrdinal } from './unread.ts'

/** Rows the page holds of a room; a little more is tolerated before the far end is dropped. */
const WINDOW = 5_000
const TOLERANCE = 500
/** How far past the newest row held a page is asked for: places for well under one page, so that the two touch. */
const STRIDE = 40

/** Reads rooms from the copy on disk, a page at a time. Every call answers whether it worked. */
export interface Rooms {
  /** Reads the end of a room, in place of whatever is held. */
  open(roomId: number): Promise<boolean>
  /** As `open`, and back to the line of new messages where there is one, as far as the page holds so much. */
  openAtLine(roomId: number): Promise<boolean>
  readOlder(roomId: number): Promise<boolean>
  readNewer(roomId: number): Promise<boolean>
  /** Drops rows from the side that is far from the reader. */
  trim(roomId: number, side: 'oldest' | 'newest'): void
  /** Hears every change, to apply again those that came while a page was being read. */
  note(change: MessagesChanged): void
}

export function createRooms({ client, store }: { client: Client; store: AppStore }): Rooms {
  const readsByRoomId = new Map<number, { changes: MessagesChanged[]; done: Promise<boolean> }>()

  const timelineOf = (roomId: number): Timeline | undefined => store.getState().timelinesByRoomId[roomId]

  function put(roomId: number, timeline: Timeline, page?: MessagePage): void {
    store.setState((model) => ({
      usersById: page ? applyUsers(model.usersById, page.users) : model.usersById,
      timelinesByRoomId: { ...model.timelinesByRoomId, [roomId]: timeline }
    }))
  }

  /** One read at a time per room; what changed during it is applied once more on top of the page. */
  function read(
    roomId: number,
    before: number | null,
    merge: (page: MessagePage) => Timeline
  ): Promise<boolean> {
    const running = readsByRoomId.get(roomId)
    if (running) return running.done
    const changes: MessagesChanged[] = []
    const work = async (): Promise<boolean> => {
      const { account } = store.getState()
      const answer: Result<MessagePage> = await client.call('messages.page', { roomId, before })
      readsByRoomId.delete(roomId)
      if (!answer.ok || store.getState().account !== account) return false
      put(roomId, changes.reduce(applyMessagesChanged, merge(answer.value)), answer.value)
      if (changes.some((change) => change.reset)) return open(roomId)
      return true
    }
    const done = work()
    readsByRoomId.set(roomId, { changes, done })
    return done
  }

  async function open(roomId: number): Promise<boolean> {
    // Others who waited for the same read may have begun the next one.
    for (let running; (running = readsByRoomId.get(roomId));) await running.done
    return read(roomId, null, timelineFromPage)
  }

  /**
   * Goes on past places that hold no message, so that a read always brings something or the end. Some servers leave
   * out numbers, by the million even: the stride grows over nothing, and shrinks where it would step over something.
   */
  async function readNewer(roomId: number, from: number, stride: number): Promise<boolean> {
    const running = readsByRoomId.get(roomId)
    if (running) return running.done
    const timeline = timelineOf(roomId)
    if (!timeline?.hasNewer) return true
    const last = placedEdges(timeline).last
    const reachesEnd = from + stride > (timeline.end?.seq ?? 0)
    let isTooFar = false
    const isRead = await read(roomId, reachesEnd ? null : from + stride, (page) => {
      const held = timelineOf(roomId) ?? timeline
      isTooFar = stride > STRIDE && !isTouchedBy(held, page)
      return isTooFar ? held : appendPage(held, page, reachesEnd)
    })
    if (isRead && isTooFar) return readNewer(roomId, from, Math.max(STRIDE, Math.floor(stride / 2)))
    const now = timelineOf(roomId)
    const isStuck = now?.hasNewer && placedEdges(now).last?.seq === last?.seq
    return isRead && isStuck ? readNewer(roomId, from + stride, stride * 2) : isRead
  }

  async function readOlder(roomId: number): Promise<boolean> {
    const timeline = timelineOf(roomId)
    const first = timeline && placedEdges(timeline).first
    if (!timeline?.hasOlder || !first) return true
    return read(roomId, first.seq, (page) => prependPage(timelineOf(roomId) ?? timeline, page))
  }

  /** Reads backwards until the message with an ordinal is held. */
  async function readBackTo(roomId: number, n: number): Promise<boolean> {
    for (let timeline; (timeline = timelineOf(roomId));) {
      const { messagesByClientId, hasOlder } = timeline
      const isFull = messagesByClientId.size >= WINDOW
      if (!hasOlder || isFull || holdsOrdinal(messagesByClientId.values(), n)) return true
      if (!(await readOlder(roomId))) return false
    }
    return false
  }

  return {
    open,
    async openAtLine(roomId) {
      const isRead = await open(roomId)
      const line = store.getState().unreadLinesByRoomId[roomId] ?? null
      if (isRead && line !== null) await readBackTo(roomId, line)
      return isRead
    },
    readOlder,
    async readNewer(roomId) {
      const timeline = timelineOf(roomId)
      const last = timeline && placedEdges(timeline).last
      return last ? readNewer(roomId, last.seq, spanOf(timeline, STRIDE)) : true
    },
    trim(roomId, side) {
      const timeline = timelineOf(roomId)
      if (!timeline || timeline.order.length <= WINDOW + TOLERANCE) return
      put(roomId, dropFrom(timeline, side, WINDOW))
    },
    note(change) {
      readsByRoomId.get(change.roomId)?.changes.push(change)
      if (change.reset && timelineOf(change.roomId) && !readsByRoomId.has(change.roomId)) {
        void open(change.roomId)
      }
    }
  }
}
